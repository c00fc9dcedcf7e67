// Why an issued coupon cannot be used here and now: the negative of the redemption's condition,
// clause by clause. A property test holds the two together.
import { type CouponItem, usableUntilMs } from "./coupon.items.ts";

export type NotUsable = "coupon_expired" | "coupon_not_yet_valid" | "store_not_covered";
export function whyNotUsable(
  coupon: Pick<CouponItem, "nbf" | "exp" | "ss" | "rnd" | "red">,
  storeSets: readonly string[],
  nowMs: number,
): NotUsable | undefined {
  if (usableUntilMs(coupon) <= nowMs) return "coupon_expired";
  if (coupon.nbf > nowMs) return "coupon_not_yet_valid";
  if (!storeSets.includes(coupon.ss)) return "store_not_covered";
  return undefined;
}
