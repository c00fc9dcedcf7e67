// Reads offers through this instance's memory: what version is current and whether it may be used (under 10 s old)
// and the terms of a version (immutable, so for as long as there is room).
import type { ClaimState } from "@huike/shared/channel";
import { calendarDay } from "@huike/shared/day";
import type { OfferFace, OfferTerms } from "@huike/shared/offer";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import type { Key } from "../platform/table.ts";
import {
  dayStockKey,
  type NumbersItem,
  type OfferItem,
  offerKey,
  parseTerms,
  type StockItem,
  stockKey,
  type TermsItem,
  termsKey,
} from "./offer.items.ts";

/** A freeze is promised everywhere within 10 s: consistent reads, and a second for the reading itself. */
const CURRENT_AGE_MS = 9_000;
const TERMS_AGE_MS = 3_600_000;
/** Sold out is answered from memory for a second. */
const STOCK_AGE_MS = 1_000;

export type IssuedTerms = { readonly terms: OfferTerms; readonly storeSet: string };

export const termsOf = (env: Env, offerId: string, version: number): Promise<IssuedTerms | undefined> =>
  env.cache<IssuedTerms>("terms", TERMS_AGE_MS).get(`${offerId}#${version}`, async () => {
    const item = await getItem<TermsItem>(env.tables, termsKey(offerId, version));
    return item && { terms: parseTerms(item), storeSet: item.storeSet };
  });

/** The terms a coupon of ours was issued under: they are never deleted, so their absence is a bug. */
export async function termsIssued(env: Env, offerId: string, version: number): Promise<OfferTerms> {
  const issued = await termsOf(env, offerId, version);
  if (!issued) throw new Error(`terms of ${offerId} version ${version} are missing`);
  return issued.terms;
}

const offerOf = (env: Env, offerId: string): Promise<OfferItem | undefined> =>
  env
    .cache<OfferItem>("offer", CURRENT_AGE_MS)
    .get(offerId, () => getItem<OfferItem>(env.tables, offerKey(offerId), { consistent: true }));

export type Stop = "offer_frozen" | "coupon_voided";

const stopIn = ({ frozen, voidedAt }: OfferItem): Stop | undefined => {
  if (voidedAt !== undefined) return "coupon_voided";
  return frozen ? "offer_frozen" : undefined;
};

/** Why no coupon of this offer can be used now, whoever holds it. */
export async function stopOf(env: Env, offerId: string): Promise<Stop | undefined> {
  const offer = await offerOf(env, offerId);
  return offer && stopIn(offer);
}

export type CurrentOffer = IssuedTerms & {
  readonly version: number;
  readonly stockPerDay?: number | undefined;
  readonly stop?: Stop | undefined;
};

export async function currentOffer(env: Env, offerId: string): Promise<CurrentOffer | undefined> {
  const offer = await offerOf(env, offerId);
  const issued = offer && (await termsOf(env, offerId, offer.version));
  return issued && { ...issued, version: offer.version, stockPerDay: offer.stockPerDay, stop: stopIn(offer) };
}

const remembered = <T>(env: Env, { pk, sk }: Key): Promise<T | undefined> =>
  env.cache<T>("stock", STOCK_AGE_MS).get(`${pk}#${sk}`, () => getItem<T>(env.tables, { pk, sk }));

export const stockOf = (env: Env, offerId: string): Promise<StockItem | undefined> =>
  remembered<StockItem>(env, stockKey(offerId));

export const faceOf = (offerId: string, version: number, terms: OfferTerms): OfferFace => ({
  offerId,
  version,
  ...terms,
});

export type StockState = "claimable" | "not_open" | "sold_out" | "closed";

/** Where claiming stands at `nowMs`: the negative of the take's condition, in the order people care. */
export function stockState(stock: StockItem, nowMs: number): StockState {
  if (stock.state !== "open" || stock.closes <= nowMs) return "closed";
  if (stock.opens > nowMs) return "not_open";
  return stock.rest > 0 ? "claimable" : "sold_out";
}

/** What a landing page says of claiming, whoever looks. */
export async function claimState(
  env: Env,
  offerId: string,
  { terms, stop, stockPerDay }: CurrentOffer,
  stock: StockItem,
): Promise<ClaimState> {
  const nowMs = env.nowMs();
  const state = stockState(stock, nowMs);
  if (state === "closed") return state;
  if (stop) return stop === "offer_frozen" ? "frozen" : "closed";
  if (terms.access === "granted") return "granted_only";
  if (state !== "claimable" || stockPerDay === undefined) return state;
  const today = await remembered<NumbersItem>(env, dayStockKey(offerId, calendarDay(nowMs)));
  return today?.rest === 0 ? "sold_out_today" : state;
}
