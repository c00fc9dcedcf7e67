// What the buttons of a landing page say where the coupon costs points.
import type { OfferFace } from "@huike/shared/offer";

export type PricedWords = { readonly agree: string; readonly take: string; readonly isOff: boolean };

/** `points`: the member's, as far as the phone knows; what it does not know stands in nobody's way. */
export function pricedWords({ pointsPrice }: OfferFace, points = pointsPrice): PricedWords {
  if (pointsPrice === undefined) return { agree: "同意协议并领取", take: "领取", isOff: false };
  const missing = pointsPrice - (points ?? 0);
  // Who joins has no points yet, and is promised none.
  const agree = "同意协议并入会";
  return missing > 0
    ? { agree, take: `积分不够，还差 ${missing}`, isOff: true }
    : { agree, take: `用 ${pointsPrice} 积分换`, isOff: false };
}
