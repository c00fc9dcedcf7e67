// Takes a redemption back, once.
//
// One conditional update and no read before it. The redemption stays in its round's place on the coupon; the
// undo marks it and opens the next round. A redemption is undone once, so its own id is the number of the
// request: whoever may undo it and asks again gets the first answer, whatever reason comes with the repeat.
//
// No shift is asked for: a mistake is often found at handover, and what bounds an undo is whose redemption it
// is and how old. Managers, operators and owners
// have thirty days in their own shops: after that the coupon may have been put away, and the redemption stands.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { UNDO_KEPT_MS, UNDO_WINDOW_MS, UNDOS_MAX, type UndoRedemption } from "@huike/shared/counter";
import {
  type ErrorOf,
  ok,
  type Refused,
  type RequestOf,
  type ResponseOf,
  type Result,
  refused,
} from "@huike/shared/endpoint";
import { termsIssued } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { fields, refusedBy } from "../platform/table.ts";
import { managesStore } from "../staff/owns-store.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { type CouponItem, couponIdOf, couponKey, type RedemptionEntry, readReceipt } from "./coupon.items.ts";
import { wholeCoupon } from "./past.items.ts";
import { undoUpdate } from "./undo-update.ts";

type UndoRequest = RequestOf<typeof UndoRedemption>;
type UndoError = ErrorOf<typeof UndoRedemption>;
type Clerk = Member & { readonly staff: StaffItem };
type Answer = Result<ResponseOf<typeof UndoRedemption>, UndoError>;

export async function undoRedemption(clerk: Clerk, request: UndoRequest, env: Env): Promise<Answer> {
  // Who could take back what they have just enjoyed would never pay.
  if (request.memberNo === clerk.memberNo) return refused("undo_own_coupon");
  const nowMs = env.nowMs();
  try {
    const update = undoUpdate(clerk, request, nowMs, env.tables.app);
    const { Attributes } = await env.tables.client.send(new UpdateItemCommand({ ...update, ReturnValues: "ALL_NEW" }));
    return await answer(fields<CouponItem>(Attributes ?? {}), request, env);
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined) throw cause;
    const key = couponKey(request.memberNo, request.offerId, request.n);
    const coupon = await wholeCoupon(env, key, old === "absent" ? undefined : fields<CouponItem>(old));
    if (!coupon) return refused("redemption_unknown");
    return refusal(coupon, clerk, request, nowMs) ?? answer(coupon, request, env);
  }
}

const entryOf = (coupon: CouponItem, { round, redemptionId }: UndoRequest): RedemptionEntry | undefined => {
  const entry = coupon.red?.[round];
  return entry?.rid === redemptionId ? entry : undefined;
};

/** What the undo left, read from any later image too. */
async function answer(coupon: CouponItem, request: UndoRequest, env: Env): Promise<Answer> {
  const entry = entryOf(coupon, request);
  if (!entry) throw new Error(`${coupon.pk} ${coupon.sk} carries no ${request.redemptionId}`);
  const terms = await termsIssued(env, couponIdOf(coupon).offerId, coupon.v);
  return ok({
    receipt: readReceipt(coupon, entry, terms),
    expiresAtMs: Math.max(coupon.exp, entry.gr ?? coupon.exp),
  });
}

/** Why this redemption cannot be undone by this clerk now; undefined when it has been undone already. */
export function refusal(
  coupon: CouponItem,
  { memberNo, staff }: Pick<Clerk, "memberNo" | "staff">,
  request: UndoRequest,
  nowMs: number,
  { ofSale = false } = {},
): Refused<UndoError> | undefined {
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
