import type { DynamoDBRecord } from "aws-lambda";
import fc from "fast-check";
import { type Delivery, deliverBatch } from "./deliver-batch.ts";

const record = (n: number): DynamoDBRecord => ({ dynamodb: { SequenceNumber: String(n) } });
const numberOf = (one: DynamoDBRecord) => Number(one.dynamodb?.SequenceNumber);
const batchOf = (size: number) => Array.from({ length: size }, (_, n) => record(n));
const report = (...failed: number[]) => ({ batchItemFailures: failed.map((n) => ({ itemIdentifier: String(n) })) });

/** Delivers `size` records to `answer` and tells what became of each. */
async function run(
  size: number,
  answer: (records: number[], call: number) => unknown,
  settings: Partial<Delivery> = {},
) {
  const seen = { calls: [] as number[][], done: [] as number[], dead: [] as number[], pauses: [] as number[], why: "" };
  await deliverBatch(batchOf(size), {
    invoke: async ({ Records }) => {
      seen.calls.push(Records.map(numberOf));
      return answer(Records.map(numberOf), seen.calls.length);
    },
    retriesMax: 10,
    bisects: true,
    reportsFailures: true,
    pauseMs: (attempt) => {
      seen.pauses.push(attempt);
      return 0;
    },
    onDone: (records) => seen.done.push(...records.map(numberOf)),
    onDead: (records, why) => {
      seen.dead.push(...records.map(numberOf));
      seen.why = why;
    },
    signal: new AbortController().signal,
    ...settings,
  });
  return seen;
}

const fail = (why = "boom") => {
  throw new Error(why);
};

describe("delivering a batch", () => {
  test.each([[undefined], [null], [{}], [{ batchItemFailures: [] }], [{ batchItemFailures: null }]])(
    "%j means all is well",
    async (answer) => {
      expect(await run(3, () => answer)).toMatchObject({ calls: [[0, 1, 2]], done: [0, 1, 2], dead: [] });
    },
  );

  test("goes on at the record that is reported, not before it", async () => {
    const seen = await run(4, (_, call) => (call === 1 ? report(2) : undefined));
    expect(seen).toMatchObject({
      calls: [
        [0, 1, 2, 3],
        [2, 3],
      ],
      done: [0, 1, 2, 3],
    });
  });

  test("takes the lowest of several that are reported", async () => {
    const seen = await run(4, (_, call) => (call === 1 ? report(3, 1) : undefined));
    expect(seen.calls[1]).toEqual([1, 2, 3]);
  });

  test.each([[{ batchItemFailures: [{ itemIdentifier: "nobody" }] }], [{ batchItemFailures: [{}] }], ["what?"]])(
    "%j means the whole batch failed",
    async (answer) => {
      expect((await run(2, (_, call) => (call === 1 ? answer : undefined))).calls).toEqual([[0, 1], [0], [1]]);
    },
  );

  test("halves a batch that throws until the poison is alone; only the poison dies, after ten retries", async () => {
    const seen = await run(100, (records) => (records.includes(37) ? fail() : undefined));
    expect(seen.dead).toEqual([37]);
    expect([...seen.done].sort((a, b) => a - b)).toEqual(batchOf(100).map(numberOf));
    expect(seen.calls.filter((call) => call.length === 1 && call[0] === 37)).toHaveLength(11);
    expect(seen.pauses).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(seen.why).toBe("Error: boom");
  });

  test("a poison that is reported first of its batch does not take the others with it", async () => {
    const seen = await run(8, (records) => (records.includes(0) ? report(0) : undefined));
    expect(seen.dead).toEqual([0]);
    expect(seen.calls.length).toBeLessThan(20);
  });

  test("a failure that passes costs nothing but time", async () => {
    const seen = await run(1, (_, call) => (call < 5 ? fail() : undefined));
    expect(seen).toMatchObject({ done: [0], dead: [], pauses: [1, 2, 3, 4] });
  });

  test("without bisecting the whole batch is retried, and dies together", async () => {
    const seen = await run(3, () => fail(), { bisects: false, retriesMax: 2 });
    expect(seen).toMatchObject({
      calls: [
        [0, 1, 2],
        [0, 1, 2],
        [0, 1, 2],
      ],
      dead: [0, 1, 2],
      done: [0, 1, 2],
    });
  });

  test("answers are not looked at when the mapping does not ask for them", async () => {
    expect(await run(2, () => report(0), { reportsFailures: false })).toMatchObject({ done: [0, 1], dead: [] });
  });

  test("a stop in the middle finishes nothing and kills nothing", async () => {
    const stop = new AbortController();
    const failing = () => {
      stop.abort();
      return fail();
    };
    expect(await run(2, failing, { signal: stop.signal })).toMatchObject({ done: [], dead: [] });
  });

  test("whatever fails, however often: every record ends once, in order, and only those that always fail die", async () => {
    const plan = fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(plan, fc.boolean(), async (failures, throwing) => {
        const left = [...failures]; // how often each record still fails; more than 10 is for ever here
        const seen = await run(failures.length, (records) => {
          const bad = records.filter((n) => (left[n] ?? 0) > 0);
          if (bad.length === 0) return undefined;
          if (records.length === 1) left[bad[0] ?? 0] = (left[bad[0] ?? 0] ?? 0) - 1;
          return throwing ? fail() : report(...bad);
        });
        expect(seen.done).toEqual(failures.map((_, n) => n));
        expect(seen.dead).toEqual(failures.flatMap((count, n) => (count > 10 ? [n] : [])));
      }),
      { numRuns: 25 },
    );
  });
});
