// A member's coupons as an operator sees them: how each stands now, the newest first.
import { MEMBER_COUPONS_MAX, type MemberCoupon } from "@huike/shared/members";
import { type CouponItem, couponIdOf, usableUntilMs } from "../coupon/coupon.items.ts";
import { isStub } from "../coupon/past.items.ts";
import { termsIssued } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import type { Key } from "../platform/table.ts";

/** `items`: the member's own partition. */
export async function couponsOf(env: Env, items: readonly Pick<Key, "sk">[]): Promise<MemberCoupon[]> {
  const coupons = (items as CouponItem[]).filter((item) => /^(CPN|PAST)#/.test(item.sk) && !isStub(item));
  const newest = coupons.sort((a, b) => b.at - a.at || (a.sk < b.sk ? -1 : 1)).slice(0, MEMBER_COUPONS_MAX);
  const nowMs = env.nowMs();
  return Promise.all(
    newest.map(async (coupon) => {
      const { offerId, n } = couponIdOf(coupon);
      const { title } = await termsIssued(env, offerId, coupon.v);
      const state = stateOf(coupon, nowMs);
      return { offerId, n, title, state, claimedAtMs: coupon.at, untilMs: usableUntilMs(coupon) };
    }),
  );
}

const ended = { r: "redeemed", v: "voided", g: "giving", x: "given" } as const;

function stateOf(coupon: CouponItem, nowMs: number): MemberCoupon["state"] {
  if (coupon.st !== "i") return ended[coupon.st];
  if (usableUntilMs(coupon) <= nowMs) return "over";
  return coupon.nbf > nowMs ? "coming" : "usable";
}
