// What has become of each offer's coupons, counted as the walk meets them: every coupon lies in one place, live or put
// away, and a number given on to a friend counts where the coupon is now.
import { type CouponItem, couponIdOf, standingRedemption, usableUntilMs } from "../coupon/coupon.items.ts";
import { isStub } from "../coupon/past.items.ts";
import { putTally, type Tally } from "../offer/tally.items.ts";
import { eachOf } from "../platform/each-of.ts";
import type { Env } from "../platform/env.ts";
import { isCoupon, isNumbered, type Numbered } from "./count-numbers.ts";
import type { Tallies } from "./walk.items.ts";

const NONE: Tally = { held: 0, used: 0, ended: 0, voided: 0, saved: 0 };

/** With the coupons among these items; every other item is passed by. */
export function tallied(
  before: Tallies,
  items: readonly { readonly pk: string; readonly sk: string }[],
  atMs: number,
): Tallies {
  const tallies = { ...before };
  for (const item of items.filter(isNumbered) as Numbered[]) {
    if (isStub(item) || !isCoupon(item)) continue;
    const { offerId } = couponIdOf(item);
    const tally = tallies[offerId] ?? NONE;
    const became = whatBecameOf(item, atMs);
    const saved = tally.saved + (standingRedemption(item)?.off ?? 0);
    tallies[offerId] = { ...tally, [became]: tally[became] + 1, saved };
  }
  return tallies;
}

function whatBecameOf(coupon: CouponItem, atMs: number): Exclude<keyof Tally, "saved"> {
  if (standingRedemption(coupon)) return "used";
  if (coupon.st === "v") return "voided";
  return usableUntilMs(coupon) <= atMs ? "ended" : "held";
}

/** Of offers without a coupon too: nothing is a number. */
export async function putTallies(env: Env, tallies: Tallies, offerIds: readonly string[], atMs: number): Promise<void> {
  await eachOf(offerIds, (offerId) => putTally(env, offerId, tallies[offerId] ?? NONE, atMs));
}
