// What is read of a ledger: with its card as of one moment, by the check, and page by page. One clause at a time, on the
// real engine; what can be wrong is faults.test.ts.
import { DeleteItemCommand } from "@aws-sdk/client-dynamodb";
import { DAY_MS } from "@huike/shared/day";
import { GROWTH_MS } from "@huike/shared/points";
import { cardKey } from "../member/card.items.ts";
import { attributes } from "../platform/table.ts";
import { openBareTables } from "../testing/bare-tables.ts";
import { Meanwhile } from "../testing/meanwhile.ts";
import { adjustmentKey } from "./adjustment.items.ts";
import { checkMember, ON_ITS_WAY_MS } from "./check-member.ts";
import { ledgerOf, type Posting, postingFields, postingKey, postingSk } from "./ledger.items.ts";
import { post } from "./post.ts";
import { postingsSince, readLedger } from "./read-ledger.ts";
import { showPoints } from "./show-points.ts";
import { type TierPeriodItem, tierSk } from "./tier-period.items.ts";

const bare = openBareTables();
const meanwhile = new Meanwhile(bare.tables.client);
const adjust = (memberNo: string, ord: string, change: Partial<Posting> = {}): Posting => ({
  ...{ kind: "adjust", memberNo, ord, at: bare.nowMs, points: 5, ver: 0 },
  ...change,
});
const put = (posting: Posting) => bare.put({ ...postingKey(posting.memberNo, posting), ...postingFields(posting) });
const period = async (memberNo: string, change: Partial<TierPeriodItem> = {}) => {
  const item = { level: 2, since: bare.nowMs, until: bare.nowMs + 50 * DAY_MS, why: "growth", ...change };
  await bare.put({ pk: ledgerOf(memberNo), sk: tierSk(item.since, 0), ...item });
  return item;
};

const sale = { st: "s", sto: "sto_0000", sn: "一店", pay: 10_000 };
const putSale = (memberNo: string, ord: string, at: number) =>
  bare.put({ pk: cardKey(memberNo).pk, sk: `SAL#${ord}`, ...sale, at });
const rates = { centipointsPerYuan: 100, tierPercent: 100, storePercent: 100 };

describe("a ledger with its card", () => {
  const begin = async () => {
    const { memberNo } = await bare.member({ pts: 5, n: 1 });
    await put(adjust(memberNo, "first"));
    await period(memberNo);
    const read = async () => {
      const ledger = await readLedger(bare.env, memberNo);
      return ledger && [ledger.card.n, ledger.card.pts, ledger.postings.map(({ ord }) => ord)];
    };
    const more = (ord: string) => post(bare.env, adjust(memberNo, ord));
    return { memberNo, read, more };
  };

  test("is its postings and no more of the partition, from a time on where one is asked for", async () => {
    const { memberNo, read } = await begin();
    expect(await read()).toEqual([1, 5, ["first"]]);
    expect(bare.reads).toHaveLength(3);
    await put(adjust(memberNo, "before", { at: bare.nowMs - 1 }));
    const since = async (ms: number) => (await postingsSince(bare.env, memberNo, ms)).map(({ ord }) => ord);
    expect([await since(0), await since(bare.nowMs)]).toEqual([["before", "first"], ["first"]]);
    expect((await readLedger(bare.env, memberNo, bare.nowMs))?.postings).toHaveLength(1);
    expect(bare.staleReads()).toEqual([]);
  });

  test("is none of nobody, nor of who is gone before it was read", async () => {
    expect(await readLedger(bare.env, bare.number())).toBeUndefined();
    const { memberNo, read } = await begin();
    const Key = attributes(cardKey(memberNo));
    const go = () => bare.tables.client.send(new DeleteItemCommand({ TableName: bare.tables.app, Key }));
    meanwhile.beforeNext("QueryCommand", go);
    expect(await read()).toBeUndefined();
  });

  test("is read anew where something was posted before the postings were read, or before the card was again", async () => {
    const { read, more } = await begin();
    meanwhile.beforeNext("QueryCommand", () => more("second"));
    expect(await read()).toEqual([2, 10, ["first", "second"]]);
    meanwhile.beforeNext("QueryCommand", async () => meanwhile.beforeNext("GetItemCommand", () => more("third")));
    expect(await read()).toEqual([3, 15, ["first", "second", "third"]]);
  });

  test("is read five times and no more, and is then what was read last", async () => {
    const { read, more } = await begin();
    let times = 0;
    const next = async () => {
      times += 1;
      if (times < 9) meanwhile.beforeNext("QueryCommand", next);
      await more(`more_${times}`);
    };
    meanwhile.beforeNext("QueryCommand", next);
    expect(await read()).toEqual([5, 25, ["first", ...[1, 2, 3, 4, 5].map((n) => `more_${n}`)]]);
    expect(times).toBe(5);
    meanwhile.beforeNext("QueryCommand", async () => undefined);
  });
});

