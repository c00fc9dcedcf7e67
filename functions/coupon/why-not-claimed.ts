// Why a coupon cannot be claimed, as far as the terms and the member's card say: in the order people care. The stock has its
// own say after.
import type { ClaimCoupon } from "@huike/shared/coupon";
import { type ErrorOf, type Refused, refused } from "@huike/shared/endpoint";
import type { CardItem } from "../member/card.items.ts";
import type { CurrentOffer } from "../offer/read-offer.ts";

/** `freeMarks`: how many more the day allows; undefined where a day has no limit of its own. */
export function whyNotClaimed(
  { terms, stop }: Pick<CurrentOffer, "terms" | "stop">,
  card: Pick<CardItem, "lvl" | "pts">,
  n: number,
  freeMarks: number | undefined,
): Refused<ErrorOf<typeof ClaimCoupon>> | undefined {
  const { perMember, perDay, minLevel, access, pointsPrice } = terms;
  if (stop) return refused(stop === "offer_frozen" ? stop : "offer_closed");
  if (access === "granted") return refused("offer_granted_only");
  if (minLevel !== undefined && card.lvl < minLevel) return refused("level_too_low", { limit: minLevel });
  if (n > perMember) return refused("limit_reached", { limit: perMember });
  if (perDay !== undefined && freeMarks === 0) return refused("daily_limit_reached", { limit: perDay });
  // Who owes points takes what costs none like anybody.
  if (pointsPrice !== undefined && card.pts < pointsPrice) {
    return refused("points_too_few", { missing: pointsPrice - card.pts });
  }
  return undefined;
}
