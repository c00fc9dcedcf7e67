// The wallet as lists: what can be used, what was used, what is over, each in the order a person looks for it.
import { type Coupon, type WalletGroup, walletGroup } from "@huike/shared/coupon";
import type { OfferFace } from "@huike/shared/offer";
import type { Home } from "./home-state";

export type Held = { readonly coupon: Coupon; readonly face: OfferFace };

export type Shelf = { readonly coupons: readonly Coupon[]; readonly faces: readonly OfferFace[] };

export const heldCoupons = (home: Home | undefined): Held[] => (home ? faced(home.wallet) : []);

/** Coupons with their faces; one whose face did not come along cannot be drawn and is left out. */
export function faced({ coupons, faces }: Shelf): Held[] {
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
  inGroup(heldCoupons(home), group, nowMs);

export const inGroup = (held: readonly Held[], group: WalletGroup, nowMs: number): Held[] =>
  held.filter(({ coupon }) => walletGroup(coupon, nowMs) === group).sort(orders[group]);

/** Those that can be shown at a counter now: usable, and already valid. */
export const showable = (home: Home | undefined, nowMs: number): Held[] =>
  heldIn(home, "usable", nowMs).filter(({ coupon }) => coupon.state === "issued" && coupon.validFromMs <= nowMs);

export const findHeld = (home: Home | undefined, offerId: string, n: number): Held | undefined =>
  heldCoupons(home).find(({ coupon }) => coupon.offerId === offerId && coupon.n === n);

export const keyOfHeld = ({ coupon }: Pick<Held, "coupon">): string => `${coupon.offerId}#${coupon.n}`;

/** A ticket's place in a list on the page; what has left it stands there as it was last seen. */
export type Place = Held & { readonly isGone: boolean };

/** The places of `before` with what is held now, as long as tickets only leave and come back; else a new layout. */
export function keepPlaces(before: readonly Place[], held: readonly Held[]): Place[] {
  let next = 0;
  const kept = before.map((place) => {
    const one = held[next];
    if (!one || keyOfHeld(one) !== keyOfHeld(place)) return { ...place, isGone: true };
    next += 1;
    return { ...one, isGone: false };
  });
  return next === held.length ? kept : held.map((one) => ({ ...one, isGone: false }));
}

export const findPast = (past: Shelf, offerId: string, n: number): Held | undefined =>
  faced(past).find(({ coupon }) => coupon.offerId === offerId && coupon.n === n);
