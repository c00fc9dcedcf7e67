// Coupons on their way to a friend, and how the giver has one again: by a tap, or by itself once its day is over and nobody
// has accepted it.
import type { Coupon } from "@huike/shared/coupon";
import { TakeBackGift } from "@huike/shared/gift";
import type { OfferFace } from "@huike/shared/offer";
import { call } from "../api/call";
import type { Answer } from "../api/send";
import { serverNowMs } from "./session-state";

export type GivingCoupon = Coupon & { readonly gift: NonNullable<Coupon["gift"]> };

export const isGiving = (coupon: Coupon): coupon is GivingCoupon => coupon.gift !== undefined;

/** Once only: what came from a friend stays. */
export const mayGive = ({ coupon, face }: { readonly coupon: Coupon; readonly face: OfferFace }): boolean =>
  face.giveable === true && coupon.state === "issued" && !coupon.isGift && coupon.expiresAtMs > serverNowMs();

export const takeBackGift = ({ gift: { giftId } }: GivingCoupon): Promise<Answer<typeof TakeBackGift>> =>
  call(TakeBackGift, { giftId });

const isOver = ({ gift }: GivingCoupon): boolean => gift.endsAtMs <= serverNowMs();

/** The code page asks home every second: what could not be taken back now has time. */
const AGAIN_MS = 60_000;
let triedAtMs = Number.NEGATIVE_INFINITY;

/** Takes back every gift that is over; whether any came back. */
export async function takeBackOver(coupons: readonly Coupon[]): Promise<boolean> {
  const over = coupons.filter(isGiving).filter(isOver);
  if (over.length === 0 || serverNowMs() - triedAtMs < AGAIN_MS) return false;
  triedAtMs = serverNowMs();
  const answers = await Promise.all(over.map(takeBackGift));
  return answers.some(({ ok }) => ok);
}
