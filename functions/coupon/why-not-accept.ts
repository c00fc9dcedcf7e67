// Why a gift cannot be accepted now, in the order people care: what became of the gift, then of the coupon in it.
import { type Refused, refused } from "@huike/shared/endpoint";
import type { GiftRefusal } from "@huike/shared/gift";
import type { Stop } from "../offer/read-offer.ts";
import type { CouponItem } from "./coupon.items.ts";
import type { GiftItem } from "./gift.items.ts";

/** `memberNo`: who asks, if that is known. */
export function whyNotGift(
  gift: GiftItem,
  memberNo: string | undefined,
  nowMs: number,
): Refused<GiftRefusal> | undefined {
  if (gift.st === "t") return refused("gift_taken");
  if (gift.from === memberNo) return refused("gift_own");
  if (gift.st === "b") return refused("gift_taken_back");
  return gift.until <= nowMs ? refused("gift_over") : undefined;
}

/** `given`: the giver's coupon; `stop`: what keeps the offer's coupons from use. */
export function whyNotGiven(
  given: Pick<CouponItem, "st" | "exp">,
  stop: Stop | undefined,
  nowMs: number,
): Refused<GiftRefusal> | undefined {
  if (given.st === "v") return refused("coupon_voided");
  if (stop) return refused(stop);
  return given.exp <= nowMs ? refused("coupon_expired", { atMs: given.exp }) : undefined;
}
