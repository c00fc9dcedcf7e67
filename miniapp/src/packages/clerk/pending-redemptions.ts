// Redemptions sent without a definite answer, kept until there is one: with the same ids the server gives the first
// answer again, to the second tap, to a restarted app and to the next morning.
import { RedeemCoupon } from "@huike/shared/counter";
import type { RequestOf } from "@huike/shared/endpoint";
import { keptList } from "../../api/kept-list";

export type Redemption = RequestOf<typeof RedeemCoupon>;

const kept = keptList<Redemption>(
  "redemptions",
  ({ redemptionId }) => redemptionId,
  (stored) => RedeemCoupon.request.safeParse(stored).data,
);

export const pendingRedemptions = kept.all;
export const keepRedemption = kept.keep;
export const dropRedemption = kept.drop;

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
