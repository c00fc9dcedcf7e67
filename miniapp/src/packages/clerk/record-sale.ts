// Records the sale with several tickets, or with none, once. Kept before it is sent, dropped after a definite answer.
import type { CounterCoupon } from "@huike/shared/counter";
import type { Basket } from "@huike/shared/price";
import { RecordSale } from "@huike/shared/sale";
import { call } from "../../api/call";
import { isDefinite, makeId } from "../../api/kept-id";
import type { Answer } from "../../api/send";
import { noteHeard } from "./handover/heard";
import { dropSale, keepSale, pendingSaleOf, type Sale } from "./pending-sales";
import { type Outcome, useTill, type Visit } from "./till-state";

/** `coupons` in the order they were priced in. */
export async function recordSale(visit: Visit, coupons: readonly CounterCoupon[], basket: Basket): Promise<Outcome> {
  const { memberNo, visitToken, orderId } = visit;
  const { amountFen, itemFen } = basket;
  const amounts = {
    ...(amountFen === undefined ? {} : { amountFen }),
    ...(itemFen === undefined ? {} : { itemFen }),
  };
  const kept = pendingSaleOf({ memberNo, ...amounts, coupons: coupons.map(({ coupon }) => coupon) });
  // The same request again, with the token of this visit: only its order and its contents make it the same.
  if (kept) return sendSale({ ...kept, visitToken });
  const parts = coupons.map(async ({ coupon: { offerId, n, version, round } }) => ({
    ...{ offerId, n, version, round },
    redemptionId: await makeId("redemption"),
  }));
  return sendSale({ orderId, visitToken, memberNo, ...amounts, coupons: await Promise.all(parts) });
}

/** Sends it, for the first time or again for the answer of an unfinished one. */
export async function sendSale(sale: Sale): Promise<Outcome> {
  keepSale(sale);
  const answer = await call(RecordSale, sale);
  if (isDefinite(answer)) dropSale(sale.orderId);
  if (answer.ok) noteHeard(sale.orderId);
  const outcome = outcomeOf(answer, sale);
  useTill.setState({ outcome });
  return outcome;
}

function outcomeOf(answer: Answer<typeof RecordSale>, { orderId, memberNo }: Sale): Outcome {
  if (answer.ok) {
    const sale = answer.value;
    return sale.undoneAtMs === undefined ? { is: "recorded", sale, memberNo } : { is: "sale_since_undone", sale };
  }
  return isDefinite(answer)
    ? { is: "refused", error: answer.error, detail: answer.detail }
    : { is: "sale_unanswered", orderId, error: answer.error };
}
