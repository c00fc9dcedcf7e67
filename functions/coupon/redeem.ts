// Redeems one coupon at one counter, once.
//
// One conditional update and no read before it: the condition is the rule, so no second clerk can
// slip in between a check and an act. A request succeeds only in the coupon's own round, a round
// redeems once, and rounds only grow: an old request can never come back to life. The request's id
// stays on the coupon, so the same clerk asking again gets the same receipt, after ten seconds or
// ten years, and "since undone" on it when that is what became of it. When the condition fails, DynamoDB hands the item back as it stood and `explain` says
// why, at no further cost.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { RedeemCoupon } from "@huike/shared/counter";
import type { Receipt } from "@huike/shared/coupon";
import { type ErrorOf, ok, type RequestOf, type Result, refused } from "@huike/shared/endpoint";
import type { OfferTerms } from "@huike/shared/offer";
import { isUseTime } from "@huike/shared/use-times";
import { priceAtCounter } from "../counter/price-at-counter.ts";
import { type VisitedCounter, visitedCounter } from "../counter/visited-counter.ts";
import { type Stop, stopOf, termsIssued, termsOf } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { fields, refusedBy } from "../platform/table.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import type { KnownStore } from "../store/read-store.ts";
import {
  type CouponItem,
  couponIdOf,
  couponKey,
  type RedemptionEntry,
  readReceipt,
  standingRedemption,
} from "./coupon.items.ts";
import { findCoupon, wholeCoupon } from "./past.items.ts";
import { redemptionUpdate } from "./redemption-update.ts";
import { whyNotRedeemed } from "./why-not-redeemed.ts";

type RedeemRequest = RequestOf<typeof RedeemCoupon>;
type RedeemError = ErrorOf<typeof RedeemCoupon>;
type Clerk = Member & { readonly staff: StaffItem };
type Answer = Result<Receipt, RedeemError>;

export async function redeemCoupon(clerk: Clerk, request: RedeemRequest, env: Env): Promise<Answer> {
  const counter = await visitedCounter(clerk, request, env);
  if (typeof counter === "string") return replayOr(counter, clerk, request, env);
  const nowMs = env.nowMs();
  // Terms are immutable and remembered; that they are this coupon's is the condition's to say.
  const issued = await termsOf(env, request.offerId, request.version);
  if (!issued) return replayOr("scan_again", clerk, request, env);
  const stop = await stopOf(env, request.offerId);
  if (stop) return replayOr(stop, clerk, request, env);
  if (!isUseTime(issued.terms.useTimes, nowMs)) return replayOr("not_at_this_time", clerk, request, env);
  const saved = savedBy(issued.terms, counter, request);
  try {
    const update = redemptionUpdate(clerk, counter, { ...request, ...saved }, nowMs, env.tables.app);
    const { Attributes } = await env.tables.client.send(new UpdateItemCommand({ ...update, ReturnValues: "ALL_NEW" }));
    const redeemed = fields<CouponItem>(Attributes ?? {});
    return ok(await receiptOf(redeemed, standingRedemption(redeemed), env));
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined) throw cause;
    const coupon = await wholeCoupon(env, keyOf(request), old === "absent" ? undefined : fields<CouponItem>(old));
    return coupon ? explain(coupon, clerk, counter, request, nowMs, env) : refused("coupon_unknown");
  }
}

/** What the coupon and the member's level take off this sale, as far as it can be known. */
function savedBy(terms: OfferTerms, { memberPayPercent }: VisitedCounter, { amountFen, itemFen }: RedeemRequest) {
  const { couponsOffFen, memberOffFen } = priceAtCounter([terms], { amountFen, itemFen, memberPayPercent });
  return { offFen: couponsOffFen[0], memberOffFen };
}

const keyOf = ({ memberNo, offerId, n }: RedeemRequest) => couponKey(memberNo, offerId, n);

async function receiptOf(coupon: CouponItem, entry: RedemptionEntry | undefined, env: Env): Promise<Receipt> {
  if (!entry) throw new Error(`${coupon.pk} ${coupon.sk} carries no redemption`);
  return readReceipt(coupon, entry, await termsIssued(env, couponIdOf(coupon).offerId, coupon.v));
}

/** The caller's own redemption again, undone or not, or undefined; "id_reused" when the id came with other contents. */
async function replay(coupon: CouponItem, clerk: Clerk, request: RedeemRequest, env: Env): Promise<Answer | undefined> {
  const round = coupon.red?.findIndex(({ rid }) => rid === request.redemptionId) ?? -1;
  const entry = coupon.red?.[round];
  if (!entry) return undefined;
  const isSame =
    round === request.round &&
    entry.rby === clerk.memberNo &&
    entry.ord === request.orderId &&
    entry.amt === request.amountFen &&
    entry.itm === request.itemFen;
  return isSame ? ok(await receiptOf(coupon, entry, env)) : refused("id_reused");
}

/** Visit lapsed or shift over: one read finds the caller's own receipt; else nothing is written and `why` is said. */
async function replayOr(
  why: "off_shift" | "scan_again" | "not_at_this_time" | Stop,
  clerk: Clerk,
  request: RedeemRequest,
  env: Env,
): Promise<Answer> {
  const coupon = await findCoupon(env, keyOf(request));
  return (coupon && (await replay(coupon, clerk, request, env))) ?? refused(why);
}

async function explain(
  coupon: CouponItem,
  clerk: Clerk,
  counter: KnownStore,
  request: RedeemRequest,
  nowMs: number,
  env: Env,
): Promise<Answer> {
  return (await replay(coupon, clerk, request, env)) ?? whyNotRedeemed(coupon, clerk, counter, request, nowMs);
}
