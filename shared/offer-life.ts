// What becomes of an offer after it was made: new terms, more or less stock, and the three verbs that end it,
// 停领 (close), 暂停使用 (freeze) and 作废 (void). Every change says why.
import * as z from "zod/mini";
import { approvalErrors, endpoint } from "./endpoint.ts";
import { OfferId } from "./id.ts";
import { OfferTerms, Stock, termsErrors, Why } from "./offer.ts";

const roles = ["operator", "owner"] as const;
/** Offers are the chain's: whoever has a place in the console sees them all. */
const readers = ["manager", "operator", "auditor", "owner"] as const;
const order = z.strictObject({ offerId: OfferId, why: Why });

export const ReviseOffer = endpoint({
  audience: "operator",
  method: "POST",
  path: "/offers/:offerId/versions",
  summary: "New terms for what is claimed from now on; coupons keep the version they were issued under",
  roles,
  request: z.strictObject({
    offerId: OfferId,
    /** The version these terms were made from. */
    ifVersion: z.int().check(z.gte(1)),
    terms: OfferTerms,
    why: Why,
    acceptsFollowRisk: z.optional(z.literal(true)),
  }),
  response: z.strictObject({ offerId: OfferId, version: z.int() }),
  errors: { offer_unknown: 404, offer_changed: 409, offer_voided: 409, ...termsErrors },
});

export const OfferStock = z.strictObject({
  /** Given out at most. */
  cap: z.int(),
  /** Taken and not returned: coupons, and the few numbers that await the night. */
  taken: z.int(),
  rest: z.int(),
  /** Numbers that made no coupon and were returned. */
  retired: z.int(),
});
export type OfferStock = z.infer<typeof OfferStock>;

export const SetStock = endpoint({
  audience: "operator",
  method: "PUT",
  path: "/offers/:offerId/stock",
  summary: "More stock, or less down to what is taken",
  roles,
  request: z.strictObject({ offerId: OfferId, ifStock: Stock, stock: Stock, why: Why }),
  response: z.strictObject({ offerId: OfferId, stock: OfferStock }),
  errors: { offer_unknown: 404, offer_changed: 409, stock_below_taken: 409 },
});

export const SetDayStock = endpoint({
  audience: "operator",
  method: "PUT",
  path: "/offers/:offerId/day-stock",
  summary: "More a calendar day, from today on, or less down to what is taken today; of an offer that limits its days",
  roles,
  request: z.strictObject({ offerId: OfferId, ifStock: Stock, stock: Stock, why: Why }),
  response: z.strictObject({ offerId: OfferId }),
  errors: { offer_unknown: 404, offer_changed: 409, day_stock_absent: 409, stock_below_taken: 409 },
});

/**
 * What had become of the coupons when the last night met them, each in one of four: what is taken now is their sum and
 * what was taken since.
 */
export const OfferTally = z.strictObject({
  asOfMs: z.int(),
  /** Can be used, or on their way to a friend. */
  held: z.int(),
  used: z.int(),
  ended: z.int(),
  voided: z.int(),
  /** What the used ones took off, in fen; a thing takes off nothing. */
  savedFen: z.int(),
});
export type OfferTally = z.infer<typeof OfferTally>;

/** open: claimed in its window; closed: no more claims; voided: its coupons are cancelled, for good. */
export const OfferState = z.enum(["open", "closed", "voided"]);
export type OfferState = z.infer<typeof OfferState>;

export const CloseOffer = endpoint({
  audience: "operator",
  method: "POST",
  path: "/offers/:offerId/close",
  summary: "停领: the next claim is refused; coupons stay good",
  roles,
  request: order,
  response: z.strictObject({ offerId: OfferId }),
  errors: { offer_unknown: 404 },
});

export const ReopenOffer = endpoint({
  audience: "operator",
  method: "POST",
  path: "/offers/:offerId/reopen",
  summary: "Claims again, while the claim window runs",
  roles,
  request: order,
  response: z.strictObject({ offerId: OfferId }),
  errors: { offer_unknown: 404, offer_window_over: 409, offer_voided: 409 },
});

export const FreezeOffer = endpoint({
  audience: "operator",
  method: "POST",
  path: "/offers/:offerId/freeze",
  summary: "暂停使用: no claim and no redemption, everywhere within ten seconds",
  roles,
  request: order,
  response: z.strictObject({ offerId: OfferId }),
  errors: { offer_unknown: 404, offer_voided: 409 },
});

export const ThawOffer = endpoint({
  audience: "operator",
  method: "POST",
  path: "/offers/:offerId/thaw",
  summary: "Claims and redemptions again, everywhere within ten seconds",
  roles,
  request: order,
  response: z.strictObject({ offerId: OfferId }),
  errors: { offer_unknown: 404, offer_voided: 409 },
});

export const VoidOffer = endpoint({
  audience: "operator",
  method: "POST",
  path: "/offers/:offerId/void",
  summary: "作废: stops every use, then cancels the coupons not yet used; each call does a piece, call until finished",
  roles,
  stepUp: true,
  request: order,
  response: z.strictObject({
    offerId: OfferId,
    /** Coupons looked at so far, of about so many, and how many of them were cancelled by now. */
    done: z.int(),
    total: z.int(),
    cancelled: z.int(),
    isFinished: z.boolean(),
  }),
  errors: { ...approvalErrors, offer_unknown: 404 },
});

export const OfferReport = z.strictObject({
  offerId: OfferId,
  state: OfferState,
  isFrozen: z.boolean(),
  version: z.int(),
  terms: OfferTerms,
  opensAtMs: z.int(),
  closesAtMs: z.int(),
  stock: OfferStock,
  /** Absent until there has been a night. */
  night: z.optional(OfferTally),
  /** Today's, where a day has a limit of its own. */
  today: z.optional(OfferStock),
});
export type OfferReport = z.infer<typeof OfferReport>;

export const GetOffer = endpoint({
  audience: "operator",
  method: "GET",
  path: "/offers/:offerId",
  summary: "An offer: its terms now, its state and its stock",
  roles: readers,
  request: z.strictObject({ offerId: OfferId }),
  response: OfferReport,
  errors: { offer_unknown: 404 },
});

/** Offers a page of the list holds at most. */
export const OFFERS_PAGE_MAX = 40;

export const ListOffers = endpoint({
  audience: "operator",
  method: "GET",
  path: "/offers",
  summary: "All offers, a page at a time, in the order of their ids",
  roles: readers,
  request: z.strictObject({ after: z.optional(OfferId) }),
  response: z.strictObject({ offers: z.array(OfferReport), next: z.optional(OfferId) }),
  errors: {},
});
