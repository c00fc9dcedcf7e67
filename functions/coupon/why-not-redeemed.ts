// Why a coupon cannot be redeemed: the update's condition (redemption-update.ts) once more, in sentences, in the order a
// clerk can do something about. A condition that fails hands the item back as it stood, and this reads it.
import type { RedeemCoupon } from "@huike/shared/counter";
import { type ErrorOf, type Refused, type RequestOf, refused } from "@huike/shared/endpoint";
import { idTail } from "@huike/shared/id";
import type { Member } from "../platform/http.ts";
import type { KnownStore } from "../store/read-store.ts";
import { type CouponItem, standingRedemption, usableUntilMs } from "./coupon.items.ts";
import { whyNotUsable } from "./why-not-usable.ts";

type RedeemError = ErrorOf<typeof RedeemCoupon>;
type Asked = Pick<RequestOf<typeof RedeemCoupon>, "round" | "version" | "amountFen">;

/** Why this coupon cannot be redeemed here and now, in the order a clerk can do something about. */
export function whyNotRedeemed(
  coupon: CouponItem,
  clerk: Pick<Member, "memberNo">,
  counter: Pick<KnownStore, "sets">,
  request: Asked,
  nowMs: number,
): Refused<Exclude<RedeemError, "off_shift" | "id_reused">> {
  if (coupon.st === "v") return refused("coupon_voided");
  if (coupon.st === "r" && coupon.rnd === request.round) return alreadyRedeemed(coupon, clerk);
  if (coupon.st === "g" || coupon.st === "x") return refused("coupon_given");
  if (coupon.rnd !== request.round || coupon.v !== request.version) return refused("scan_again");
  const why = whyNotUsable(coupon, counter.sets, nowMs);
  if (why === "coupon_expired") return refused(why, { atMs: usableUntilMs(coupon) });
  if (why === "coupon_not_yet_valid") return refused(why, { atMs: coupon.nbf });
  if (why) return refused(why);
  if (request.amountFen !== undefined && coupon.mf > request.amountFen) {
    return refused("amount_too_low", { minFen: coupon.mf });
  }
  throw new Error(`${coupon.pk} ${coupon.sk} was refused but nothing forbids it`);
}

function alreadyRedeemed(coupon: CouponItem, clerk: Pick<Member, "memberNo">): Refused<"coupon_redeemed"> {
  const standing = standingRedemption(coupon);
  if (!standing) throw new Error(`${coupon.pk} ${coupon.sk} is redeemed but by nobody`);
  return refused("coupon_redeemed", {
    atMs: standing.rat,
    storeName: standing.rsn,
    clerkNo: standing.rno,
    redemptionTail: idTail(standing.rid),
    isOwn: standing.rby === clerk.memberNo,
  });
}
