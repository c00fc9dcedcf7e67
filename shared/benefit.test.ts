import { Benefit, BenefitKind, benefitText, minFenOf } from "./benefit.ts";

describe("a benefit", () => {
  test.each<[string, Benefit]>([
    ["满 100 减 20", { kind: "threshold", minFen: 10_000, valueFen: 2_000 }],
    ["20 元代金券", { kind: "cash", valueFen: 2_000 }],
    ["8.5 折", { kind: "discount", payPercent: 85 }],
    ["满 50 享 7 折", { kind: "discount", payPercent: 70, minFen: 5_000 }],
    ["兑换拿铁", { kind: "gift", item: "拿铁" }],
    ["满 30 送拿铁", { kind: "gift", item: "拿铁", minFen: 3_000 }],
    ["第 2 件 5 折", { kind: "nth_item", nth: 2, payPercent: 50 }],
    ["第 3 件免费", { kind: "nth_item", nth: 3, payPercent: 0 }],
  ])("says %s", (text, benefit) => {
    expect(benefitText(benefit)).toBe(text);
    expect(Benefit.parse(benefit)).toEqual(benefit);
    expect(BenefitKind.parse(benefit.kind)).toBe(benefit.kind);
  });

  test.each<[string, object]>([
    ["more off than the sale it asks for", { kind: "threshold", minFen: 2_000, valueFen: 2_001 }],
    ["nothing off", { kind: "cash", valueFen: 0 }],
    ["a discount that is none", { kind: "discount", payPercent: 100 }],
    ["a discount of everything", { kind: "discount", payPercent: 0 }],
    ["a discount capped at nothing", { kind: "discount", payPercent: 85, maxOffFen: 0 }],
    ["a condition of nothing", { kind: "gift", item: "拿铁", minFen: 0 }],
    ["a gift without a name", { kind: "gift", item: "" }],
    ["a gift with a long name", { kind: "gift", item: "拿".repeat(21) }],
    ["a first of n things", { kind: "nth_item", nth: 1, payPercent: 50 }],
    ["a tenth of n things", { kind: "nth_item", nth: 10, payPercent: 50 }],
    ["an n-th thing at its full price", { kind: "nth_item", nth: 2, payPercent: 100 }],
    ["an n-th thing below nothing", { kind: "nth_item", nth: 2, payPercent: -1 }],
    ["a word too many", { kind: "cash", valueFen: 1, minFen: 1 }],
    ["a kind nobody knows", { kind: "lottery" }],
  ])("is not %s", (_, benefit) => expect(Benefit.safeParse(benefit).success).toBe(false));

  test.each<[Benefit]>([
    [{ kind: "threshold", minFen: 2_000, valueFen: 2_000 }],
    [{ kind: "discount", payPercent: 1 }],
    [{ kind: "discount", payPercent: 99, maxOffFen: 1 }],
    [{ kind: "gift", item: "拿".repeat(20), minFen: 1 }],
    [{ kind: "nth_item", nth: 2, payPercent: 0 }],
    [{ kind: "nth_item", nth: 9, payPercent: 99 }],
  ])("may lie at its limits: %j", (benefit) => expect(Benefit.safeParse(benefit).success).toBe(true));

  test("asks for a purchase or for none", () => {
    expect(minFenOf({ kind: "discount", payPercent: 85, minFen: 500 })).toBe(500);
    expect(minFenOf({ kind: "discount", payPercent: 85 })).toBe(0);
    expect(minFenOf({ kind: "cash", valueFen: 500 })).toBe(0);
  });
});
