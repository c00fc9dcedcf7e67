// 交班: what a shift came to, on a sheet that stays as it was when it was handed over.
import * as z from "zod/mini";
import { counterRoles } from "./counter.ts";
import { endpoint } from "./endpoint.ts";
import { MemberNo, OfferId, OrderId, RedemptionId, ShiftId, StoreId } from "./id.ts";
import { Fen } from "./money.ts";
import { Slip } from "./slip.ts";
import { Shift } from "./staff.ts";

/** So many, and what they come to; of `unknown` of them that is not known, because the clerk judged by eye. */
const Tally = z.strictObject({ count: z.int(), fen: Fen, unknown: z.int() });
export type Tally = z.infer<typeof Tally>;

export const ShiftCounts = z.strictObject({
  /** Redemptions that stand, by offer, and what they saved; most used first. */
  tickets: z.array(z.strictObject({ offerId: OfferId, title: z.string(), ...Tally.shape })),
  /** Redemptions of this shift that were taken back, whoever did it and when. */
  undone: Tally,
  /** Sales that stand, with coupons or without, and what was paid. */
  sales: Tally,
  undoneSales: Tally,
});
export type ShiftCounts = z.infer<typeof ShiftCounts>;

/**
 * Why something is not among the counts yet: sent without an answer (a redemption, a sale, an undo, a slip), or answered and not
 * counted yet, because what is counted comes seconds after what happened.
 */
const PendingKind = z.enum(["redemption", "sale", "undo", "slip", "arriving"]);
const Pending = z.strictObject({ kind: PendingKind, id: z.union([RedemptionId, OrderId]) });
export type Pending = z.infer<typeof Pending>;

export const ShiftSheet = z.strictObject({
  /** `endsAtMs` is when it did end, once it has. */
  shift: Shift,
  memberNo: MemberNo,
  clerkNo: z.string(),
  clerkName: z.string(),
  /** Absent while the shift runs: then it is a look at what it came to so far. */
  closedAtMs: z.optional(z.int()),
  counts: ShiftCounts,
  pending: z.array(Pending),
  /** All slips of the shift sent by now; settled ones are among the counts too, lost ones are not. */
  slips: z.array(Slip),
  /** What the shift comes to by now, where that is no longer what the sheet says: late arrivals, later undos. */
  since: z.optional(ShiftCounts),
});
export type ShiftSheet = z.infer<typeof ShiftSheet>;

/** As many requests as a phone keeps of one shift. */
export const HEARD_MAX = 500;

export const EndShift = endpoint({
  audience: "clerk",
  method: "POST",
  path: "/shifts/end",
  summary: "交班: stop working; the sheet is made once and stays, asked again, the same sheet",
  roles: counterRoles,
  request: z.strictObject({
    shiftId: ShiftId,
    /** Redemptions and sales this phone was told are done, so that those not counted yet are listed by name. */
    heard: z.optional(z.array(z.union([RedemptionId, OrderId])).check(z.maxLength(HEARD_MAX))),
    /** What this phone sent and has no answer for. */
    unanswered: z.optional(z.array(Pending).check(z.maxLength(50))),
  }),
  response: ShiftSheet,
  errors: { shift_unknown: 404 },
});

export const GetShiftSheet = endpoint({
  audience: "clerk",
  method: "GET",
  path: "/shifts/:shiftId/sheet",
  summary:
    "A shift's sheet: as it was handed over, or so far; a shift that ended at 04:00 gets its sheet by being asked for",
  roles: counterRoles,
  request: z.strictObject({
    shiftId: ShiftId,
    /** Whose shift, for who answers for the shop; absent: one's own. */
    memberNo: z.optional(MemberNo),
  }),
  response: ShiftSheet,
  errors: { shift_unknown: 404, not_your_store: 403 },
});

export const ListShiftSheets = endpoint({
  audience: "clerk",
  method: "GET",
  path: "/stores/:storeId/sheets",
  summary: "All shifts of a shop on a business day, each with its sheet, for who answers for the shop",
  roles: counterRoles,
  request: z.strictObject({ storeId: StoreId, day: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)) }),
  response: z.strictObject({ sheets: z.array(ShiftSheet) }),
  errors: { not_your_store: 403 },
});
