// What is kept of a coupon, as phones and receipts say it.
import { grantOfRun } from "../campaign/campaign.items.ts";
import { terms } from "../testing/made-up.ts";
import {
  type CouponItem,
  couponFields,
  couponIdOf,
  couponKey,
  dayMarkKey,
  purchaseOf,
  type RedemptionEntry,
  readCoupon,
  readReceipt,
  standingRedemption,
  usableUntilMs,
} from "./coupon.items.ts";

const key = couponKey("100000042", "ofr_0000", 3);
const coupon = (change: Partial<CouponItem> = {}): CouponItem => ({
  ...key,
  ...{ st: "i", rnd: 0, v: 4, mf: 0, nbf: 100, exp: 900, ss: "all", k: 7, at: 50 },
  ...change,
});
const use = (rid: string, change: Partial<RedemptionEntry> = {}): RedemptionEntry => ({
  ...{ rid, rat: 200, rby: "900000001", rno: "01", rst: "sto_0000", rsn: "人民路店", ord: "ord_0000" },
  ...change,
});
const undone = { uat: 300, uno: "02", why: "mistake", gr: 1_000 } as const;
const used = { redemptionId: "red_0", offerId: "ofr_0000", n: 3, title: "满减券", benefit: terms().benefit };
const there = { storeId: "sto_0000", storeName: "人民路店", clerkNo: "01", memberTail: "0042", redeemedAtMs: 200 };
const plain = { offerId: "ofr_0000", n: 3, version: 4, round: 0, validFromMs: 100, expiresAtMs: 900, claimedAtMs: 50 };

describe("the names of a coupon", () => {
  test("are its owner, its offer and which of the owner's it is; each image of it is projected", () => {
    expect(key).toStrictEqual({ pk: "MBR#100000042", sk: "CPN#ofr_0000#3" });
    expect(couponIdOf(key)).toStrictEqual({ memberNo: "100000042", offerId: "ofr_0000", n: 3 });
    expect(couponFields(coupon())).toStrictEqual({ ev: 1, ...coupon() });
    expect(dayMarkKey("100000042", "ofr_0000", "2026-01-05", 2)).toStrictEqual({
      ...{ pk: "MBR#100000042", sk: "DAY#ofr_0000#2026-01-05#2" },
    });
    expect(purchaseOf("ofr_0000", 7)).toBe("ofr_0000:7");
  });
});

describe("a receipt", () => {
  test("of a use without an amount says where, when and what", () => {
    expect(readReceipt(key, use("red_0"), terms())).toStrictEqual({ ...used, ...there });
  });

  test("says every amount that is known, also one of nothing, and how it was undone", () => {
    const amounts = { off: 0, mof: 0, amt: 0 };
    expect(readReceipt(key, use("red_0", { ...amounts, ...undone }), terms())).toStrictEqual({
      ...{ ...used, ...there, offFen: 0, memberOffFen: 0, amountFen: 0 },
      ...{ undoneAtMs: 300, undoneByNo: "02", undoReason: "mistake" },
    });
  });

  test("among others belongs to a sale, and the first of them says what was to be paid", () => {
    const partOf = (change: Partial<RedemptionEntry>) => readReceipt(key, use("red_0", change), terms()).partOfSale;
    expect(partOf({ stk: 1, pay: 0 })).toStrictEqual({ payableFen: 0 });
    expect(partOf({ stk: 1 })).toStrictEqual({});
    expect(partOf({ pay: 5 })).toBeUndefined();
  });
});

describe("a coupon", () => {
  test("that nothing has happened to says until when it is good", () => {
    expect(readCoupon(coupon(), terms())).toStrictEqual({ ...plain, state: "issued" });
    expect(readCoupon(coupon({ red: [] }), terms())).toStrictEqual({ ...plain, state: "issued" });
    expect(readCoupon(coupon({ st: "x" }), terms()).state).toBe("issued");
    expect(readCoupon(coupon({ st: "v", vat: 0 }), terms())).toStrictEqual({
      ...plain,
      state: "voided",
      voidedAtMs: 0,
    });
  });

  test("in use shows the use that stands beside those that were undone", () => {
    const red = [use("red_0", undone), use("red_1", { rat: 400 })];
    const shown = readCoupon(coupon({ st: "r", rnd: 1, red }), terms());
    const first = { ...used, ...there, undoneAtMs: 300, undoneByNo: "02", undoReason: "mistake" };
    const receipt = { ...used, ...there, redemptionId: "red_1", redeemedAtMs: 400 };
    expect(shown).toStrictEqual({
      ...plain,
      state: "redeemed",
      round: 1,
      expiresAtMs: 1_000,
      receipt,
      undone: [first],
    });
    expect(standingRedemption(coupon({ st: "r", rnd: 1, red }))).toStrictEqual(red[1]);
    expect(standingRedemption(coupon({ st: "r", rnd: 1 }))).toBeUndefined();
    // What was undone stands no more, though it lies where the next would.
    expect(standingRedemption(coupon({ st: "i", rnd: 0, red }))).toBeUndefined();
    expect(readCoupon(coupon({ st: "r", red: [use("red_0")] }), terms())).not.toHaveProperty("undone");
  });

  test("is good until it ends, or longer where its last undo left it time", () => {
    expect(usableUntilMs(coupon())).toBe(900);
    expect(usableUntilMs(coupon({ rnd: 1, red: [use("red_0", undone)] }))).toBe(1_000);
    expect(usableUntilMs(coupon({ rnd: 1, red: [use("red_0", { ...undone, gr: 800 })] }))).toBe(900);
    expect(usableUntilMs(coupon({ rnd: 1, red: [use("red_0")] }))).toBe(900);
    // An undo before the last leaves it none.
    const red = [use("red_0", undone), use("red_1", { uat: 500, gr: 950 })];
    expect(usableUntilMs(coupon({ rnd: 2, red }))).toBe(950);
  });

  test("on its way to a friend names the gift, and one that came from a friend says so", () => {
    const gift = { gft: "gft_0000", gut: 700 };
    expect(readCoupon(coupon({ st: "g", ...gift }), terms())).toStrictEqual({
      ...{ ...plain, state: "giving", gift: { giftId: "gft_0000", endsAtMs: 700 } },
    });
    expect(readCoupon(coupon(gift), terms())).not.toHaveProperty("gift");
    expect(readCoupon(coupon({ st: "g" }), terms())).not.toHaveProperty("gift");
    expect(readCoupon(coupon({ fr: "100000001" }), terms())).toStrictEqual({ ...plain, state: "issued", isGift: true });
  });

  test("that a campaign put into the wallet names its run; one of another grant names none", () => {
    const push = { campaignId: "cmp_0000", run: 2 };
    const gid = grantOfRun(push.campaignId, push.run);
    expect(readCoupon(coupon({ gid }), terms())).toStrictEqual({ ...plain, state: "issued", push });
    expect(readCoupon(coupon({ gid: "grt_0000" }), terms())).toStrictEqual({ ...plain, state: "issued" });
  });
});
