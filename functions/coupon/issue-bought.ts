// Puts a coupon together with its price in points: one decision of ledger, balance, coupon and, where a day has a limit of
// its own, its mark. The coupon's key makes a repeat meet the coupon and pay nothing.
import type { Env } from "../platform/env.ts";
import { isConflict, type Key } from "../platform/table.ts";
import { spendPoints } from "../points/spend-points.ts";
import { type CouponItem, couponIdOf, purchaseOf } from "./coupon.items.ts";
import { couponPuts, type Issued } from "./issue-within-day.ts";
import type { StubItem } from "./past.items.ts";
import { mustBeAlive, type Ticket } from "./ticket-numbers.ts";

export type Bought = Issued | { readonly is: "too_few"; readonly missing: number };
export type PricedCoupon = CouponItem & { readonly pp: number };

/** `marks`: those of the day that are free, tried in order; undefined where a day has no limit. Throws when the outcome is unknown. */
export async function issueBought(
  env: Env,
  coupon: PricedCoupon,
  ticket: Ticket,
  marks: readonly Key[] | undefined,
): Promise<Bought> {
  mustBeAlive(ticket, env.nowMs());
  for (const mark of marks ?? [undefined]) {
    const bought = await buy(env, coupon, mark);
    if (bought !== "marked") return bought;
  }
  return { is: "full" };
}

async function buy(env: Env, coupon: PricedCoupon, mark: Key | undefined): Promise<Bought | "marked"> {
  const { memberNo, offerId } = couponIdOf(coupon);
  const spend = { memberNo, points: coupon.pp, ord: purchaseOf(offerId, coupon.k), atMs: coupon.at };
  try {
    const spent = await spendPoints(env, spend, couponPuts(env, coupon, mark));
    if (!spent.ok) {
      if (spent.error === "points_too_few") return { is: "too_few", missing: spent.detail?.missing ?? 0 };
      throw new Error(`${memberNo} has no card`);
    }
    if (spent.value.is === "spent") return { is: "issued" };
    if (spent.value.is === "spent_before") throw new Error(`${spend.ord} was paid for and made no coupon`);
    const [owned] = spent.value.met;
    return owned ? { is: "owned", coupon: owned as CouponItem | StubItem } : "marked";
  } catch (cause) {
    // Nothing was written: the card is busy with other postings.
    if (isConflict(cause)) return { is: "busy" };
    throw cause;
  }
}
