// 消费: one purchase at one shop, with two or three coupons in one decision or with none. A single
// coupon is a redemption (counter.ts), which is cheaper and says as much.
import * as z from "zod/mini";
import { counterRoles } from "./counter.ts";
import { Receipt, UndoReason } from "./coupon.ts";
import { endpoint } from "./endpoint.ts";
import { MemberNo, OfferId, OrderId, RedemptionId, StoreId } from "./id.ts";
import { Fen } from "./money.ts";
import { STACK_MAX } from "./price.ts";

/** A coupon as it was looked up, and the id of its redemption, made and kept by the clerk's phone before it sends. */
export const SaleCoupon = z.strictObject({
  offerId: OfferId,
  n: z.int().check(z.gte(1), z.lte(99)),
  version: z.int().check(z.gte(1)),
  round: z.int().check(z.gte(0), z.lte(9)),
  redemptionId: RedemptionId,
});
export type SaleCoupon = z.infer<typeof SaleCoupon>;

const areDistinct = (coupons: readonly SaleCoupon[]): boolean =>
  new Set(coupons.map(({ offerId, n }) => `${offerId}#${n}`)).size === coupons.length &&
  new Set(coupons.map(({ redemptionId }) => redemptionId)).size === coupons.length;

/** A sale as the clerk is shown it, for ever the same; only an undo adds to it, once. */
export const SaleReceipt = z.strictObject({
  orderId: OrderId,
  atMs: z.int(),
  storeId: StoreId,
  storeName: z.string(),
  clerkNo: z.string(),
  memberTail: z.string(),
  amountFen: z.optional(Fen),
  /** Saved in all; 0 where it could not be known. */
  offFen: Fen,
  /** Absent where the amount is. */
  payableFen: z.optional(Fen),
  parts: z.array(Receipt),
  undoneAtMs: z.optional(z.int()),
  undoneByNo: z.optional(z.string()),
  undoReason: z.optional(UndoReason),
});
export type SaleReceipt = z.infer<typeof SaleReceipt>;

export const RecordSale = endpoint({
  audience: "clerk",
  method: "POST",
  path: "/sales",
  summary: "Record a sale with two or three coupons, all of them or none, or with no coupon; one sale an orderId",
  roles: counterRoles,
  request: z.strictObject({
    /** The request's number: the same order gives the same answer for ever. */
    orderId: OrderId,
    visitToken: z.string().check(z.maxLength(120)),
    memberNo: MemberNo,
    amountFen: z.optional(Fen),
    /** Where a coupon is for the n-th thing: what one of them costs. */
    itemFen: z.optional(Fen),
    /** In the order they were priced in. One alone is redeemed, not recorded. */
    coupons: z.array(SaleCoupon).check(
      z.maxLength(STACK_MAX),
      z.refine((coupons) => coupons.length !== 1 && areDistinct(coupons)),
    ),
  }),
  response: SaleReceipt,
  errors: {
    off_shift: 409,
    scan_again: 409,
    order_differs: 409,
    amount_needed: 400,
    coupons_do_not_combine: 409,
    offer_frozen: 409,
    coupon_voided: 410,
    coupon_given: 409,
    coupon_unknown: 404,
    coupon_redeemed: 409,
    coupon_expired: 410,
    coupon_not_yet_valid: 409,
    amount_too_low: 409,
    store_not_covered: 403,
    not_at_this_time: 409,
  },
});

export const UndoSale = endpoint({
  audience: "clerk",
  method: "POST",
  path: "/sales/:orderId/undo",
  summary: "Take a whole sale back, with all its coupons; it is undone once, so asking again gives the first answer",
  roles: counterRoles,
  request: z.strictObject({ orderId: OrderId, memberNo: MemberNo, reason: UndoReason }),
  response: z.strictObject({ receipt: SaleReceipt }),
  errors: {
    sale_unknown: 404,
    redemption_unknown: 404,
    undo_own_coupon: 403,
    undo_not_yours: 403,
    not_your_store: 403,
    undo_limit: 409,
    undo_too_late: 409,
    undo_put_away: 409,
  },
});
