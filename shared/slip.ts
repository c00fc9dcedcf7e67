// 待确认登记: what a clerk's phone writes down where there is no signal. It is no redemption and never green; the server
// decides it by the time of its scan, when it is sent, within a day.
import * as z from "zod/mini";
import { counterRoles } from "./counter.ts";
import { Receipt } from "./coupon.ts";
import { DAY_MS } from "./day.ts";
import { endpoint } from "./endpoint.ts";
import { OrderId, RedemptionId, ShiftId, StoreId } from "./id.ts";
import { Fen } from "./money.ts";
import { Why } from "./offer.ts";

/** A slip older than this is no longer taken. */
export const SLIP_AGE_MAX_MS = DAY_MS;
/** The hour of a scan: a shop's slips are limited by it, whenever they are sent. */
export const slipHour = (scannedAtMs: number): number => Math.floor(scannedAtMs / 3_600_000);

/** How much of its own money a shop may stake on codes it could not check, in one hour of scans. */
export const SlipLimits = z.strictObject({
  /** 0: no slips at all. */
  perHour: z.int().check(z.gte(0), z.lte(100)),
  /** What their coupons take off in all. */
  fenPerHour: Fen,
});
export type SlipLimits = z.infer<typeof SlipLimits>;

/** Until a shop is given its own: eight customers, ¥200. */
export const DEFAULT_SLIP_LIMITS: SlipLimits = { perHour: 8, fenPerHour: 20_000 };

/** Why a slip of a right code in a right shift was not worth what the customer was given. */
export const SlipLoss = z.enum([
  "coupon_redeemed",
  "coupon_unknown",
  "coupon_voided",
  "coupon_given",
  "coupon_expired",
  "coupon_not_yet_valid",
  "offer_frozen",
  "amount_too_low",
  "store_not_covered",
  "not_at_this_time",
  "order_differs",
]);
export type SlipLoss = z.infer<typeof SlipLoss>;

/** What became of a slip, for ever the same. */
export const Slip = z.strictObject({
  redemptionId: RedemptionId,
  orderId: OrderId,
  storeId: StoreId,
  storeName: z.string(),
  clerkNo: z.string(),
  memberTail: z.string(),
  scannedAtMs: z.int(),
  sentAtMs: z.int(),
  amountFen: Fen,
  /** settled: the sale is on record, as of the scan, and with it the coupon; lost: neither, and this shop bears it. */
  state: z.enum(["settled", "lost"]),
  /** Of the coupon, where one was settled. */
  receipt: z.optional(Receipt),
  why: z.optional(SlipLoss),
  /** Who had used the coupon by then. */
  winner: z.optional(
    z.strictObject({ storeName: z.string(), clerkNo: z.string(), atMs: z.int(), redemptionTail: z.string() }),
  ),
});
export type Slip = z.infer<typeof Slip>;

export const SendSlip = endpoint({
  audience: "clerk",
  method: "POST",
  path: "/slips",
  summary: "Send what was written down without a signal; decided as of its scan, asked again, the same answer",
  roles: counterRoles,
  request: z.strictObject({
    /** Made and kept by the clerk's phone when it scanned, as the order. */
    redemptionId: RedemptionId,
    orderId: OrderId,
    /** The shift the clerk was on. */
    shiftId: ShiftId,
    /** As it was read: a member code, or a coupon's QR. */
    code: z.string().check(z.minLength(1), z.maxLength(64)),
    scannedAtMs: z.int(),
    amountFen: Fen.check(z.positive()),
  }),
  response: Slip,
  errors: {
    payment_code: 400,
    not_a_member_code: 400,
    own_card: 403,
    shift_unknown: 404,
    slip_off_shift: 409,
    slip_in_future: 400,
    slip_too_late: 410,
    code_unknown: 404,
    code_stale: 410,
    code_in_use: 409,
    too_many_attempts: 429,
    slips_full: 409,
    id_reused: 409,
  },
});

export const PutSlipLimits = endpoint({
  audience: "operator",
  method: "PUT",
  path: "/stores/:storeId/slip-limits",
  summary: "How many slips a shop may send for an hour of scans, and what their coupons may take off",
  roles: ["operator", "owner"],
  request: z.strictObject({
    storeId: StoreId,
    limits: SlipLimits,
    /** The version they were changed from, 0 where nobody has set them; left out, they hold whatever stands. */
    ifVersion: z.optional(z.int().check(z.gte(0))),
    why: Why,
  }),
  response: z.strictObject({ storeId: StoreId, limits: SlipLimits }),
  errors: { store_unknown: 404, setting_changed: 409 },
});
