import type { CouponItem, RedemptionEntry } from "./coupon.items.ts";
import { whyNotUsable } from "./why-not-usable.ts";

const nowMs = 100;
type Coupon = Parameters<typeof whyNotUsable>[0];
const coupon = (change: Partial<CouponItem>): Coupon => ({ nbf: 100, exp: 101, ss: "all", rnd: 0, ...change });
const undone = (gr: number) => [{ uat: 1, gr } as RedemptionEntry];

describe("an issued coupon", () => {
  test.each<[string, string | undefined, Partial<CouponItem>]>([
    ["can be used from its first millisecond to its last", undefined, {}],
    ["has run out at its end", "coupon_expired", { exp: 100 }],
    ["has the grace of its undo", undefined, { exp: 1, rnd: 1, red: undone(101) }],
    ["has run out at the end of its grace", "coupon_expired", { exp: 1, rnd: 1, red: undone(100) }],
    ["is not valid yet", "coupon_not_yet_valid", { nbf: 101, exp: 200 }],
    ["is for other shops", "store_not_covered", { ss: "ofr_elsewhere" }],
    ["has run out first of all", "coupon_expired", { nbf: 200, exp: 100, ss: "ofr_elsewhere" }],
    [
      "is not valid yet before it is for other shops",
      "coupon_not_yet_valid",
      { nbf: 200, exp: 300, ss: "ofr_elsewhere" },
    ],
  ])("%s", (_, expected, change) => expect(whyNotUsable(coupon(change), ["tag#a", "all"], nowMs)).toBe(expected));
});
