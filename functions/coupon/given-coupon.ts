// The coupon in a gift: the giver's, also when it was put away (one cancelled on its way can be), and what comes of it.
import type { Env } from "../platform/env.ts";
import type { Key } from "../platform/table.ts";
import { type CouponItem, couponKey } from "./coupon.items.ts";
import type { GiftItem } from "./gift.items.ts";
import { findCoupon } from "./past.items.ts";

export const givenCoupon = (env: Env, { from, ofr, n }: GiftItem): Promise<CouponItem | undefined> =>
  findCoupon(env, couponKey(from, ofr, n));

/** What a friend gets of it: number, terms and end as they were. Its past, undone by now, stays with the giver. */
export function asReceived(given: CouponItem, key: Key): CouponItem {
  const { gft: _, gut: __, gid: ___, red: ____, vat: _____, ...same } = given;
  return { ...same, ...key, st: "i", rnd: 0, fr: given.pk.slice("MBR#".length) };
}
