import fc from "fast-check";
import { calendarDay } from "./day.ts";
import {
  earn,
  expectedPoints,
  GROWTH_MS,
  growthOf,
  pointsEndMs,
  storePercentOf,
  TIER_NOTICE_MS,
  tierAtLevel,
  tierOf,
} from "./points.ts";
import { areTiersInOrder, FIRST_PROGRAM, type Tier } from "./program.ts";

/** `npm run mutants` asks for fewer: it runs this once for each mutant. */
const RUNS = Number(process.env.HUIKE_PROPERTY_RUNS ?? 10_000);

const plain = { centipointsPerYuan: 100, tierPercent: 100, storePercent: 100 };
const tier = (level: number, fromGrowth: number): Tier => ({
  ...{ level, fromGrowth, name: `V${level}`, earnPercent: 100, payPercent: 100 },
});

describe("what a sale earns", () => {
  test("is a point a yuan at the plain rate, rounded down", () => {
    expect([0, 99, 100, 8_050].map((fen) => earn(fen, plain))).toEqual([0, 0, 1, 80]);
    expect(earn(8_050, { ...plain, tierPercent: 125 })).toBe(100);
    expect(earn(8_050, { ...plain, tierPercent: 125, storePercent: 200 })).toBe(201);
    expect([0, 99, 100, 8_050].map(growthOf)).toEqual([0, 0, 1, 80]);
  });

  test("is exact to the last fen up to the largest sale at the highest rates", () => {
    const percent = fc.nat(1_000);
    fc.assert(
      fc.property(
        fc.nat(100_000_000),
        percent,
        percent,
        percent,
        (fen, centipointsPerYuan, tierPercent, storePercent) => {
          const exact =
            (BigInt(fen) * BigInt(centipointsPerYuan) * BigInt(tierPercent) * BigInt(storePercent)) / 100_000_000n;
          expect(earn(fen, { centipointsPerYuan, tierPercent, storePercent })).toBe(Number(exact));
        },
      ),
      { numRuns: RUNS, examples: [[100_000_000, 1_000, 1_000, 1_000]] },
    );
  });

  test("never falls when more is paid, and one sale never brings less than its two halves", () => {
    const rates = fc.record({
      centipointsPerYuan: fc.nat(1_000),
      tierPercent: fc.nat(1_000),
      storePercent: fc.nat(1_000),
    });
    fc.assert(
      fc.property(fc.nat(50_000_000), fc.nat(50_000_000), rates, (a, b, rate) => {
        expect(earn(a + b, rate)).toBeGreaterThanOrEqual(earn(a, rate) + earn(b, rate));
      }),
      { numRuns: RUNS },
    );
  });
});

describe("what a sale will bring at a shop", () => {
  const [here, there, elsewhere] = ["sto_0001", "sto_0002", "sto_0003"] as const;
  const storePercents = [
    { storeId: here, percent: 200 },
    { storeId: there, percent: 0 },
  ];

  test("is by the shop's own percentage, and by the plain one where it has none", () => {
    expect([here, there, elsewhere].map((id) => storePercentOf(storePercents, id))).toEqual([200, 0, 100]);
    const earning = { centipointsPerYuan: 100, tierPercent: 150, storePercents };
    expect([here, there, elsewhere].map((id) => expectedPoints(1_000, id, earning))).toEqual([30, 0, 15]);
  });
});

describe("tiers", () => {
  test("count the growth of a year, and fall thirty days after they were told of", () => {
    expect([GROWTH_MS, TIER_NOTICE_MS]).toEqual([31_536_000_000, 2_592_000_000]);
    expect(() => tierOf(0, [])).toThrow("at least one tier");
  });

  test("are reached at their growth, not a yuan before", () => {
    const { tiers } = FIRST_PROGRAM;
    expect([-5, 0, 1_999, 2_000, 7_999, 8_000].map((growth) => tierOf(growth, tiers).level)).toEqual([
      1, 1, 1, 2, 2, 3,
    ]);
  });

  test("that were dropped count as the next below", () => {
    const tiers = [tier(1, 0), tier(3, 500)];
    expect([0, 1, 2, 3, 9].map((level) => tierAtLevel(level, tiers).level)).toEqual([1, 1, 1, 3, 3]);
  });

  test("start at nothing and rise in both", () => {
    expect(areTiersInOrder(FIRST_PROGRAM.tiers)).toBe(true);
    expect(areTiersInOrder([tier(1, 5)])).toBe(false);
    expect(areTiersInOrder([tier(1, 0), tier(2, 0)])).toBe(false);
    expect(areTiersInOrder([tier(2, 0), tier(2, 10)])).toBe(false);
  });
});

describe("points end", () => {
  const newYearsEve = Date.UTC(2026, 11, 31, 15, 59, 59, 999); // the last millisecond of 2026 in Shanghai

  test("with the calendar year after, by Shanghai's clock", () => {
    const end = (ms: number) => pointsEndMs({ kind: "next_year_end" }, ms) ?? 0;
    expect(end(newYearsEve)).toBe(Date.UTC(2027, 11, 31, 16) - 1);
    expect(calendarDay(end(newYearsEve + 1))).toBe("2028-12-31");
  });

  test("with the month so many later, or never", () => {
    const end = pointsEndMs({ kind: "months", months: 2 }, newYearsEve) ?? 0;
    expect([calendarDay(end), calendarDay(end + 1)]).toEqual(["2027-02-28", "2027-03-01"]);
    expect(pointsEndMs({ kind: "never" }, newYearsEve)).toBeUndefined();
  });
});
