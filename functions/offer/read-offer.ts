// Reads offers through this instance's memory: what version is current (≤ 10 s old) and the terms
// of a version (immutable, so for as long as there is room).
import type { OfferFace, OfferTerms } from "@huike/shared/offer";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import {
  type OfferItem,
  offerKey,
  parseTerms,
  type StockItem,
  stockKey,
  type TermsItem,
  termsKey,
} from "./offer.items.ts";

const CURRENT_AGE_MS = 10_000;
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

export type CurrentOffer = IssuedTerms & { readonly version: number };

export async function currentOffer(env: Env, offerId: string): Promise<CurrentOffer | undefined> {
  const offer = await env
    .cache<OfferItem>("offer", CURRENT_AGE_MS)
    .get(offerId, () => getItem<OfferItem>(env.tables, offerKey(offerId)));
  const issued = offer && (await termsOf(env, offerId, offer.version));
  return issued && { ...issued, version: offer.version };
}

export const stockOf = (env: Env, offerId: string): Promise<StockItem | undefined> =>
  env.cache<StockItem>("stock", STOCK_AGE_MS).get(offerId, () => getItem<StockItem>(env.tables, stockKey(offerId)));

export const faceOf = (offerId: string, version: number, terms: OfferTerms): OfferFace => ({
  offerId,
  version,
  ...terms,
});

export type StockState = "claimable" | "not_open" | "sold_out" | "closed";

/** Where claiming stands at `nowMs`: the negative of the take's condition, in the order people care. */
export function stockState(stock: StockItem, nowMs: number): StockState {
  if (stock.state === "closed" || stock.closes <= nowMs) return "closed";
  if (stock.opens > nowMs) return "not_open";
  return stock.rest > 0 ? "claimable" : "sold_out";
}
