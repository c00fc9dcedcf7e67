// Redeems one coupon at one counter, once.
//
// One conditional update and no read before it: the condition is the rule, so no second clerk can
// slip in between a check and an act. A request succeeds only in the coupon's own round, a round
// redeems once, and rounds only grow: an old request can never come back to life. The request's id
// stays on the coupon, so the same clerk asking again gets the same receipt, after ten seconds or
// ten years. When the condition fails, DynamoDB hands the item back as it stood and `explain` says
// why, at no further cost.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { RedeemCoupon } from "@huike/shared/counter";
import type { Receipt } from "@huike/shared/coupon";
import { type ErrorOf, ok, type Refused, type RequestOf, type Result, refused } from "@huike/shared/endpoint";
import { idTail } from "@huike/shared/id";
import { isVisit } from "../counter/visit-token.ts";
import { termsIssued } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem } from "../platform/read.ts";
import { attributes, fields, refusedBy } from "../platform/table.ts";
import { counterOf, shiftCache } from "../staff/open-counter.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import type { KnownStore } from "../store/read-store.ts";
import { type CouponItem, couponKey, readReceipt } from "./coupon.items.ts";
import { whyNotUsable } from "./why-not-usable.ts";

type RedeemRequest = RequestOf<typeof RedeemCoupon>;
type RedeemError = ErrorOf<typeof RedeemCoupon>;
type Clerk = Member & { readonly staff: StaffItem };
type Answer = Result<Receipt, RedeemError>;

export async function redeemCoupon(clerk: Clerk, request: RedeemRequest, env: Env): Promise<Answer> {
  const counter = await visitedCounter(clerk, request, env);
  if (typeof counter === "string") return replayOr(counter, clerk, request, env);
  const nowMs = env.nowMs();
  try {
    const { Attributes } = await env.tables.client.send(redemption(clerk, counter, request, nowMs, env.tables.app));
    return ok(await receiptOf(fields<CouponItem>(Attributes ?? {}), env));
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined) throw cause;
    if (old === "absent") return refused("coupon_unknown");
    return explain(fields<CouponItem>(old), clerk, counter, request, nowMs, env);
  }
}

/** The shop this visit is at; "off_shift" or "scan_again" when the shift has ended or the visit lapsed. */
async function visitedCounter(
  { memberNo: clerk, staff }: Clerk,
  { visitToken, memberNo }: RedeemRequest,
  env: Env,
): Promise<KnownStore | "off_shift" | "scan_again"> {
  const isHere = (store: KnownStore) =>
    isVisit(env.secrets.visitKey, visitToken, { clerk, storeId: store.storeId, memberNo }, env.nowMs());
  const remembered = await counterOf(env, clerk, staff);
  if (remembered && isHere(remembered)) return remembered;
  // The clerk may have changed shops through another instance since this one last looked.
  shiftCache(env).drop(clerk);
  const counter = await counterOf(env, clerk, staff);
  if (!counter) return "off_shift";
  return isHere(counter) ? counter : "scan_again";
}

function redemption(clerk: Clerk, counter: KnownStore, request: RedeemRequest, nowMs: number, table: string) {
  const { amountFen } = request;
  const sets = Object.fromEntries(counter.sets.map((name, i) => [`:set${i}`, name]));
  const clauses = [
    "st = :issued",
    "rnd = :rnd",
    "nbf <= :now",
    "#exp > :now",
    `ss IN (${Object.keys(sets).join(", ")})`,
  ];
  // Without an amount the clerk confirms the condition by eye: the button says it.
  if (amountFen !== undefined) clauses.push("mf <= :amt");
  const changes = ["st = :redeemed", "rid = :rid", "rat = :now", "rby = :clerk", "rno = :no", "rst = :store"];
  changes.push("rsn = :name", "ord = :ord", ...(amountFen === undefined ? [] : ["amt = :amt"]));
  return new UpdateItemCommand({
    TableName: table,
    Key: attributes(couponKey(request.memberNo, request.offerId, request.n)),
    ConditionExpression: clauses.join(" AND "),
    UpdateExpression: `SET ${changes.join(", ")}`,
    ExpressionAttributeNames: { "#exp": "exp" },
    ExpressionAttributeValues: attributes({
      ":issued": "i",
      ":redeemed": "r",
      ":rnd": request.round,
      ":now": nowMs,
      ":rid": request.redemptionId,
      ":clerk": clerk.memberNo,
      ":no": clerk.staff.clerkNo,
      ":store": counter.storeId,
      ":name": counter.name,
      ":ord": request.orderId,
      ":amt": amountFen,
      ...sets,
    }),
    ReturnValues: "ALL_NEW",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  });
}

