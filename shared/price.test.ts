import fc from "fast-check";
import type { Benefit, BenefitKind } from "./benefit.ts";
import { bestSale, mayCombine, type Priceable, priceSale, STACK_MAX } from "./price.ts";

/** `npm run mutants` asks for fewer: it runs this once for each mutant. */
const BASKETS = Number(process.env.HUIKE_PROPERTY_RUNS ?? 10_000);

const kinds: BenefitKind[] = ["threshold", "cash", "discount", "gift", "nth_item"];
const coupon = (benefit: Benefit, change: Partial<Priceable> = {}): Priceable => ({
  benefit,
  combines: [],
  onMemberPrice: true,
  expiresAtMs: 1,
  ...change,
});
const threshold = { kind: "threshold", minFen: 10_000, valueFen: 2_000 } as const;
const cash = { kind: "cash", valueFen: 1_000 } as const;

describe("the price of a sale", () => {
  test.each<[string, Benefit, object, number | undefined]>([
    ["满减", threshold, { amountFen: 10_000 }, 2_000],
    ["满减 below", threshold, { amountFen: 9_999 }, undefined],
    ["满减 by eye", threshold, {}, 2_000],
    ["代金 above the sale", cash, { amountFen: 600 }, 600],
    ["8.5 折, paid rounded down", { kind: "discount", payPercent: 85 }, { amountFen: 999 }, 150],
    ["8.5 折 capped", { kind: "discount", payPercent: 85, maxOffFen: 100 }, { amountFen: 999 }, 100],
    ["8.5 折 by eye", { kind: "discount", payPercent: 85 }, {}, undefined],
    ["折扣 below", { kind: "discount", payPercent: 85, minFen: 1_000 }, { amountFen: 999 }, undefined],
    ["兑换", { kind: "gift", item: "拿铁" }, {}, 0],
    ["买赠 below", { kind: "gift", item: "拿铁", minFen: 500 }, { amountFen: 499 }, undefined],
    ["第二件 5 折", { kind: "nth_item", nth: 2, payPercent: 50 }, { amountFen: 3_000, itemFen: 1_501 }, 751],
    ["第二件 without its price", { kind: "nth_item", nth: 2, payPercent: 50 }, { amountFen: 3_000 }, undefined],
  ])("%s", (_, benefit, basket, off) => {
    expect(priceSale([coupon(benefit)], basket)?.offFen).toBe(off);
  });

  test("takes the member's own discount before percentages and money, where every coupon allows it", () => {
    const stack = [
      coupon(cash, { combines: ["discount"] }),
      coupon({ kind: "discount", payPercent: 80 }, { combines: ["cash"] }),
    ];
    expect(priceSale(stack, { amountFen: 10_000, memberPayPercent: 90 })).toMatchObject({
      memberOffFen: 1_000, // 10,000 → 9,000
      parts: [{ offFen: 1_800 }, { offFen: 1_000 }], // → 7,200 → 6,200
      payableFen: 6_200,
      offFen: 3_800,
    });
    const proud = [coupon(cash, { onMemberPrice: false })];
    expect(priceSale(proud, { amountFen: 10_000, memberPayPercent: 90 })).toMatchObject({
      memberOffFen: 0,
      payableFen: 9_000,
    });
  });

  const together = { combines: kinds };
  const nth: Benefit = { kind: "nth_item", nth: 2, payPercent: 50 };

  test("takes the n-th thing off before the member's own discount, alone and beside others", () => {
    const basket = { amountFen: 3_000, itemFen: 1_000, memberPayPercent: 90 };
    expect(priceSale([coupon(nth)], basket)).toMatchObject({ memberOffFen: 250, payableFen: 2_250, offFen: 750 });
    expect(priceSale([coupon(cash, together), coupon(nth, together)], basket)).toMatchObject({
      memberOffFen: 250,
      payableFen: 1_250,
    });
  });

  test("leaves the member's own discount out where one coupon of several does not allow it", () => {
    const stack = [coupon(cash, together), coupon(threshold, { ...together, onMemberPrice: false })];
    expect(priceSale(stack, { amountFen: 10_000, memberPayPercent: 90 })).toMatchObject({
      memberOffFen: 0,
      payableFen: 7_000,
    });
  });

  test("says nothing of what is to be paid where nobody said what was rung up", () => {
    const stack = [coupon(cash, together), coupon(threshold, together)];
    const [first, second] = [stack[1], stack[0]];
    expect(priceSale(stack, { memberPayPercent: 90 })).toStrictEqual({
      offFen: 3_000,
      memberOffFen: 0,
      parts: [
        { coupon: first, offFen: 2_000 },
        { coupon: second, offFen: 1_000 },
      ],
    });
  });

  test("takes kinds in their order, and of one kind what ends soonest first", () => {
    const gift = coupon({ kind: "gift", item: "拿铁" }, together);
    const discount = coupon({ kind: "discount", payPercent: 80 }, together);
    const basket = { amountFen: 10_000, itemFen: 1_000 };
    const order = (stack: Priceable[]) => priceSale(stack, basket)?.parts.map(({ coupon: one }) => one.benefit.kind);
    expect(order([gift, coupon(nth, together), discount])).toEqual(["nth_item", "discount", "gift"]);
    expect(order([gift, coupon(cash, together), coupon(threshold, together)])).toEqual(["threshold", "cash", "gift"]);
    expect(order([coupon(threshold, together), discount])).toEqual(["discount", "threshold"]);
    const [late, soon] = [coupon(cash, { ...together, expiresAtMs: 9 }), coupon(cash, { ...together, expiresAtMs: 3 })];
    expect(priceSale([late, soon], basket)?.parts.map((part) => part.coupon)).toEqual([soon, late]);
    expect(priceSale([soon, late], basket)?.parts.map((part) => part.coupon)).toEqual([soon, late]);
  });

  test("has no price for coupons that may not lie together, and one for as many as may", () => {
    expect(priceSale([coupon(cash), coupon(threshold)], { amountFen: 10_000 })).toBeUndefined();
    expect(mayCombine(Array(STACK_MAX).fill(coupon(cash, together)))).toBe(true);
  });

  test("combines only what names each other, one coupon a sale by default", () => {
    expect(mayCombine([coupon(cash), coupon(threshold)])).toBe(false);
    expect(mayCombine([coupon(cash, { combines: ["threshold"] }), coupon(threshold)])).toBe(false);
    expect(mayCombine([coupon(cash, { combines: ["threshold"] }), coupon(threshold, { combines: ["cash"] })])).toBe(
      true,
    );
    expect(mayCombine(Array(STACK_MAX + 1).fill(coupon(cash, { combines: ["cash"] })))).toBe(false);
  });

  test("the best of equals is the one with fewer coupons, then the one that ends soonest; a gift beats nothing", () => {
    const [late, soon] = [coupon(cash, { expiresAtMs: 9 }), coupon(cash, { expiresAtMs: 3 })];
    expect(bestSale([late, soon], { amountFen: 5_000 }).parts.map((part) => part.coupon)).toEqual([soon]);
    const both = { combines: ["cash"] as BenefitKind[] };
    expect(bestSale([coupon(cash, both), coupon(cash, both)], { amountFen: 1_000 }).parts).toHaveLength(1);
    expect(bestSale([coupon({ kind: "gift", item: "拿铁" })], { amountFen: 1_000 }).parts).toHaveLength(1);
    expect(bestSale([coupon(threshold)], { amountFen: 1_000 }).parts).toEqual([]);
  });

  test("the best uses a coupon once, and keeps a gift beside money", () => {
    const one = coupon(cash, together);
    expect(bestSale([one], { amountFen: 5_000 }).parts).toHaveLength(1);
    const gift = coupon({ kind: "gift", item: "拿铁" }, together);
    expect(bestSale([gift, one], { amountFen: 5_000 }).parts.map((part) => part.coupon)).toEqual([one, gift]);
    expect(bestSale([one, gift], { amountFen: 5_000 }).parts.map((part) => part.coupon)).toEqual([one, gift]);
  });

  test("the best of equals has fewer coupons whatever ends when, and of full equals it is the first", () => {
    const small = coupon({ kind: "cash", valueFen: 500 }, { ...together, expiresAtMs: 3 });
    const large = coupon(cash, { ...together, expiresAtMs: 9 });
    for (const order of [
      [small, large],
      [large, small],
    ])
      expect(bestSale(order, { amountFen: 1_000 }).parts.map((part) => part.coupon)).toEqual([large]);
    const twins = [coupon(cash), coupon(cash)];
    expect(bestSale(twins, { amountFen: 5_000 }).parts[0]?.coupon).toBe(twins[0]);
  });

  test("a stack ends with the coupon in it that ends first", () => {
    const [a, b] = [1, 5].map((expiresAtMs) => coupon(cash, { combines: ["threshold"], expiresAtMs }));
    const [c, d] = [10, 6].map((expiresAtMs) => coupon(threshold, { combines: ["cash"], expiresAtMs }));
    const best = bestSale([a, c, b, d] as Priceable[], { amountFen: 10_000 });
    expect(best.parts.map((part) => part.coupon)).toEqual([c, a]);
  });

  const fen = fc.integer({ min: 1, max: 50_000 });
  const percent = fc.integer({ min: 1, max: 99 });
  const benefit = fc.oneof(
    fc
      .tuple(fen, fen)
      .map(([a, b]): Benefit => ({ kind: "threshold", minFen: Math.max(a, b), valueFen: Math.min(a, b) })),
    fen.map((valueFen): Benefit => ({ kind: "cash", valueFen })),
    fc.tuple(percent, fen).map(([payPercent, maxOffFen]): Benefit => ({ kind: "discount", payPercent, maxOffFen })),
    fc.constant<Benefit>({ kind: "gift", item: "拿铁" }),
    percent.map((payPercent): Benefit => ({ kind: "nth_item", nth: 2, payPercent })),
  );
  const priceable = fc.record({
    benefit,
    combines: fc.subarray(kinds),
    onMemberPrice: fc.boolean(),
    expiresAtMs: fc.integer({ min: 1, max: 100 }),
  });
  const sale = fc.tuple(
    fc.array(priceable, { maxLength: 6 }),
    fc.record({
      amountFen: fc.integer({ min: 0, max: 100_000 }),
      itemFen: fen,
      memberPayPercent: fc.integer({ min: 1, max: 100 }),
    }),
  );

  test("never falls below nothing, adds up to the fen, and the best is at least as good as any (10,000 baskets)", () => {
    fc.assert(
      fc.property(sale, ([coupons, basket]) => {
        const best = bestSale(coupons, basket);
        for (const priced of [best, ...coupons.map((one) => priceSale([one], basket))]) {
          if (!priced) continue;
          expect(Number.isInteger(priced.payableFen)).toBe(true);
          expect(priced.payableFen).toBeGreaterThanOrEqual(0);
          expect((priced.payableFen ?? Number.NaN) + priced.offFen).toBe(basket.amountFen);
          expect(priced.memberOffFen + priced.parts.reduce((sum, part) => sum + part.offFen, 0)).toBe(priced.offFen);
          expect(priced.offFen).toBeLessThanOrEqual(best.offFen);
        }
      }),
      { numRuns: BASKETS },
    );
  });

  test("does not depend on the order the coupons come in", () => {
    fc.assert(
      fc.property(sale, ([coupons, basket]) => {
        const forward = bestSale(coupons, basket);
        const backward = bestSale([...coupons].reverse(), basket);
        expect(backward.offFen).toBe(forward.offFen);
        const again = priceSale(
          [...forward.parts].reverse().map((part) => part.coupon),
          basket,
        );
        expect(again?.offFen).toBe(forward.offFen);
      }),
    );
  });
});
