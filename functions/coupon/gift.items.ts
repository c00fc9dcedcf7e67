// GFT#<id> / GFT: a coupon on its way from one member to another. The coupon names the gift too (`gft`), so that an
// older gift of the same coupon is good for nothing.
import type { Key } from "../platform/table.ts";

export const giftKey = (giftId: string): Key => ({ pk: `GFT#${giftId}`, sk: "GFT" });

export type GiftItem = {
  /** The giver, and which of the giver's coupons. */
  from: string;
  ofr: string;
  n: number;
  /** o open, t taken, b taken back. */
  st: "o" | "t" | "b";
  /** Can be accepted until, in ms. */
  until: number;
  /** Who took it, and as which of their coupons. */
  to?: string;
  tn?: number;
};
