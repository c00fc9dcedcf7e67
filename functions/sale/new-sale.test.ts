import { terms } from "../testing/made-up.ts";
import { type Asked, isSameSale, newSale } from "./new-sale.ts";

const clerk = { memberNo: "100000003", staff: { clerkNo: "03" } };
const counter = {
  ...{ storeId: "sto_0000", name: "人民路店", sets: ["all"], slipLimits: { perHour: 0, fenPerHour: 0 } },
  memberPayPercent: 100,
};
const coupon = (at: number): Asked => ({
  ...{ offerId: `ofr_000${at}`, n: 1, version: 2, redemptionId: `rdm_000${at}`, round: at },
  terms: terms({ benefit: { kind: "cash", valueFen: 1_000 }, combines: ["cash"] }),
});
const both = [coupon(0), coupon(1)];
const request = {
  ...{ memberNo: "100000001", orderId: "ord_0000", visitToken: "t", amountFen: 12_000 },
  coupons: both.map(({ terms: _, ...asked }) => asked),
};

describe("a sale", () => {
  test("says who, where, when, which coupons and what each took off", () => {
    expect(newSale(clerk, counter, request, both, 7)).toEqual({
      ...{ pk: "MBR#100000001", sk: "SAL#ord_0000", st: "s", at: 7, clk: "100000003", no: "03" },
      ...{ sto: "sto_0000", sn: "人民路店", amt: 12_000, pay: 10_000, off: 2_000 },
      c: [
        { o: "ofr_0000", n: 1, v: 2, rid: "rdm_0000", rnd: 0, off: 1_000 },
        { o: "ofr_0001", n: 1, v: 2, rid: "rdm_0001", rnd: 1, off: 1_000 },
      ],
    });
  });

  test("has the level's price and the price of one thing where there are such", () => {
    const sale = newSale(clerk, { ...counter, memberPayPercent: 90 }, { ...request, itemFen: 500 }, both, 7);
    expect(sale).toMatchObject({ itm: 500, mof: 1_200, off: 2_000, pay: 8_800 });
  });

  test("without coupons has none, without an amount says what can be known", () => {
    const { amountFen: _, ...bare } = request;
    const alone = newSale(clerk, counter, { ...request, coupons: [] }, [], 7);
    expect(alone).toEqual({
      ...{ pk: "MBR#100000001", sk: "SAL#ord_0000", st: "s", at: 7, clk: "100000003", no: "03" },
      ...{ sto: "sto_0000", sn: "人民路店", amt: 12_000, pay: 12_000, off: 0 },
    });
    const percent = { ...coupon(0), terms: terms({ benefit: { kind: "discount", payPercent: 80 } }) };
    const unknown = newSale(clerk, counter, { ...bare, coupons: [] }, [percent], 7);
    expect(unknown).not.toHaveProperty("amt");
    expect(unknown).not.toHaveProperty("pay");
    expect(unknown.c?.[0]).toEqual({ o: "ofr_0000", n: 1, v: 2, rid: "rdm_0000", rnd: 0 });
    expect(unknown.off).toBe(0);
  });

  test("is known again by clerk, amounts and every coupon of the request", () => {
    const sale = newSale(clerk, counter, request, both, 7);
    expect(isSameSale(sale, clerk, request)).toBe(true);
    expect(isSameSale(sale, { memberNo: "100000004" }, request)).toBe(false);
    expect(isSameSale(sale, clerk, { ...request, amountFen: 12_001 })).toBe(false);
    expect(isSameSale(sale, clerk, { ...request, itemFen: 1 })).toBe(false);
    expect(isSameSale(sale, clerk, { ...request, coupons: request.coupons.slice(1) })).toBe(false);
    expect(isSameSale(sale, clerk, { ...request, coupons: [...request.coupons].reverse() })).toBe(false);
    const [first, second] = request.coupons;
    for (const change of [
      { n: 2 },
      { version: 3 },
      { round: 5 },
      { redemptionId: "rdm_9999" },
      { offerId: "ofr_9999" },
    ]) {
      const coupons = [first, { ...second, ...change }] as typeof request.coupons;
      expect([change, isSameSale(sale, clerk, { ...request, coupons })]).toEqual([change, false]);
    }
    const bare = { ...request, coupons: [] };
    expect(isSameSale(newSale(clerk, counter, bare, [], 7), clerk, bare)).toBe(true);
  });
});
