// An offer as operators see it: read as it stands, not from memory; what became of its coupons as the last night met them.
import { calendarDay } from "@huike/shared/day";
import type { OfferReport, OfferStock } from "@huike/shared/offer-life";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import {
  dayStockKey,
  freshNumbers,
  type NumbersItem,
  type OfferItem,
  offerKey,
  type StockItem,
  stockKey,
} from "./offer.items.ts";
import { termsIssued } from "./read-offer.ts";
import { readTally } from "./tally.items.ts";

export const readNumbers = ({ cap, rest, retired }: NumbersItem): OfferStock => ({
  cap,
  taken: cap - rest,
  rest,
  retired,
});

export async function readReport(env: Env, offerId: string): Promise<OfferReport | undefined> {
  const read = <T>(key: Parameters<typeof getItem>[1]) => getItem<T>(env.tables, key, { consistent: true });
  const [offer, stock] = await Promise.all([read<OfferItem>(offerKey(offerId)), read<StockItem>(stockKey(offerId))]);
  if (!offer || !stock) return undefined;
  const { version, stockPerDay } = offer;
  const [terms, night, today] = await Promise.all([
    termsIssued(env, offerId, version),
    readTally(env, offerId),
    stockPerDay === undefined ? undefined : read<NumbersItem>(dayStockKey(offerId, calendarDay(env.nowMs()))),
  ]);
  return {
    offerId,
    state: stock.state,
    isFrozen: offer.frozen ?? false,
    version,
    terms,
    opensAtMs: stock.opens,
    closesAtMs: stock.closes,
    stock: readNumbers(stock),
    ...(night ? { night } : {}),
    ...(stockPerDay === undefined ? {} : { today: readNumbers(today ?? freshNumbers(stockPerDay)) }),
  };
}