describe("the check of a member", () => {
  test("finds nothing where card, sales, corrections and level agree", async () => {
    const { memberNo } = await bare.member({ pts: 105, gro: 100, n: 2, lvl: 2 });
    await putSale(memberNo, "ord_0000", bare.nowMs - DAY_MS);
    await put(adjust(memberNo, "ord_0000", { kind: "earn", at: bare.nowMs - DAY_MS, points: 100, growth: 100, rates }));
    await bare.put({ ...adjustmentKey(memberNo, "adj_0000"), points: 5, st: "posted", sat: bare.nowMs });
    await put(adjust(memberNo, "adj_0000"));
    await period(memberNo);
    expect(await checkMember(bare.env, memberNo)).toEqual([]);
    expect(bare.staleReads()).toEqual([]);
  });

  test("finds nothing of nobody", async () => {
    const memberNo = bare.number();
    await putSale(memberNo, "ord_0000", bare.nowMs - DAY_MS);
    expect(await checkMember(bare.env, memberNo)).toEqual([]);
  });

  test("misses a sale's posting ten minutes after it, and not a moment before", async () => {
    const { memberNo } = await bare.member();
    const [old, young] = [bare.nowMs - ON_ITS_WAY_MS, bare.nowMs - ON_ITS_WAY_MS + 1];
    await putSale(memberNo, "ord_0000", old);
    await putSale(memberNo, "ord_1111", young);
    const sk = postingSk({ kind: "earn", at: old, ord: "ord_0000" });
    expect(await checkMember(bare.env, memberNo)).toEqual([{ what: "posting_missing", sk }]);
  });

  test("misses a correction's posting, and says which level is whose", async () => {
    const { memberNo } = await bare.member({ lvl: 3 });
    const sat = bare.nowMs - ON_ITS_WAY_MS;
    await bare.put({ ...adjustmentKey(memberNo, "adj_0000"), points: 5, st: "posted", sat });
    await bare.put({ ...adjustmentKey(memberNo, "adj_1111"), points: 5, st: "posted", sat: sat + 1 });
    const sk = postingSk({ kind: "adjust", at: sat, ord: "adj_0000" });
    const missing = { what: "posting_missing", sk };
    const differs = { what: "level_differs", found: 3 };
    expect(await checkMember(bare.env, memberNo)).toEqual([{ ...differs, expected: 1 }, missing]);
    await period(memberNo);
    expect(await checkMember(bare.env, memberNo)).toEqual([{ ...differs, expected: 2 }, missing]);
  });
});

describe("a check while the member is at it", () => {
  /** Between any two of the check's reads: the same must be found wherever it falls. */
  const checkWith = async (memberNo: string, nth: number, work: () => Promise<unknown>) => {
    let reads = 0;
    const nthRead = async (): Promise<void> => {
      reads += 1;
      if (reads < nth) return meanwhile.beforeNext("QueryCommand", nthRead);
      await work();
    };
    meanwhile.beforeNext("QueryCommand", nthRead);
    const found = await checkMember(bare.env, memberNo);
    expect(reads).toBe(nth);
    return found;
  };

  test.each([1, 2, 3, 4])("finds nothing wrong with a sale recorded and posted before its read %i", async (nth) => {
    const { memberNo } = await bare.member();
    const found = checkWith(memberNo, nth, async () => {
      await putSale(memberNo, "ord_0000", bare.nowMs);
      await post(bare.env, adjust(memberNo, "ord_0000", { kind: "earn", points: 100, growth: 100, rates }));
    });
    expect(await found).toEqual([]);
  });

  test.each([1, 2, 3, 4])("finds nothing wrong with a correction posted before its read %i", async (nth) => {
    const { memberNo } = await bare.member();
    const found = checkWith(memberNo, nth, async () => {
      await bare.put({ ...adjustmentKey(memberNo, "adj_0000"), points: 5, st: "posted", sat: bare.nowMs });
      await post(bare.env, adjust(memberNo, "adj_0000"));
    });
    expect(await found).toEqual([]);
  });
});

