// The first step of a night: every stock by itself, and from it what the coupons' numbers will be held against.
import type { Finding } from "@huike/shared/reconciliation";
import { listedKey, type NumbersItem, type OfferItem, offerKey, stockKey } from "../offer/offer.items.ts";
import { type SortedStock, type StockFault, stockFaults } from "../offer/stock-faults.ts";
import { eachOf } from "../platform/each-of.ts";
import type { Env } from "../platform/env.ts";
import { getItem, queryRange } from "../platform/read.ts";

export type Stocks = {
  readonly offers: number;
  readonly findings: readonly Finding[];
  /** By offer, "ofr_…", or by an offer's day, "ofr_…#2026-11-22". */
  readonly numbers: ReadonlyMap<string, NumbersItem>;
};

export async function readStocks(env: Env): Promise<Stocks> {
  const listed = await queryRange<{ sk: string }>(env.tables, { pk: listedKey("").pk, from: "0", to: "~" });
  const numbers = new Map<string, NumbersItem>();
  const found = await eachOf(listed, async ({ sk: offerId }) => {
    const stocks = await stocksOf(env, offerId);
    for (const stock of stocks) numbers.set(`${offerId}${stock.sk.slice(stockKey("").sk.length)}`, stock);
    const faults = await faultsOf(env, offerId, stocks);
    // A day's limit may have been changed between the two reads: what is still so is so.
    const isOfTwo = faults.some(({ what }) => what === "stock_differs");
    const still = isOfTwo ? await faultsOf(env, offerId, await stocksOf(env, offerId)) : faults;
    return still.map(({ sk, ...fault }): Finding => ({ ...fault, of: stockKey(offerId).pk, item: sk }));
  });
  return { offers: listed.length, findings: found.flat(), numbers };
}

async function faultsOf(env: Env, offerId: string, stocks: readonly SortedStock[]): Promise<StockFault[]> {
  return stockFaults(await getItem<OfferItem>(env.tables, offerKey(offerId), { consistent: true }), stocks);
}

/** The total and every day's. */
const stocksOf = (env: Env, offerId: string): Promise<SortedStock[]> => {
  const { pk, sk } = stockKey(offerId);
  return queryRange<SortedStock>(env.tables, { pk, from: sk, to: `${sk}~` }, { consistent: true });
};
