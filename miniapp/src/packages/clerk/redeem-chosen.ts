// Redeems the chosen coupon, once. The request is kept before it is sent and dropped after a definite answer.
import { type CounterCoupon, RedeemCoupon } from "@huike/shared/counter";
import type { Basket } from "@huike/shared/price";
import { call } from "../../api/call";
import { isDefinite, makeId } from "../../api/kept-id";
import type { Answer } from "../../api/send";
import { noteHeard } from "./handover/heard";
import { dropRedemption, keepRedemption, pendingOf, type Redemption } from "./pending-redemptions";
import { type Outcome, useTill, type Visit } from "./till-state";

export async function redeemChosen(
  visit: Visit,
  { coupon }: CounterCoupon,
  { amountFen, itemFen }: Basket,
): Promise<Outcome> {
  const { memberNo, visitToken, orderId } = visit;
  const { offerId, n, round, version } = coupon;
  const kept = pendingOf({ memberNo, offerId, n, round });
  // The same request again, with the token of this visit: only its ids and its payload make it the same.
  if (kept) return send({ ...kept, visitToken });
  return send({
    redemptionId: await makeId("redemption"),
    orderId,
    visitToken,
    memberNo,
    offerId,
    n,
    round,
    version,
    ...(amountFen === undefined ? {} : { amountFen }),
    ...(itemFen === undefined ? {} : { itemFen }),
  });
}

/** Asks for the answer of an unfinished one. */
export const askAgain = (redemption: Redemption): Promise<Outcome> => send(redemption);

async function send(redemption: Redemption): Promise<Outcome> {
  keepRedemption(redemption);
  const answer = await call(RedeemCoupon, redemption);
  if (isDefinite(answer)) dropRedemption(redemption.redemptionId);
  if (answer.ok) noteHeard(redemption.redemptionId);
  const outcome = outcomeOf(answer, redemption);
  useTill.setState({ outcome });
  return outcome;
}

function outcomeOf(answer: Answer<typeof RedeemCoupon>, { redemptionId, memberNo, round }: Redemption): Outcome {
  if (answer.ok) {
    const receipt = answer.value;
    return receipt.undoneAtMs === undefined
      ? { is: "redeemed", done: { receipt, memberNo, round } }
      : { is: "since_undone", receipt };
  }
  return isDefinite(answer)
    ? { is: "refused", error: answer.error, detail: answer.detail }
    : { is: "unanswered", redemptionId, error: answer.error };
}
