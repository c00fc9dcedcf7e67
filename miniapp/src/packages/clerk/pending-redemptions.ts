// Redemptions sent without a definite answer, kept until there is one: with the same ids the server gives the first
// answer again, to the second tap, to a restarted app and to the next morning.
import { RedeemCoupon } from "@huike/shared/counter";
import type { RequestOf } from "@huike/shared/endpoint";
import { readStored, store } from "../../platform/storage";

export type Redemption = RequestOf<typeof RedeemCoupon>;

const KEY = "redemptions";

export function pendingRedemptions(): Redemption[] {
  const stored = readStored(KEY);
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((one) => {
    const parsed = RedeemCoupon.request.safeParse(one);
    return parsed.success ? [parsed.data] : [];
  });
}

export function keepRedemption(redemption: Redemption): void {
  const others = pendingRedemptions().filter((one) => one.redemptionId !== redemption.redemptionId);
  store(KEY, [...others, redemption]);
}

export function dropRedemption(redemptionId: string): void {
  store(
    KEY,
    pendingRedemptions().filter((one) => one.redemptionId !== redemptionId),
  );
}

type CouponRound = Pick<Redemption, "memberNo" | "offerId" | "n" | "round">;

/** An attempt on this very coupon and round: it is asked again, never begun anew under another id. */
export const pendingOf = (coupon: CouponRound): Redemption | undefined =>
  pendingRedemptions().find(
    (one) =>
      one.memberNo === coupon.memberNo &&
      one.offerId === coupon.offerId &&
      one.n === coupon.n &&
      one.round === coupon.round,
  );
