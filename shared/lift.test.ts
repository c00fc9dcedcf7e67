import fc from "fast-check";
import {
  type Arm,
  addMember,
  earnedOf,
  emptyArm,
  spendLift,
  spendSentence,
  sumArms,
  verdictOf,
  visitLift,
  visitSentence,
} from "./lift.ts";

const arm = (people: number, visitors: number, eachFen = 10_000): Arm => ({
  people,
  visitors,
  visits: visitors,
  buyers: visitors,
  spentFen: visitors * eachFen,
  spentFenSquares: visitors * eachFen * eachFen,
});

describe("what a campaign brought", () => {
  test("agrees with Newcombe's own example, 56 of 70 against 48 of 80", () => {
    const lift = visitLift(arm(70, 56), arm(80, 48));
    expect(lift?.value).toBeCloseTo(0.2, 10);
    expect(lift?.low).toBeCloseTo(0.0524, 4);
    expect(lift?.high).toBeCloseTo(0.3339, 4);
  });

  test("says how many more came, and how sure that is", () => {
    const lift = visitLift(arm(9_000, 2_070), arm(1_000, 180));
    expect(verdictOf(lift)).toBe("more");
    expect(visitSentence(lift).zh).toBe(
      "和没收到的人相比，到店的人多了 5.0 个百分点（95% 把握在 2.4 到 7.4 个百分点之间）",
    );
    const less = visitLift(arm(9_000, 1_620), arm(1_000, 230));
    expect(visitSentence(less).zh).toContain("到店的人少了 5.0 个百分点（95% 把握在 −7.8 到 −2.4 个百分点之间）");
  });

  test("cannot tell where the interval spans zero or there are too few", () => {
    expect(visitSentence(visitLift(arm(900, 181), arm(100, 20))).zh).toMatch(/^无法判断：差别在 −/);
    expect(visitSentence(visitLift(arm(900, 200), arm(29, 5)))).toEqual(visitSentence(undefined));
    expect(spendSentence(spendLift(arm(900, 200), arm(100, 49))).en).toBe("Cannot tell: too few people yet");
  });

  test("says what was spent, extra and for each yuan off", () => {
    const [sent, held] = [arm(9_000, 2_250), arm(1_000, 180)];
    const earned = earnedOf(sent, held, 900_000);
    expect(spendSentence(spendLift(sent, held)).zh).toContain("消费多了 每人 ¥7.00");
    expect(earned?.extraFen.value).toBeCloseTo(700 * 9_000, 6);
    expect(earned?.roi?.value).toBeCloseTo(6, 6);
    expect(earnedOf(sent, held, 0)).not.toHaveProperty("roi");
    expect(earnedOf(sent, arm(100, 20), 1)).toBeUndefined();
  });

  test("sums of parts are the sums of the whole", () => {
    const member = fc.tuple(fc.nat(5), fc.nat(100_000));
    fc.assert(
      fc.property(fc.array(member), fc.array(member), (a, b) => {
        const of = (members: [number, number][]) =>
          members.reduce((all, [visits, fen]) => addMember(all, visits, fen), emptyArm());
        expect(sumArms(of(a), of(b))).toEqual(of([...a, ...b]));
      }),
    );
  });

  test("an interval holds its value, turns with its sides, and tightens with more people", () => {
    const share = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(share, share, fc.integer({ min: 1, max: 20 }), (a, b, times) => {
        const of = (scale: number) => visitLift(arm(100 * scale, a * scale), arm(100 * scale, b * scale));
        const [few, many, turned] = [of(1), of(times + 1), visitLift(arm(100, b), arm(100, a))];
        if (!few || !many || !turned) throw new Error("too few");
        expect(few.low).toBeLessThanOrEqual(few.value);
        expect(few.high).toBeGreaterThanOrEqual(few.value);
        expect(turned.low).toBeCloseTo(-few.high, 10);
        expect(many.high - many.low).toBeLessThan(few.high - few.low);
      }),
    );
  });
});
