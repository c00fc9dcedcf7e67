// What a landing page can offer this person: the offer's state and the person's own wallet together.
import type { ClaimState, Landing } from "@huike/shared/channel";
import type { Coupon } from "@huike/shared/coupon";
import type { Home } from "../../state/home-state";
import { heldOf } from "../../state/home-state";
import { showable } from "../../state/wallet";

export type Offered =
  /** A newcomer: one tap agrees, joins and claims. */
  | { readonly is: "join" }
  | { readonly is: "claim"; readonly n: number }
  /** All that one member may have; `coupon` is the one that can still be shown. */
  | { readonly is: "owned"; readonly coupon: Coupon | undefined }
  | { readonly is: Exclude<ClaimState, "claimable"> };

export function offeredTo(isMember: boolean, home: Home | undefined, landing: Landing, nowMs: number): Offered {
  const held = isMember ? heldOf(home, landing.offer.offerId) : 0;
  const isFull = held >= landing.offer.perMember;
  if (isFull || (held > 0 && landing.state !== "claimable")) {
    return { is: "owned", coupon: usableOf(home, landing.offer.offerId, nowMs) };
  }
  if (landing.state !== "claimable") return { is: landing.state };
  return isMember ? { is: "claim", n: held + 1 } : { is: "join" };
}

export const usableOf = (home: Home | undefined, offerId: string, nowMs: number): Coupon | undefined =>
  showable(home, nowMs).find(({ coupon }) => coupon.offerId === offerId)?.coupon;
