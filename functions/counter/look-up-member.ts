// A clerk reads a member's code. The answer is what the member can use here and the visit token
// that redeeming asks for; the one write binds the code's time step to the first clerk who read it,
// which stops replay inside the window and is the audit of who looked at whom.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { CounterCoupon, LookUpMember } from "@huike/shared/counter";
import {
  type CommonError,
  type ErrorOf,
  ok,
  type RequestOf,
  type ResponseOf,
  type Result,
  refused,
} from "@huike/shared/endpoint";
import { priceable } from "@huike/shared/offer";
import { tierAtLevel } from "@huike/shared/points";
import { FULL_PRICE, priceSale } from "@huike/shared/price";
import { readScan } from "@huike/shared/scan";
import { isUseTime } from "@huike/shared/use-times";
import { type CouponItem, couponIdOf, readCoupon } from "../coupon/coupon.items.ts";
import { whyNotUsable } from "../coupon/why-not-usable.ts";
import { type CodeCheck, checkCode } from "../member/code-secret.ts";
import { readWallet } from "../member/show-home.ts";
import { faceOf, stopOf, termsIssued } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { attributes, tookEffect } from "../platform/table.ts";
import { currentProgram } from "../points/read-program.ts";
import { counterOf } from "../staff/open-counter.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import type { KnownStore } from "../store/read-store.ts";
import { countBadCode, hasTooManyBadCodes } from "./bad-codes.ts";
import { mintVisit } from "./visit-token.ts";

type LookUpError = ErrorOf<typeof LookUpMember> | CommonError;
type Clerk = Member & { readonly staff: StaffItem };

export async function lookUpMember(
  { memberNo: clerk, staff }: Clerk,
  { code }: RequestOf<typeof LookUpMember>,
  env: Env,
): Promise<Result<ResponseOf<typeof LookUpMember>, LookUpError>> {
  const scanned = readScan(code);
  if (scanned.is === "payment") return refused("payment_code");
  if (scanned.is !== "member") return refused("not_a_member_code");
  const counter = await counterOf(env, clerk, staff);
  if (!counter) return refused("off_shift");
  const { memberNo } = scanned;
  if (memberNo === clerk) return refused("own_card");

  const [wallet, isBlocked, { program }] = await Promise.all([
    readWallet(env, memberNo, { consistent: true }),
    hasTooManyBadCodes(env, clerk),
    currentProgram(env),
  ]);
  if (isBlocked) return refused("too_many_attempts");
  // An unknown number is checked like a known one: to the eye and the clock they are alike.
  const check = checkCode(
    env.secrets.codeKey,
    { memberNo, generation: wallet.card?.gen ?? 0 },
    scanned.timeCode,
    env.nowMs(),
  );
  if (!wallet.card || check.is !== "right") return refuseCode(env, clerk, wallet.card ? check : { is: "wrong" });
  if (!(await bindStep(env, memberNo, clerk, counter, check.step))) return refused("code_in_use");

  const { payPercent, name: levelName } = tierAtLevel(wallet.card.lvl, program.tiers);
  const { storeId } = counter;
  const visit = mintVisit(env.secrets.visitKey, { clerk, storeId, memberNo }, env.nowMs(), payPercent);
  return ok({
    visitToken: visit.token,
    visitEndsAtMs: visit.endsAtMs,
    memberNo,
    memberTail: memberNo.slice(-4),
    storeName: counter.name,
    ...(payPercent < FULL_PRICE ? { memberPrice: { levelName, payPercent } } : {}),
    coupons: await offered(env, wallet.coupons, counter),
  });
}

async function refuseCode(env: Env, clerk: string, check: CodeCheck): Promise<Result<never, LookUpError>> {
  if (check.is === "stale") return refused("code_stale");
  await countBadCode(env, clerk);
  return refused("code_unknown");
}

/** One conditional write: the first clerk of a time step has it, and steps only grow. */
async function bindStep(
  env: Env,
  memberNo: string,
  clerk: string,
  counter: KnownStore,
  step: number,
): Promise<boolean> {
  return tookEffect(
    env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes({ pk: `MBR#${memberNo}`, sk: "VISIT" }),
        UpdateExpression: "SET #step = :step, #clerk = :clerk, #sto = :store, #at = :now, ev = :one",
        ConditionExpression: "attribute_not_exists(#step) OR #step < :step OR (#step = :step AND #clerk = :clerk)",
        ExpressionAttributeNames: { "#step": "step", "#clerk": "clerk", "#sto": "sto", "#at": "at" },
        ExpressionAttributeValues: attributes({
          ":step": step,
          ":clerk": clerk,
          ":store": counter.storeId,
          ":now": env.nowMs(),
          ":one": 1,
        }),
      }),
    ),
  );
}

/** As far as it can be known before the amount is. */
export const savesFen = ({ face, coupon }: CounterCoupon): number =>
  priceSale([priceable(face, coupon.expiresAtMs)], {})?.offFen ?? 0;

/** Coupons not yet used, best first: the most valuable, then the one that ends soonest; unusable ones last. */
async function offered(env: Env, items: CouponItem[], counter: KnownStore): Promise<CounterCoupon[]> {
  const nowMs = env.nowMs();
  const rows = await Promise.all(
    items
      .filter((item) => item.st === "i")
      .map(async (item): Promise<CounterCoupon> => {
        const { offerId } = couponIdOf(item);
        const terms = await termsIssued(env, offerId, item.v);
        const atThisTime = isUseTime(terms.useTimes, nowMs) ? undefined : ("not_at_this_time" as const);
        const notUsable = whyNotUsable(item, counter.sets, nowMs) ?? (await stopOf(env, offerId)) ?? atThisTime;
        return {
          coupon: readCoupon(item, terms),
          face: faceOf(offerId, item.v, terms),
          ...(notUsable ? { notUsable } : {}),
        };
      }),
  );
  return rows.sort(
    (a, b) =>
      Number(a.notUsable !== undefined) - Number(b.notUsable !== undefined) ||
      savesFen(b) - savesFen(a) ||
      a.coupon.expiresAtMs - b.coupon.expiresAtMs,
  );
}
