// One tap: a newcomer agrees, joins and claims in one request; a member claims.
//
// The claim's number n is how many coupons of this offer the wallet holds, plus one. It is kept until a definite
// answer: after a lost one the wallet may already hold the new coupon, and counting again would take a second one.
import type { Landing } from "@huike/shared/channel";
import { ClaimCoupon, type Coupon } from "@huike/shared/coupon";
import type { CallFailure, RefusalDetail } from "@huike/shared/endpoint";
import { AGREEMENT_VERSION, Join } from "@huike/shared/member";
import type { OfferFace } from "@huike/shared/offer";
import { call } from "../../api/call";
import { type Slot, sendKept } from "../../api/kept-id";
import { addClaimed, heldOf, refreshHome, useHome } from "../../state/home-state";
import { adoptSession } from "../../state/session-state";

export type ClaimFailure = CallFailure<typeof Join> | CallFailure<typeof ClaimCoupon>;
export type Claimed =
  | { readonly is: "claimed"; readonly coupon: Coupon; readonly face: OfferFace }
  | { readonly is: "refused"; readonly error: ClaimFailure; readonly detail: RefusalDetail | undefined };

export async function joinAndClaim({ scene, offer }: Landing): Promise<Claimed> {
  const claim = { offerId: offer.offerId, n: 1, scene };
  const answer = await call(Join, { agreementVersion: AGREEMENT_VERSION, scene, claim });
  if (!answer.ok) return { is: "refused", error: answer.error, detail: answer.detail };
  const { session, card, claimed, notClaimed } = answer.value;
  adoptSession(session);
  if (claimed) addClaimed(claimed, card);
  // In the background: the ticket is already on the screen.
  void refreshHome();
  if (claimed) return { is: "claimed", ...claimed };
  return { is: "refused", error: notClaimed ?? "unexpected", detail: undefined };
}

export async function claimAsMember({ scene, offer }: Landing): Promise<Claimed> {
  const slot = numberSlot(offer.offerId);
  const nextNumber = async () => {
    if (!useHome.getState().home) await refreshHome();
    return heldOf(useHome.getState().home, offer.offerId) + 1;
  };
  const answer = await sendKept(slot, nextNumber, (n) => call(ClaimCoupon, { offerId: offer.offerId, n, scene }));
  // Also after a refusal: the points may be others than the phone believed.
  if (answer.ok) addClaimed(answer.value);
  void refreshHome();
  if (!answer.ok) return { is: "refused", error: answer.error, detail: answer.detail };
  return { is: "claimed", ...answer.value };
}

const numberSlot = (offerId: string): Slot<number> => ({
  key: `claim:${offerId}`,
  read: (stored) => (typeof stored === "number" ? stored : undefined),
});
