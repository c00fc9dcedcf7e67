import type { Benefit, BenefitKind } from "@huike/shared/benefit";
import { type OfferTerms, priceable } from "@huike/shared/offer";
import { bestSale, priceSale } from "@huike/shared/price";
import fc from "fast-check";
import { terms } from "../testing/made-up.ts";
import { priceAtCounter } from "./price-at-counter.ts";

const kinds: BenefitKind[] = ["threshold", "cash", "discount", "gift", "nth_item"];
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
/** Two coupons of one offer share their terms, as they do in memory. */
const held = fc
  .array(fc.record({ benefit, combines: fc.subarray(kinds), onMemberPrice: fc.boolean() }), { maxLength: 3 })
  .map((offers) => offers.map((offer) => terms(offer)))
  .chain((offers) =>
    fc.array(
      fc.record({
        terms: offers.length > 0 ? fc.constantFrom(...offers) : fc.constant(terms()),
        endsAtMs: fc.integer({ min: 1, max: 100 }),
      }),
      { maxLength: 5 },
    ),
  );
const basket = fc.record({
  amountFen: fc.option(fc.integer({ min: 0, max: 100_000 }), { nil: undefined }),
  itemFen: fc.option(fen, { nil: undefined }),
  memberPayPercent: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
});

type Held = { readonly terms: OfferTerms; readonly endsAtMs: number };
const onPhone = (one: Held) => ({ ...priceable(one.terms, one.endsAtMs), one });

describe("the counter", () => {
  test("comes to what the clerk was shown, to the fen, whatever the member's level pays (10,000 baskets)", () => {
    fc.assert(
      fc.property(held, basket, (coupons, given) => {
        const shown = bestSale(coupons.map(onPhone), given);
        const sent = shown.parts.map(({ coupon }) => coupon.one.terms);
        const counted = priceAtCounter(sent, given);
        expect(counted).toEqual({
          couponsOffFen: shown.parts.map(({ offFen }) => offFen),
          memberOffFen: shown.memberOffFen,
        });
        const off = counted.couponsOffFen.reduce<number>((sum, one = 0) => sum + one, counted.memberOffFen);
        if (given.amountFen !== undefined) expect(given.amountFen - off).toBe(shown.payableFen);
      }),
      { numRuns: 10_000 },
    );
  });

  test("takes nothing off where the price cannot be known, as the clerk is shown no price", () => {
    const nth = terms({ benefit: { kind: "nth_item", nth: 2, payPercent: 50 } });
    const given = { amountFen: 6_000, memberPayPercent: 90 };
    expect(priceSale([onPhone({ terms: nth, endsAtMs: 1 })], given)).toBeUndefined();
    expect(priceAtCounter([nth], given)).toEqual({ couponsOffFen: [undefined], memberOffFen: 0 });
  });
});
