import fc from "fast-check";
import { type Posting, type PostingItem, pointsOf, postingFields, postingSk } from "./ledger.items.ts";
import { lapsesDue } from "./lots.ts";

/** `npm run mutants` asks for fewer: it runs this once for each mutant. */
const RUNS = Number(process.env.HUIKE_PROPERTY_RUNS ?? 2_000);

const memberNo = "100000000";
const posted = (posting: Omit<Posting, "memberNo" | "ver">): PostingItem => {
  const fields = postingFields({ memberNo, ver: 0, ...posting });
  return { ...fields, sk: postingSk(fields) };
};
const earn = (at: number, points: number, exp?: number, ord = `o${at}`) =>
  posted({ kind: "earn", at, ord, points, growth: points, ...(exp === undefined ? {} : { exp }) });
const spend = (at: number, points: number) => posted({ kind: "spend", at, ord: `s${at}`, points: -points });
const lapsed = (endMs: number, points: number) => posted({ kind: "expire", at: endMs, ord: "period", points: -points });

describe("points that are due to end", () => {
  const due = (postings: PostingItem[], asOfMs = 1_000) => lapsesDue(memberNo, postings, asOfMs);

  test("are what is left of each lot, by their ends, from the moment of the end on", () => {
    const postings = [earn(1, 10, 70), earn(2, 20, 40), earn(3, 5, 40), earn(4, 99)];
    expect(due(postings, 39)).toEqual([]);
    expect(due(postings, 40)).toEqual([{ endMs: 40, points: 25 }]);
    expect(due(postings)).toEqual([
      { endMs: 40, points: 25 },
      { endMs: 70, points: 10 },
    ]);
  });

  test("are spent soonest end first, whenever they were earned and however they are listed", () => {
    const postings = [spend(5, 25), earn(1, 10, 70), earn(3, 20, 40)];
    expect(due(postings)).toEqual([{ endMs: 70, points: 5 }]);
    expect(due([earn(1, 10), earn(3, 20, 40), spend(5, 15)])).toEqual([{ endMs: 40, points: 5 }]);
  });

  test("pay a debt first; what only pays it is no lot", () => {
    expect(due([spend(1, 30), earn(2, 20, 40), earn(3, 15, 70)])).toEqual([{ endMs: 70, points: 5 }]);
    expect(due([earn(1, 10, 40), spend(2, 15), earn(3, 20, 70)])).toEqual([{ endMs: 70, points: 15 }]);
  });

  test("are none of a sale that was taken back, and those of the others stay as they were", () => {
    const undone = posted({ kind: "undo", at: 3, ord: "o1", points: -10, growth: -10, sat: 1 });
    expect(due([earn(1, 10, 70), earn(2, 7, 40), undone])).toEqual([{ endMs: 40, points: 7 }]);
  });

  test("end once: what is posted is not due, and neither owed nor spent again", () => {
    const postings = [earn(1, 10, 40), earn(2, 20, 70), lapsed(40, 10)];
    expect(due(postings)).toEqual([{ endMs: 70, points: 20 }]);
    expect(due([...postings, lapsed(70, 20)])).toEqual([]);
    // Nothing was left at 40: whoever posts nothing there is not asked again for another lot's points.
    expect(due([earn(1, 10, 40), spend(2, 10), earn(3, 5, 70)])).toEqual([{ endMs: 70, points: 5 }]);
  });

  test("that came after their end was posted go with the next end", () => {
    const late = [earn(1, 10, 40), earn(2, 5, 40), lapsed(40, 10), earn(3, 20, 70)];
    expect(due(late)).toEqual([{ endMs: 70, points: 25 }]);
    // Only an end closes a period, not whatever else has its time.
    expect(due([earn(1, 10, 40), earn(40, 5, 70)])).toEqual([
      { endMs: 40, points: 10 },
      { endMs: 70, points: 5 },
    ]);
  });

  test("go in the order of time, and in one millisecond come before they go, however they are listed", () => {
    expect(due([earn(3, 10, 40), spend(2, 10), earn(1, 10, 70)])).toEqual([{ endMs: 40, points: 10 }]);
    expect(due([earn(1, 10, 70), spend(5, 10), earn(5, 10, 40)])).toEqual([{ endMs: 70, points: 10 }]);
    expect(due([earn(1, 10, 70), earn(5, 10, 40), spend(5, 10)])).toEqual([{ endMs: 70, points: 10 }]);
  });
});

describe("lots", () => {
  const ENDS = [40, 70, 100];
  const step = fc.record({
    kind: fc.constantFrom("earn" as const, "earn" as const, "spend" as const, "adjust" as const, "undo" as const),
    points: fc.integer({ min: 1, max: 100 }),
    end: fc.constantFrom(...ENDS, undefined),
  });
  type Step = { kind: "earn" | "spend" | "adjust" | "undo"; points: number; end: number | undefined };

  const openEarning = (postings: readonly PostingItem[]) =>
    postings.find(
      (one) => one.kind === "earn" && !postings.some(({ kind, ord }) => kind === "undo" && ord === one.ord),
    );

  function next({ kind, points, end }: Step, i: number, before: readonly PostingItem[]): PostingItem | undefined {
    const base = { at: i * 3, ord: `o${i}`, kind };
    if (kind === "spend") return posted({ ...base, points: -points });
    if (kind !== "undo")
      return posted({ ...base, points, ...(end !== undefined && end > base.at ? { exp: end } : {}) });
    const earned = openEarning(before);
    return earned && posted({ ...base, ord: earned.ord, points: -earned.amount, sat: earned.at });
  }

  function write(steps: readonly Step[]): PostingItem[] {
    const postings: PostingItem[] = [];
    for (const [i, one] of steps.entries()) {
      const posting = next(one, i, postings);
      if (posting) postings.push(posting);
    }
    return postings;
  }

  const sum = (postings: readonly PostingItem[]) => postings.reduce((all, one) => all + pointsOf(memberNo, one), 0);

  test("end at most what is there, each period once, and the same by steps as at once", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40, size: "max" }), (steps) => {
        const postings = write(steps);
        const atOnce = lapsesDue(memberNo, postings, 1_000);
        const balance = sum(postings);
        const ended = atOnce.reduce((all, { points }) => all + points, 0);
        // What ends never makes a debt, and never deepens one.
        expect(ended).toBeLessThanOrEqual(Math.max(balance, 0));
        const stepwise = [...postings];
        for (const endMs of ENDS) {
          const due = lapsesDue(memberNo, stepwise, endMs);
          stepwise.push(
            ...due.map((one) => posted({ kind: "expire", ord: "period", at: one.endMs, points: -one.points })),
          );
        }
        expect(lapsesDue(memberNo, stepwise, 1_000)).toEqual([]);
        expect(sum(stepwise)).toBe(balance - ended);
      }),
      { numRuns: RUNS },
    );
  });
});
