// Items of an offer, the one place that spells their attributes:
//   OFR#o / OFR      state and current version
//   OFR#o / V#<v>    terms, immutable
//   OFR#o / STOCK    numbered tickets; nxt + rest = cap + retired at every instant
import { OfferTerms } from "@huike/shared/offer";
import type { Item, Key } from "../platform/table.ts";

export const offerKey = (offerId: string): Key => ({ pk: `OFR#${offerId}`, sk: "OFR" });
export const termsKey = (offerId: string, version: number): Key => ({ pk: `OFR#${offerId}`, sk: `V#${version}` });
export const stockKey = (offerId: string): Key => ({ pk: `OFR#${offerId}`, sk: "STOCK" });

export type OfferItem = { version: number };
export type TermsItem = { terms: string; storeSet: string };
export type StockItem = {
  cap: number;
  /** Tickets nobody has taken. */
  rest: number;
  /** The number the next ticket gets. */
  nxt: number;
  /** Below this number, missing coupons have been looked for and returned. */
  done: number;
  /** Numbers that were returned to `rest`. */
  retired: number;
  state: "open" | "closed";
  opens: number;
  closes: number;
};

/** Terms are kept as text: they are read whole, never in an expression. */
export const termsFields = (terms: OfferTerms, storeSet: string): Item => ({ terms: JSON.stringify(terms), storeSet });
export const parseTerms = (item: TermsItem): OfferTerms => OfferTerms.parse(JSON.parse(item.terms));

/** The set of every shop, also of those opened later. */
export const ALL_STORES = "all";
