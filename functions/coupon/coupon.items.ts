// MBR#m / CPN#<offer>#<n>: a live coupon. The key is the per-member limit. Names are short: card and
// twenty coupons must fit in half a read unit, 195 B an item. This file alone spells them out.
import type { Coupon, Receipt } from "@huike/shared/coupon";
import type { OfferTerms } from "@huike/shared/offer";
import type { Item, Key } from "../platform/table.ts";

export const couponKey = (memberNo: string, offerId: string, n: number): Key => ({
  pk: `MBR#${memberNo}`,
  sk: `CPN#${offerId}#${n}`,
});

export type CouponItem = {
  pk: string;
  sk: string;
  /** i issued, r redeemed. */
  st: "i" | "r";
  /** Round: raised by every undo, so that an old request can never come back to life. */
  rnd: number;
  /** Version of the terms it was issued under. */
  v: number;
  /** Least sale, in fen. */
  mf: number;
  /** Valid from and until, in ms; valid while nbf <= now < exp. */
  nbf: number;
  exp: number;
  /** The set of shops that take it. */
  ss: string;
  /** Ticket number. */
  k: number;
  /** Claimed at, in ms; channel and shop it was issued by. */
  at: number;
  ch?: string;
  ist?: string;
  /** The redemption: id, time, clerk's member number and clerk number, shop and its name then, amount, order. */
  rid?: string;
  rat?: number;
  rby?: string;
  rno?: string;
  rst?: string;
  rsn?: string;
  amt?: number;
  ord?: string;
};

export const couponFields = (item: CouponItem): Item => ({ ev: 1, ...item });

/** "CPN#ofr_…#1" → offer and n; "MBR#m" → m. */
export function couponIdOf(item: Pick<CouponItem, "pk" | "sk">): { memberNo: string; offerId: string; n: number } {
  const [, offerId = "", n = ""] = item.sk.split("#");
  return { memberNo: item.pk.slice("MBR#".length), offerId, n: Number(n) };
}

/** The receipt a redeemed coupon carries; the names on it are those of the moment, so that it stays the same for ever. */
export function readReceipt(item: CouponItem, terms: OfferTerms): Receipt | undefined {
  if (item.st !== "r" || !item.rid || item.rat === undefined) return undefined;
  const { memberNo, offerId, n } = couponIdOf(item);
  return {
    redemptionId: item.rid,
    offerId,
    n,
    title: terms.title,
    valueFen: terms.benefit.valueFen,
    ...(item.amt === undefined ? {} : { amountFen: item.amt }),
    storeId: item.rst ?? "",
    storeName: item.rsn ?? "",
    clerkNo: item.rno ?? "",
    memberTail: memberNo.slice(-4),
    redeemedAtMs: item.rat,
  };
}

export function readCoupon(item: CouponItem, terms: OfferTerms): Coupon {
  const { offerId, n } = couponIdOf(item);
  const receipt = readReceipt(item, terms);
  return {
    offerId,
    n,
    version: item.v,
    state: item.st === "r" ? "redeemed" : "issued",
    round: item.rnd,
    validFromMs: item.nbf,
    expiresAtMs: item.exp,
    claimedAtMs: item.at,
    ...(receipt ? { receipt } : {}),
  };
}
