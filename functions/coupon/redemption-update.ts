// The one update that redeems a coupon: its condition is the rule. Alone it is the whole decision; of several
// coupons in one sale each has its own, in one transaction.
import type { RedeemCoupon } from "@huike/shared/counter";
import type { RequestOf } from "@huike/shared/endpoint";
import type { Member } from "../platform/http.ts";
import { attributes, type Item } from "../platform/table.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import type { KnownStore } from "../store/read-store.ts";
import { couponKey } from "./coupon.items.ts";

export type Redeeming = Omit<RequestOf<typeof RedeemCoupon>, "visitToken"> & {
  /** What it takes off; undefined where that cannot be known. */
  readonly offFen: number | undefined;
  /** What the member's level takes off besides: of a coupon alone; of several it is the sale's. */
  readonly memberOffFen?: number;
  /** Together with others: the sale, not the coupon alone, is what can be taken back. */
  readonly isStacked?: boolean;
  /** What the sale comes to: of the first of several. */
  readonly salePayFen?: number | undefined;
};

export function redemptionUpdate(
  clerk: Member & { readonly staff: StaffItem },
  counter: KnownStore,
  redeeming: Redeeming,
  nowMs: number,
  table: string,
) {
  const { amountFen, round } = redeeming;
  const sets = Object.fromEntries(counter.sets.map((name, i) => [`:set${i}`, name]));
  const clauses = [
    "st = :issued",
    "rnd = :rnd",
    "v = :v",
    "nbf <= :now",
    // A coupon that came back after its end has the grace of the undo that opened this round.
    round === 0 ? "#exp > :now" : `(#exp > :now OR red[${round - 1}].gr > :now)`,
    `ss IN (${Object.keys(sets).join(", ")})`,
  ];
  // Without an amount the clerk confirms the condition by eye: the button says it.
  if (amountFen !== undefined) clauses.push("mf <= :amt");
  return {
    TableName: table,
    Key: attributes(couponKey(redeeming.memberNo, redeeming.offerId, redeeming.n)),
    ConditionExpression: clauses.join(" AND "),
    // In an issued coupon the list is as long as the round, so this lands in the round's place.
    UpdateExpression: "SET st = :redeemed, red = list_append(if_not_exists(red, :none), :entry)",
    ExpressionAttributeNames: { "#exp": "exp" },
    ExpressionAttributeValues: attributes({
      ":issued": "i",
      ":redeemed": "r",
      ":rnd": round,
      ":v": redeeming.version,
      ":now": nowMs,
      ":none": [],
      ":entry": [entryOf(clerk, counter, redeeming, nowMs)],
      ":amt": amountFen,
      ...sets,
    }),
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  } as const;
}

const entryOf = (
  clerk: Member & { readonly staff: StaffItem },
  counter: KnownStore,
  redeeming: Redeeming,
  nowMs: number,
): Item => ({
  rid: redeeming.redemptionId,
  rat: nowMs,
  rby: clerk.memberNo,
  rno: clerk.staff.clerkNo,
  rst: counter.storeId,
  rsn: counter.name,
  ord: redeeming.orderId,
  amt: redeeming.amountFen,
  itm: redeeming.itemFen,
  off: redeeming.offFen,
  mof: redeeming.memberOffFen || undefined,
  stk: redeeming.isStacked ? 1 : undefined,
  pay: redeeming.salePayFen,
});
