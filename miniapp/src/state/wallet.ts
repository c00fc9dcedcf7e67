// The wallet as lists: what can be used, what was used, what is over, each in the order a person looks for it.
import { type Coupon, type WalletGroup, walletGroup } from "@huike/shared/coupon";
import type { OfferFace } from "@huike/shared/offer";
import type { Home } from "./home-state";

export type Held = { readonly coupon: Coupon; readonly face: OfferFace };

/** Coupons with their faces; one whose face did not come along cannot be drawn and is left out. */
export function heldCoupons(home: Home | undefined): Held[] {
  if (!home) return [];
  const { coupons, faces } = home.wallet;
  return coupons.flatMap((coupon) => {
    const face =
      faces.find((f) => f.offerId === coupon.offerId && f.version === coupon.version) ??
      faces.find((f) => f.offerId === coupon.offerId);
    return face ? [{ coupon, face }] : [];
  });
}

const orders: Record<WalletGroup, (a: Held, b: Held) => number> = {
  usable: (a, b) => a.coupon.expiresAtMs - b.coupon.expiresAtMs,
  used: (a, b) => (b.coupon.receipt?.redeemedAtMs ?? 0) - (a.coupon.receipt?.redeemedAtMs ?? 0),
  expired: (a, b) => b.coupon.expiresAtMs - a.coupon.expiresAtMs,
};

export const heldIn = (home: Home | undefined, group: WalletGroup, nowMs: number): Held[] =>
  heldCoupons(home)
    .filter(({ coupon }) => walletGroup(coupon, nowMs) === group)
    .sort(orders[group]);

/** Those that can be shown at a counter now: usable, and already valid. */
export const showable = (home: Home | undefined, nowMs: number): Held[] =>
  heldIn(home, "usable", nowMs).filter(({ coupon }) => coupon.validFromMs <= nowMs);

export const findHeld = (home: Home | undefined, offerId: string, n: number): Held | undefined =>
  heldCoupons(home).find(({ coupon }) => coupon.offerId === offerId && coupon.n === n);
