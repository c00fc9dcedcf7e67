// Why a redemption cannot be undone: the update's condition (undo-update.ts) once more, in sentences.
import { UNDO_KEPT_MS, UNDO_WINDOW_MS, UNDOS_MAX, type UndoRedemption } from "@huike/shared/counter";
import { type ErrorOf, type Refused, type RequestOf, refused } from "@huike/shared/endpoint";
import type { Member } from "../platform/http.ts";
import { managesStore } from "../staff/owns-store.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import type { CouponItem, RedemptionEntry } from "./coupon.items.ts";

type UndoRequest = Pick<RequestOf<typeof UndoRedemption>, "round" | "redemptionId">;
type Clerk = Pick<Member, "memberNo"> & { readonly staff: StaffItem };

/** The redemption the request names, if the coupon has it in that round. */
export const entryOf = (coupon: CouponItem, { round, redemptionId }: UndoRequest): RedemptionEntry | undefined => {
  const entry = coupon.red?.[round];
  return entry?.rid === redemptionId ? entry : undefined;
};

/** Why this redemption cannot be undone by this clerk now; undefined when it has been undone already. */
export function whyNotUndone(
  coupon: CouponItem,
  { memberNo, staff }: Clerk,
  request: UndoRequest,
  nowMs: number,
  { ofSale = false } = {},
): Refused<ErrorOf<typeof UndoRedemption>> | undefined {
  const entry = entryOf(coupon, request);
  if (!entry) return refused("redemption_unknown");
  const isManager = managesStore(staff, entry.rst);
  const isOwn = entry.rby === memberNo;
  // Before anything is told: a receipt is for those who were there.
  if (!isOwn && !isManager) return refused(staff.role === "clerk" ? "undo_not_yours" : "not_your_store");
  if (entry.uat !== undefined) return undefined;
  if (entry.stk && !ofSale) return refused("undo_whole_sale");
  if (entry.rat <= nowMs - UNDO_KEPT_MS) return refused("undo_put_away");
  if (coupon.rnd >= UNDOS_MAX) return refused("undo_limit", { limit: UNDOS_MAX });
  if (!isManager && entry.rat <= nowMs - UNDO_WINDOW_MS) return refused("undo_too_late", { atMs: entry.rat });
  throw new Error(`the undo of ${entry.rid} on ${coupon.pk} ${coupon.sk} was refused but nothing forbids it`);
}
