// The giver's coupon of a gift, also when it was put away: one that was cancelled on its way is.
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { type CouponItem, couponKey } from "./coupon.items.ts";
import type { GiftItem } from "./gift.items.ts";
import { type StubItem, wholeCoupon } from "./past.items.ts";

export async function givenCoupon(env: Env, { from, ofr, n }: GiftItem): Promise<CouponItem | undefined> {
  const key = couponKey(from, ofr, n);
  return wholeCoupon(env, key, await getItem<CouponItem | StubItem>(env.tables, key, { consistent: true }));
}
