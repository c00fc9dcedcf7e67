// The points a cancelled coupon had cost go back to who paid them, once: the coupon's own cancelling is the source, so
// any image of it, however often it comes, posts the same. They are good as long as points earned that day.
import { pointsEndMs } from "@huike/shared/points";
import { type CouponItem, couponIdOf, purchaseOf } from "../coupon/coupon.items.ts";
import type { Env } from "../platform/env.ts";
import { post } from "./post.ts";
import { currentProgram } from "./read-program.ts";

export async function refundVoided(coupon: CouponItem, env: Env): Promise<void> {
  const { st, pp: points, vat: at, fr, k } = coupon;
  if (st !== "v" || points === undefined || at === undefined) return;
  const holder = couponIdOf(coupon);
  const { version, program } = await currentProgram(env);
  const exp = pointsEndMs(program.expiry, at);
  const posted = await post(env, {
    ...{ kind: "refund", memberNo: fr ?? holder.memberNo, ord: purchaseOf(holder.offerId, k), at, ver: version },
    points,
    ...(exp === undefined ? {} : { exp }),
  });
  if (posted.is === "refused") throw new Error(`${coupon.pk} ${coupon.sk} was paid for by somebody without a card`);
}