async function receiptOf(coupon: CouponItem, env: Env): Promise<Receipt> {
  const [, offerId = ""] = coupon.sk.split("#");
  const receipt = readReceipt(coupon, await termsIssued(env, offerId, coupon.v));
  if (!receipt) throw new Error(`${coupon.pk} ${coupon.sk} carries no redemption`);
  return receipt;
}

const isSameRequest = (coupon: CouponItem, clerk: Clerk, request: RedeemRequest): boolean =>
  coupon.rby === clerk.memberNo &&
  coupon.ord === request.orderId &&
  coupon.amt === request.amountFen &&
  coupon.rnd === request.round;

/** The caller's own redemption again, or undefined; "id_reused" when the id came with other contents. */
async function replay(coupon: CouponItem, clerk: Clerk, request: RedeemRequest, env: Env): Promise<Answer | undefined> {
  if (coupon.st !== "r" || coupon.rid !== request.redemptionId) return undefined;
  return isSameRequest(coupon, clerk, request) ? ok(await receiptOf(coupon, env)) : refused("id_reused");
}

/** Visit lapsed or shift over: one read finds the caller's own receipt; else nothing is written and `why` is said. */
async function replayOr(
  why: "off_shift" | "scan_again",
  clerk: Clerk,
  request: RedeemRequest,
  env: Env,
): Promise<Answer> {
  const key = couponKey(request.memberNo, request.offerId, request.n);
  const coupon = await getItem<CouponItem>(env.tables, key, { consistent: true });
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
  return (await replay(coupon, clerk, request, env)) ?? refusal(coupon, clerk, counter, request, nowMs);
}

/** Why this coupon cannot be redeemed here and now, in the order a clerk can do something about. */
export function refusal(
  coupon: CouponItem,
  clerk: Pick<Clerk, "memberNo">,
  counter: KnownStore,
  request: Pick<RedeemRequest, "round" | "amountFen">,
  nowMs: number,
): Refused<RedeemError> {
  if (coupon.st === "r" && coupon.rnd === request.round) return alreadyRedeemed(coupon, clerk);
  if (coupon.rnd !== request.round) return refused("scan_again");
  const why = whyNotUsable(coupon, counter.sets, nowMs);
  if (why === "coupon_expired") return refused(why, { atMs: coupon.exp });
  if (why === "coupon_not_yet_valid") return refused(why, { atMs: coupon.nbf });
  if (why) return refused(why);
  if (request.amountFen !== undefined && coupon.mf > request.amountFen) {
    return refused("amount_too_low", { minFen: coupon.mf });
  }
  throw new Error(`${coupon.pk} ${coupon.sk} was refused but nothing forbids it`);
}

const alreadyRedeemed = (coupon: CouponItem, clerk: Pick<Clerk, "memberNo">): Refused<"coupon_redeemed"> =>
  refused("coupon_redeemed", {
    ...(coupon.rat === undefined ? {} : { atMs: coupon.rat }),
    ...(coupon.rsn === undefined ? {} : { storeName: coupon.rsn }),
    ...(coupon.rno === undefined ? {} : { clerkNo: coupon.rno }),
    ...(coupon.rid === undefined ? {} : { redemptionTail: idTail(coupon.rid) }),
    isOwn: coupon.rby === clerk.memberNo,
  });