describe("the log of a member", () => {
  const show = async (member: Awaited<ReturnType<typeof bare.member>>, before?: string) => {
    const answer = await showPoints(member, before === undefined ? {} : { before }, bare.env);
    if (!answer.ok) throw new Error("is never refused");
    return answer.value;
  };
  const fill = async (memberNo: string, count: number) => {
    for (let i = 1; i <= count; i++) await put(adjust(memberNo, `adj_${i}`, { at: bare.nowMs + i, points: i }));
  };

  test("is its postings, the newest first, with their sign and shop, and nothing else", async () => {
    const member = await bare.member();
    const { memberNo } = member;
    expect(await show(member)).toStrictEqual({ lines: [] });
    await put(adjust(memberNo, "ord_0000", { kind: "earn", at: bare.nowMs, points: 100, growth: 100, sn: "一店" }));
    await put(adjust(memberNo, "ofr_0000:1", { kind: "spend", at: bare.nowMs + 1, points: -30 }));
    await bare.put({ ...adjustmentKey(memberNo, "adj_0000"), points: 5, st: "declined" });
    await period(memberNo);
    const lines = [
      { kind: "spend", points: -30, atMs: bare.nowMs + 1 },
      { kind: "earn", points: 100, atMs: bare.nowMs, storeName: "一店" },
    ];
    expect(await show(member)).toStrictEqual({ lines });
  });

  test("has twenty a page, and where a page is full the next begins after its last", async () => {
    const [full, short, longer] = [await bare.member(), await bare.member(), await bare.member()];
    for (const [{ memberNo }, count] of [
      [full, 20],
      [short, 19],
      [longer, 22],
    ] as const)
      await fill(memberNo, count);
    const numbers = async (member: typeof full, before?: string) => {
      const { lines, ...rest } = await show(member, before);
      return [lines.map(({ points }) => points), rest];
    };
    const down = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, i) => from - i);
    const end = (n: number) => postingSk({ kind: "adjust", at: bare.nowMs + n, ord: `adj_${n}` });
    expect(await numbers(short)).toStrictEqual([down(19, 1), {}]);
    expect(await numbers(full)).toStrictEqual([down(20, 1), { next: end(1) }]);
    expect(await numbers(full, end(1))).toStrictEqual([[], {}]);
    expect(await numbers(longer)).toStrictEqual([down(22, 3), { next: end(3) }]);
    expect(await numbers(longer, end(3))).toStrictEqual([[2, 1], {}]);
  });

  describe("says on its first page that a level ends", () => {
    const untilMs = Date.UTC(2026, 0, 5, 6) + 20 * DAY_MS;
    const begin = async (change: Partial<TierPeriodItem>, grown: readonly [growth: number, at: number][] = []) => {
      const member = await bare.member({ lvl: 2 });
      for (const [growth, at] of grown)
        await put(adjust(member.memberNo, `ord_${at}`, { kind: "earn", at, points: 0, growth }));
      await period(member.memberNo, { until: untilMs, ...change });
      return member;
    };

    test.each<[string, number, Partial<TierPeriodItem>, [growth: number, at: number][]]>([
      ["all where nothing was bought", 2_000, {}, []],
      ["what is left of the year that ends with it", 1, {}, [[1_999, untilMs - GROWTH_MS + 1]]],
      ["all where what was bought is older", 2_000, {}, [[1_999, untilMs - GROWTH_MS]]],
      ["by the next level below where the programme has it no more", 8_000, { level: 5 }, []],
    ])("with what is missing: %s", async (_, missingGrowth, change, grown) => {
      const member = await begin({ told: bare.nowMs, ...change }, grown);
      const { lines, ...rest } = await show(member);
      expect(rest).toStrictEqual({ tierEnds: { untilMs, missingGrowth } });
      expect(await show(member, postingSk({ kind: "earn", at: untilMs, ord: "o" }))).toStrictEqual({ lines });
    });

    test("but not where nothing is missing, or where the member was not told", async () => {
      const [enough, untold] = [await begin({ told: bare.nowMs }, [[2_000, untilMs]]), await begin({})];
      expect(await show(enough)).not.toHaveProperty("tierEnds");
      expect(await show(untold)).toStrictEqual({ lines: [] });
    });
  });
});
