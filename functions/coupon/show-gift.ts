// What is in a gift, for whoever opens its link, joined or not: the coupon, until when, and what an accept would say.
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { GetGift } from "@huike/shared/gift";
import { faceOf, stopOf, termsIssued } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import type { Guest } from "../platform/http.ts";
import { getItem } from "../platform/read.ts";
import { couponKey, readCoupon } from "./coupon.items.ts";
import { type GiftItem, giftKey } from "./gift.items.ts";
import { asReceived, givenCoupon } from "./given-coupon.ts";
import { whyNotGift, whyNotGiven } from "./why-not-accept.ts";

export async function showGift(
  { claims }: Guest,
  { giftId }: RequestOf<typeof GetGift>,
  env: Env,
): Promise<Result<ResponseOf<typeof GetGift>, ErrorOf<typeof GetGift>>> {
  // Consistent: the giver's phone passes the link on the moment it is wrapped.
  const gift = await getItem<GiftItem>(env.tables, giftKey(giftId), { consistent: true });
  if (!gift) return refused("gift_unknown");
  const given = await givenCoupon(env, gift);
  if (!given) throw new Error(`the coupon in ${giftId} is missing`);
  const terms = await termsIssued(env, gift.ofr, given.v);
  const { to = gift.from, tn = gift.n } = gift;
  const coupon = readCoupon(asReceived(given, couponKey(to, gift.ofr, tn)), terms);
  const content = { coupon, face: faceOf(gift.ofr, given.v, terms), endsAtMs: gift.until };
  if (gift.to !== undefined && gift.to === claims.memberNo) return ok({ ...content, isMine: true });
  const nowMs = env.nowMs();
  const whyNot = whyNotGift(gift, claims.memberNo, nowMs) ?? whyNotGiven(given, await stopOf(env, gift.ofr), nowMs);
  return ok({ ...content, ...(whyNot ? { whyNot: whyNot.error } : {}) });
}
