import { OfferTerms } from "@huike/shared/offer";
import type { OfferReport } from "@huike/shared/offer-life";
import fc from "fast-check";
import { type Draft, draftOf, faultsOf, newDraft, termsOf } from "./draft";

const nowMs = Date.UTC(2026, 0, 5);
const written = (change: Partial<Draft> = {}): Draft => ({
  ...newDraft("ofr_abcd1234", nowMs),
  title: "见面礼",
  why: "拉新",
  ...change,
});

const report = (terms: OfferTerms): OfferReport => ({
  ...{ offerId: "ofr_abcd1234", state: "open", isFrozen: false, version: 1, terms },
  ...{ opensAtMs: nowMs, closesAtMs: nowMs + 1000, stock: { cap: 10, taken: 1, rest: 9, retired: 0 } },
});

const yuanFen = fc.integer({ min: 1, max: 10_000 }).map((yuan) => yuan * 100);
const benefit = fc.oneof(
  fc
    .tuple(yuanFen, yuanFen)
    .map(([a, b]) => ({ kind: "threshold" as const, minFen: Math.max(a, b), valueFen: Math.min(a, b) })),
  yuanFen.map((valueFen) => ({ kind: "cash" as const, valueFen })),
  fc
    .record(
      { payPercent: fc.integer({ min: 1, max: 99 }), minFen: yuanFen, maxOffFen: yuanFen },
      { requiredKeys: ["payPercent"] },
    )
    .map((parts) => ({ kind: "discount" as const, ...parts })),
  fc
    .record({ item: fc.constant("拿铁一杯"), minFen: yuanFen }, { requiredKeys: ["item"] })
    .map((parts) => ({ kind: "gift" as const, ...parts })),
  fc
    .record({ nth: fc.integer({ min: 2, max: 9 }), payPercent: fc.integer({ min: 0, max: 99 }) })
    .map((parts) => ({ kind: "nth_item" as const, ...parts })),
);
const terms = fc.record(
  {
    title: fc.constantFrom("见面礼", "老友券"),
    benefit,
    validity: fc.oneof(
      fc.record({ kind: fc.constant("after_claim" as const), days: fc.integer({ min: 1, max: 366 }) }),
      fc.constant({ kind: "fixed" as const, fromMs: nowMs, untilMs: nowMs + 1 }),
    ),
    perMember: fc.integer({ min: 1, max: 99 }),
    storeIds: fc.constantFrom([], ["sto_sh01", "sto_sh02"]),
    lines: fc.constantFrom([], ["堂食可用", "不可外带"]),
    perDay: fc.integer({ min: 1, max: 10 }),
    minLevel: fc.integer({ min: 2, max: 9 }),
    access: fc.constant("granted" as const),
    giveable: fc.constant(true),
    pointsPrice: fc.integer({ min: 1, max: 1000 }),
    useTimes: fc.constantFrom(
      { weekdays: [1, 2] },
      { hours: [[600, 840] as [number, number]], except: ["2026-10-01"] },
    ),
    combines: fc.constant(["cash" as const]),
    onMemberPrice: fc.constant(false),
    reward: fc.constant("first_sale" as const),
  },
  { requiredKeys: ["title", "benefit", "validity", "perMember", "storeIds", "lines"] },
);

describe("an offer as it is written", () => {
  test("is the offer it was read from, whatever its terms", () => {
    fc.assert(
      fc.property(terms, (given) => {
        const read = OfferTerms.parse(given);
        expect(termsOf(draftOf(report(read)))).toEqual(read);
        expect(faultsOf({ ...draftOf(report(read)), why: "改" }, false)).toEqual([]);
      }),
    );
  });

  test("is sent in fen, as people typed yuan", () => {
    expect(termsOf(written({ minYuan: 19.9, offYuan: 0.1 })).benefit).toEqual({
      kind: "threshold",
      minFen: 1990,
      valueFen: 10,
    });
    expect(termsOf(written({ kind: "discount", zhe: 8.5, minYuan: undefined })).benefit).toEqual({
      kind: "discount",
      payPercent: 85,
    });
  });

  test.each<[string, Partial<Draft>, string[]]>([
    ["without a name", { title: " " }, ["title"]],
    ["taking off more than it asks", { minYuan: 10, offYuan: 20 }, ["threshold_below", "benefit"]],
    ["without its figure", { kind: "cash", offYuan: undefined }, ["benefit"]],
    ["ending before it begins", { closesAtMs: nowMs - 1 }, ["window"]],
    ["for shops that are not named", { shops: "some" }, ["shops"]],
    ["for a tag that is not named", { shops: "tag" }, ["tag"]],
    ["without a stock", { stock: undefined }, ["stock"]],
    ["with a line too long", { lines: ["字".repeat(41)] }, ["lines"]],
    ["without a reason", { why: "" }, ["why"]],
  ])("says what is wrong with one %s", (_, change, faults) => {
    expect(faultsOf(written(change), true)).toEqual(faults);
  });

  test("is ready when nothing is wrong", () => {
    expect(faultsOf(written(), true)).toEqual([]);
  });
});
