// The coupons of an offer, found by the offer: one row a coupon, `v1#OFR#<offer>#<shard> / <member>#<n>`, with how it
// stands. Its level grows with every redemption and undo, so rows may come in any order.
import { type CouponItem, couponIdOf } from "../coupon/coupon.items.ts";
import { endsAtS, type Row, VERSION } from "./rows.ts";

/** A rush writes a row for each claim: by the last digit of the member number it is spread evenly. */
export const OFFER_SHARDS = 10;

export type OfferCouponRow = { mbr: string; ofr: string; n: number; st: CouponItem["st"] };

export const offerShard = (offerId: string, shard: number): string => `${VERSION}#OFR#${offerId}#${shard}`;

export function offerCouponRow(item: CouponItem): Row {
  const { memberNo, offerId, n } = couponIdOf(item);
  // On its way to a friend it may come back: to the offer it is one not yet used.
  const st = item.st === "g" ? "i" : item.st;
  const fields: OfferCouponRow = { mbr: memberNo, ofr: offerId, n, st };
  return {
    key: { pk: offerShard(offerId, Number(memberNo.slice(-1))), sk: `${memberNo}#${n}` },
    level: 2 * item.rnd + (st === "i" ? 1 : 2),
    // As long as it can be used, and as every row after that.
    fields: { ...fields, ttl: endsAtS(Math.max(item.at, item.exp)) },
  };
}
