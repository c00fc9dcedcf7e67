// Items of an offer, the one place that spells their attributes:
//   OFR#o / OFR          current version, and the flags every counter minds
//   OFR#o / V#<v>        terms, immutable
//   OFR#o / STOCK        numbered tickets; nxt + rest = cap + retired at every instant
//   OFR#o / STOCK#<day>  the same for one calendar day; its first claim makes it
//   OFR#o / VOID         how far the cancelling of its coupons has come
//   OFFERS / o           that there is such an offer
import { createHash } from "node:crypto";
import { OfferTerms } from "@huike/shared/offer";
import type { Item, Key } from "../platform/table.ts";

export const offerKey = (offerId: string): Key => ({ pk: `OFR#${offerId}`, sk: "OFR" });
export const termsKey = (offerId: string, version: number): Key => ({ pk: `OFR#${offerId}`, sk: `V#${version}` });
export const stockKey = (offerId: string): Key => ({ pk: `OFR#${offerId}`, sk: "STOCK" });
export const dayStockKey = (offerId: string, day: string): Key => ({ pk: `OFR#${offerId}`, sk: `STOCK#${day}` });
export const voidKey = (offerId: string): Key => ({ pk: `OFR#${offerId}`, sk: "VOID" });
export const listedKey = (offerId: string): Key => ({ pk: "OFFERS", sk: offerId });

export type OfferItem = {
  version: number;
  /** What a calendar day may take of the stock. */
  stockPerDay?: number;
  /** Where that was changed: the first day it holds for, and what the offer was made with. */
  perDayFrom?: string;
  firstPerDay?: number;
  /** No claim and no use for now. */
  frozen?: boolean;
  /** When it was cancelled for good, in ms. */
  voidedAt?: number;
};
export type TermsItem = { terms: string; storeSet: string };

export type NumbersItem = {
  cap: number;
  /** Tickets nobody has taken. */
  rest: number;
  /** The number the next ticket gets. */
  nxt: number;
  /** Below this number, missing coupons have been looked for and returned. */
  done: number;
  /** Numbers that were returned to `rest`. */
  retired: number;
};
export type StockItem = NumbersItem & {
  /** The cap it was made with. */
  first: number;
  state: "open" | "closed" | "voided";
  opens: number;
  closes: number;
};

/** Staff sign a stock (`by`, `at`, `why`); whoever else writes to it takes the signature off, or each claim would look signed. */
export const UNSIGN = "REMOVE #by, #at, #why";
export const UNSIGN_NAMES = { "#by": "by", "#at": "at", "#why": "why" } as const;

export const freshNumbers = (cap: number): NumbersItem => ({ cap, rest: cap, nxt: 0, done: 0, retired: 0 });

/** Terms are kept as text: they are read whole, never in an expression. */
export const termsFields = (terms: OfferTerms, storeSet: string): Item => ({ terms: JSON.stringify(terms), storeSet });
export const parseTerms = (item: TermsItem): OfferTerms => OfferTerms.parse(JSON.parse(item.terms));

/** The set of every shop, also of those opened later. */
export const ALL_STORES = "all";

/**
 * The set of just these shops, named by what is in it: a version that lists other shops can never let one into the
 * set an earlier version's coupons name, and offers for the same shops share one.
 */
export const listSet = (storeIds: readonly string[]): string =>
  `s#${createHash("sha256")
    .update([...new Set(storeIds)].sort().join())
    .digest("base64url")
    .slice(0, 10)}`;
