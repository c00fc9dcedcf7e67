// One tap: a newcomer agrees, joins and takes the gift; a member takes it. Both calls answer a repeat with the same, so
// a lost answer is asked for again, by a newcomer who is a member by then as well.
import type { Coupon } from "@huike/shared/coupon";
import type { CallFailure, RefusalDetail } from "@huike/shared/endpoint";
import { AcceptGift } from "@huike/shared/gift";
import { AGREEMENT_VERSION, type Card, Join } from "@huike/shared/member";
import type { OfferFace } from "@huike/shared/offer";
import { call } from "../../../api/call";
import { addClaimed, refreshHome } from "../../../state/home-state";
import { adoptSession } from "../../../state/session-state";

export type AcceptFailure = CallFailure<typeof Join> | CallFailure<typeof AcceptGift>;
export type Accepted =
  | { readonly is: "accepted"; readonly coupon: Coupon; readonly face: OfferFace }
  | { readonly is: "refused"; readonly error: AcceptFailure; readonly detail: RefusalDetail | undefined };

export async function joinAndAccept(giftId: string): Promise<Accepted> {
  const joined = await call(Join, { agreementVersion: AGREEMENT_VERSION });
  if (!joined.ok) return { is: "refused", error: joined.error, detail: joined.detail };
  adoptSession(joined.value.session);
  return acceptAsMember(giftId, joined.value.card);
}

export async function acceptAsMember(giftId: string, card?: Card): Promise<Accepted> {
  const answer = await call(AcceptGift, { giftId });
  if (answer.ok) addClaimed(answer.value, card);
  // In the background: the ticket is already on the screen.
  void refreshHome();
  if (answer.ok) return { is: "accepted", ...answer.value };
  return { is: "refused", error: answer.error, detail: answer.detail };
}
