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
import type { UndoRedemption } from "@huike/shared/counter";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import { termsIssued } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { fields, refusedBy } from "../platform/table.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { type CouponItem, couponIdOf, couponKey, readReceipt } from "./coupon.items.ts";
import { wholeCoupon } from "./past.items.ts";
import { undoUpdate } from "./undo-update.ts";
import { entryOf, whyNotUndone } from "./why-not-undone.ts";

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
    return whyNotUndone(coupon, clerk, request, nowMs) ?? answer(coupon, request, env);
  }
}

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
