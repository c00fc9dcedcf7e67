import { Axe } from "../testing/axe.ts";
import { openBareTables } from "../testing/bare-tables.ts";
import { type CouponItem, couponKey } from "./coupon.items.ts";
import { stubOf } from "./past.items.ts";
import { voidCoupon } from "./void-coupon.ts";

describe("cancelling a coupon", () => {
  const bare = openBareTables();
  const axe = new Axe(bare.tables.client);
  const held = (coupon: Partial<CouponItem>) => bare.coupon(bare.number(), "ofr_0000", 1, coupon);
  const cancel = ({ pk, sk }: CouponItem) => voidCoupon(bare.env, { pk, sk });

  test.each<["issued" | "on its way to a friend", Partial<CouponItem>]>([
    ["issued", { st: "i" }],
    ["on its way to a friend", { st: "g", gft: "gft_0000" }],
  ])("that is %s is done, and when is written once", async (_, change) => {
    const coupon = await held(change);
    const atMs = bare.nowMs;
    for (let times = 0; times < 2; times++) {
      expect(await cancel(coupon)).toBe(true);
      expect(await bare.item(coupon)).toEqual({ ...coupon, ev: 1, st: "v", vat: atMs });
      bare.nowMs += 1;
    }
  });

  test.each<[string, Partial<CouponItem>]>([
    ["was used", { st: "r" }],
    ["was given", { st: "x" }],
  ])("that %s is not done", async (_, change) => {
    const coupon = await held(change);
    expect(await cancel(coupon)).toBe(false);
    expect(await bare.item(coupon)).toEqual({ ...coupon, ev: 1 });
  });

  test("that was put away, or never was, is not done and leaves nothing", async () => {
    const coupon = await held({});
    await bare.put(stubOf(coupon));
    expect(await cancel(coupon)).toBe(false);
    expect(await bare.item(coupon)).toMatchObject({ st: "o" });
    const none = { ...coupon, ...couponKey(bare.number(), "ofr_0000", 1) };
    expect(await cancel(none)).toBe(false);
    expect(await bare.item(none)).toBeUndefined();
  });

  test("that the table did not answer is no refusal", async () => {
    axe.plan(["ok", "before"]);
    await expect(cancel(await held({}))).rejects.toThrow("cut before the call");
  });
});
