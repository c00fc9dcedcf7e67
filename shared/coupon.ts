// 优惠券: one member's claim on one offer.
import * as z from "zod/mini";
import { Benefit } from "./benefit.ts";
import { deadChannelErrors } from "./channel.ts";
import { calendarDayEndMs } from "./day.ts";
import { endpoint } from "./endpoint.ts";
import { CampaignId, GiftId, OfferId, RedemptionId, Scene, StoreId } from "./id.ts";
import { Fen } from "./money.ts";
import { OfferFace, type Validity } from "./offer.ts";

/** Why a redemption was taken back: 收错, 退货, 顾客改主意. */
export const UndoReason = z.enum(["mistake", "returned", "changed_mind"]);
export type UndoReason = z.infer<typeof UndoReason>;

/** A redemption as the member and the clerk are shown it, for ever the same; only an undo adds to it, once. */
export const Receipt = z.strictObject({
  redemptionId: RedemptionId,
  offerId: OfferId,
  n: z.int(),
  title: z.string(),
  benefit: Benefit,
  /** What it took off; absent where the clerk judged a percentage by eye. */
  offFen: z.optional(Fen),
  /** What the member's level took off besides (会员价); absent where nothing. */
  memberOffFen: z.optional(Fen),
  amountFen: z.optional(Fen),
  /** Used with others in one sale; what that came to stands on the first of them alone, and with it its points. */
  partOfSale: z.optional(z.strictObject({ payableFen: z.optional(Fen) })),
  storeId: StoreId,
  storeName: z.string(),
  clerkNo: z.string(),
  memberTail: z.string(),
  redeemedAtMs: z.int(),
  /** Present once it was taken back: when, by which clerk number and why. */
  undoneAtMs: z.optional(z.int()),
  undoneByNo: z.optional(z.string()),
  undoReason: z.optional(UndoReason),
});
export type Receipt = z.infer<typeof Receipt>;

export const Coupon = z.strictObject({
  offerId: OfferId,
  /** Which of the member's coupons of this offer: 1, 2, … up to the offer's limit. */
  n: z.int().check(z.gte(1), z.lte(99)),
  version: z.int(),
  /** giving: on its way to a friend, of no use to either. */
  state: z.enum(["issued", "redeemed", "voided", "giving"]),
  round: z.int(),
  validFromMs: z.int(),
  expiresAtMs: z.int(),
  claimedAtMs: z.int(),
  /** Present once it was cancelled. */
  voidedAtMs: z.optional(z.int()),
  /** The gift it is on its way with; from its end on it is the giver's to take back. */
  gift: z.optional(z.strictObject({ giftId: GiftId, endsAtMs: z.int() })),
  /** It came from a friend, and cannot be given again. */
  isGift: z.optional(z.literal(true)),
  /** The run of a campaign that put it into the wallet: a red dot till the wallet was opened. */
  push: z.optional(z.strictObject({ campaignId: CampaignId, run: z.int() })),
  receipt: z.optional(Receipt),
  /** Redemptions that were taken back, oldest first; absent when there are none. */
  undone: z.optional(z.array(Receipt)),
});
export type Coupon = z.infer<typeof Coupon>;

export const ClaimRequest = z.strictObject({
  offerId: OfferId,
  n: z.int().check(z.gte(1), z.lte(99)),
  scene: z.optional(Scene),
});

const claimErrors = {
  offer_unknown: 404,
  offer_not_open: 409,
  offer_closed: 409,
  offer_sold_out: 409,
  sold_out_today: 409,
  offer_frozen: 409,
  offer_granted_only: 403,
  level_too_low: 403,
  limit_reached: 409,
  daily_limit_reached: 409,
  points_too_few: 409,
  ...deadChannelErrors,
} as const;
export type ClaimRefusal = keyof typeof claimErrors;
export const claimRefusals = Object.keys(claimErrors) as [ClaimRefusal, ...ClaimRefusal[]];

export const ClaimCoupon = endpoint({
  audience: "member",
  method: "POST",
  path: "/claims",
  summary: "Take a coupon of an offer; asked again with the same n, the same coupon is answered",
  roles: ["member"],
  request: ClaimRequest,
  response: z.strictObject({ coupon: Coupon, face: OfferFace }),
  errors: claimErrors,
});

export const TidyWallet = endpoint({
  audience: "member",
  method: "POST",
  path: "/wallet/tidy",
  summary: "Put away coupons that are over, ten at most: asked by the phone when home says so",
  roles: ["member"],
  request: z.strictObject({}),
  response: z.strictObject({ moved: z.int() }),
  errors: {},
});

export const ListPastCoupons = endpoint({
  audience: "member",
  method: "GET",
  path: "/past-coupons",
  summary: "Coupons that were put away, a page at a time, in no order a person would look for",
  roles: ["member"],
  request: z.strictObject({
    /** The `next` of the page before. */
    from: z.optional(z.string().check(z.regex(/^ofr_[0-9a-z]{4,8}#\d{1,2}$/))),
  }),
  response: z.strictObject({
    coupons: z.array(Coupon),
    faces: z.array(OfferFace),
    next: z.optional(z.string()),
  }),
  errors: {},
});

/** When a coupon claimed now starts and ends, in ms. */
export function validityWindow(validity: Validity, claimedAtMs: number): { validFromMs: number; expiresAtMs: number } {
  return validity.kind === "fixed"
    ? { validFromMs: validity.fromMs, expiresAtMs: validity.untilMs }
    : { validFromMs: claimedAtMs, expiresAtMs: calendarDayEndMs(claimedAtMs, validity.days) };
}

export type WalletGroup = "usable" | "used" | "expired";

/** Where a coupon stands in the wallet at `nowMs`: expiry is the clock's, not a state; what was cancelled is over too. */
export function walletGroup(coupon: Coupon, nowMs: number): WalletGroup {
  if (coupon.state === "redeemed") return "used";
  if (coupon.state === "voided") return "expired";
  return coupon.expiresAtMs > nowMs ? "usable" : "expired";
}

/** Whole days left, 0 on the last one. */
export const daysLeft = (coupon: Coupon, nowMs: number): number =>
  Math.floor((coupon.expiresAtMs - nowMs) / 86_400_000);
