// The counter: look up a member by the code they show, redeem a coupon, take a redemption back, see the day.
import * as z from "zod/mini";
import { CodeImage } from "./channel.ts";
import { Coupon, Receipt, UndoReason } from "./coupon.ts";
import { DAY_MS } from "./day.ts";
import { endpoint } from "./endpoint.ts";
import { MemberNo, OfferId, OrderId, RedemptionId, Scene, StoreId } from "./id.ts";
import { Fen } from "./money.ts";
import { OfferFace } from "./offer.ts";
import { Target } from "./target.ts";

export const counterRoles = ["clerk", "manager", "operator", "owner"] as const;

/** Why a coupon in the member's wallet cannot be used here and now; absent when it can. */
const NotUsable = z.enum([
  "coupon_expired",
  "coupon_not_yet_valid",
  "store_not_covered",
  "not_at_this_time",
  "offer_frozen",
  "coupon_voided",
]);

export const CounterCoupon = z.strictObject({
  coupon: Coupon,
  face: OfferFace,
  notUsable: z.optional(NotUsable),
});
export type CounterCoupon = z.infer<typeof CounterCoupon>;

export const LookUpMember = endpoint({
  audience: "clerk",
  method: "POST",
  path: "/look-ups",
  summary: "Read a member code: what the member can use here, and the visit token that redeeming asks for",
  roles: counterRoles,
  request: z.strictObject({ code: z.string().check(z.minLength(1), z.maxLength(64)) }),
  response: z.strictObject({
    visitToken: z.string(),
    visitEndsAtMs: z.int(),
    memberNo: MemberNo,
    memberTail: z.string(),
    storeName: z.string(),
    /** What the member's level pays of a hundred, where it is less than all of it. */
    memberPrice: z.optional(z.strictObject({ levelName: z.string(), payPercent: z.int() })),
    /** Best first; those that cannot be used here come last, with the reason. */
    coupons: z.array(CounterCoupon),
  }),
  errors: {
    off_shift: 409,
    payment_code: 400,
    not_a_member_code: 400,
    code_unknown: 404,
    code_stale: 410,
    code_in_use: 409,
    own_card: 403,
    too_many_attempts: 429,
  },
});

export const RedeemCoupon = endpoint({
  audience: "clerk",
  method: "POST",
  path: "/redemptions",
  summary: "Use a coupon up, once; the same redemptionId gives the same receipt for ever",
  roles: counterRoles,
  request: z.strictObject({
    /** Made and kept by the clerk's phone before it sends. */
    redemptionId: RedemptionId,
    orderId: OrderId,
    visitToken: z.string().check(z.maxLength(120)),
    memberNo: MemberNo,
    offerId: OfferId,
    n: z.int().check(z.gte(1), z.lte(99)),
    round: z.int().check(z.gte(0), z.lte(9)),
    /** Of the terms the coupon was looked up with. */
    version: z.int().check(z.gte(1)),
    /** What the sale came to; absent when the clerk confirms the condition by eye. */
    amountFen: z.optional(Fen),
    /** Of a coupon for the n-th thing: what one of them costs. */
    itemFen: z.optional(Fen),
  }),
  response: Receipt,
  errors: {
    off_shift: 409,
    scan_again: 409,
    id_reused: 409,
    coupon_unknown: 404,
    coupon_redeemed: 409,
    coupon_given: 409,
    coupon_expired: 410,
    coupon_not_yet_valid: 409,
    amount_too_low: 409,
    store_not_covered: 403,
    not_at_this_time: 409,
    offer_frozen: 409,
    coupon_voided: 410,
  },
});

/** A clerk may take back what they redeemed themselves within this; managers later too. */
export const UNDO_WINDOW_MS = 600_000;
/** Later than this a redemption stands for good: its coupon may have been put away. */
export const UNDO_KEPT_MS = 30 * DAY_MS;
/** After so many undos of one coupon its redemption stands. */
export const UNDOS_MAX = 3;
/** A coupon that comes back is good for at least this long, also when it had ended meanwhile. */
export const UNDO_GRACE_MS = DAY_MS;

/** A receipt at the counter, with what an undo must name: of a coupon among several, the whole sale. */
export const CounterReceipt = z.strictObject({
  receipt: Receipt,
  memberNo: MemberNo,
  round: z.int(),
  orderId: z.optional(OrderId),
});
export type CounterReceipt = z.infer<typeof CounterReceipt>;

export const UndoRedemption = endpoint({
  audience: "clerk",
  method: "POST",
  path: "/redemptions/:redemptionId/undo",
  summary: "Take a redemption back; it is undone once, so asking again gives the first answer for ever",
  roles: counterRoles,
  request: z.strictObject({
    redemptionId: RedemptionId,
    memberNo: MemberNo,
    offerId: OfferId,
    n: z.int().check(z.gte(1), z.lte(99)),
    round: z.int().check(z.gte(0), z.lte(9)),
    reason: UndoReason,
  }),
  response: z.strictObject({
    receipt: Receipt,
    /** Until when the coupon could be used again, as the undo left it. */
    expiresAtMs: z.int(),
  }),
  errors: {
    redemption_unknown: 404,
    undo_own_coupon: 403,
    undo_not_yours: 403,
    not_your_store: 403,
    undo_limit: 409,
    undo_too_late: 409,
    undo_whole_sale: 409,
    undo_put_away: 409,
  },
});

/** What happened in a day; redemptions that were taken back stand apart and are not in `redemptions`. */
const tally = { members: z.int(), redemptions: z.int(), undone: z.int() };

export const GetToday = endpoint({
  audience: "clerk",
  method: "GET",
  path: "/today",
  summary: "The clerk's own day and the shop's: new members, redemptions, undos, the last receipts",
  roles: counterRoles,
  request: z.strictObject({}),
  response: z.strictObject({
    day: z.string(),
    mine: z.strictObject(tally),
    shops: z.array(
      z.strictObject({
        storeId: StoreId,
        storeName: z.string(),
        ...tally,
        /** The whole shop's, newest first, twenty at most; only for those who may undo all of them. */
        receipts: z.optional(z.array(CounterReceipt)),
      }),
    ),
    /** The clerk's own, newest first, three at most. */
    receipts: z.array(CounterReceipt),
    /** What their shops expect of them in this month; left out where none does. */
    month: z.optional(
      z.strictObject({
        /** Business days left, today with them. */
        daysLeft: z.int(),
        /** Up to this day what is held is known; what is newer counts as it stands. Left out on the first of a month. */
        judgedUntil: z.optional(z.string()),
        shops: z.array(
          z.strictObject({ storeId: StoreId, storeName: z.string(), target: Target, done: Target, held: Target }),
        ),
      }),
    ),
  }),
  errors: {},
});

export const GetMyCode = endpoint({
  audience: "clerk",
  method: "GET",
  path: "/my-code",
  summary: "The clerk's own mini-program code, to show to customers",
  roles: counterRoles,
  request: z.strictObject({}),
  response: z.strictObject({ scene: Scene, image: CodeImage }),
  errors: { no_own_channel: 404, wechat_refused: 502 },
});
