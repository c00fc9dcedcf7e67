// What a review decides, one clause at a time, of a ledger put as it needs it. The walk over years is tiers.test.ts.
import { DAY_MS } from "@huike/shared/day";
import { GROWTH_MS, TIER_NOTICE_MS } from "@huike/shared/points";
import { FIRST_PROGRAM } from "@huike/shared/program";
import { type CardItem, cardKey } from "../member/card.items.ts";
import { openBareTables } from "../testing/bare-tables.ts";
import { Meanwhile } from "../testing/meanwhile.ts";
import { type Posting, postingFields, postingKey } from "./ledger.items.ts";
import { isReviewDue, reviewTier } from "./review-tier.ts";
import { type TierPeriodItem, tierSk } from "./tier-period.items.ts";
import { currentPeriod, periodEndMs } from "./tier-periods.ts";

describe("a review", () => {
  const bare = openBareTables();
  const meanwhile = new Meanwhile(bare.tables.client);
  const untilMs = Date.UTC(2026, 0, 5, 6) + 100 * DAY_MS;
  const noticeMs = untilMs - TIER_NOTICE_MS;

  type Stand = {
    readonly lvl?: number;
    /** Growth, and when it was made. */
    readonly grown?: readonly [growth: number, atMs: number][];
    readonly period?: Partial<TierPeriodItem> | "none";
  };
  /** By itself: silver until then, with nothing bought within the year. */
  async function stand({ lvl = 2, grown = [], period = {} }: Stand) {
    const { memberNo } = await bare.member({ lvl, n: 3 });
    for (const [growth, at] of grown) await grow(memberNo, growth, at);
    const since = untilMs - GROWTH_MS;
    const item = { level: lvl, since, until: untilMs, why: "growth" as const };
    if (period !== "none") await bare.put({ pk: `LED#${memberNo}`, sk: tierSk(since, 1), ...item, ...period });
    return memberNo;
  }
  const grow = (memberNo: string, growth: number, at: number) => {
    const posting: Posting = { kind: "earn", memberNo, ord: `ord_${at}`, at, points: 0, growth, ver: 0 };
    return bare.put({ ...postingKey(memberNo, posting), ...postingFields(posting) });
  };
  const after = async (memberNo: string, asOfMs: number) => {
    const is = await reviewTier(bare.env, memberNo, asOfMs);
    const { sk: _, pk: __, ...period } = ((await currentPeriod(bare.env, memberNo)) ?? {}) as Record<string, unknown>;
    return { is, lvl: (await bare.item<CardItem>(cardKey(memberNo)))?.lvl, period };
  };
  const entered = (is: string, lvl: number, since: number, why: string) => ({
    is,
    lvl,
    period: { level: lvl, since, until: periodEndMs(since), why },
  });

  test("of nobody is nothing", async () =>
    expect(await reviewTier(bare.env, bare.number(), untilMs)).toBe("unchanged"));

  test.each<[string, number, Stand]>([
    ["before the last thirty days", noticeMs, {}],
    ["of who never had a period", untilMs + 1, { period: "none" }],
    ["within them, where the growth keeps it", untilMs, { grown: [[2_000, untilMs]] }],
    ["at the end, of who was told long before", untilMs, { period: { told: 1 } }],
    ["thirty days after the word", untilMs + 1, { period: { told: untilMs + 1 - TIER_NOTICE_MS } }],
    ["of the first level", noticeMs, { lvl: 1, grown: [[1_999, noticeMs]] }],
  ])("%s changes nothing", async (_, asOfMs, how) => {
    const memberNo = await stand(how);
    const before = await bare.all();
    expect(await reviewTier(bare.env, memberNo, asOfMs)).toBe("unchanged");
    expect(await bare.all()).toEqual(before);
    expect(bare.staleReads()).toEqual([]);
  });

  test.each<[string, number, number, number, Stand]>([
    ["without a period", 2, noticeMs, noticeMs, { lvl: 1, grown: [[2_000, noticeMs]], period: "none" }],
    ["over two at once", 3, noticeMs, noticeMs, { lvl: 1, grown: [[8_000, noticeMs]] }],
    ["by a day's purchase a year ago", 2, noticeMs, noticeMs, { lvl: 1, grown: [[2_000, noticeMs - GROWTH_MS + 1]] }],
    [
      "no sooner than the period before",
      3,
      noticeMs,
      noticeMs + 5,
      {
        grown: [
          [8_000, 1],
          [8_000, noticeMs],
        ],
        period: { since: noticeMs + 5 },
      },
    ],
  ])("raises who has grown: %s", async (_, level, asOfMs, since, how) =>
    expect(await after(await stand(how), asOfMs)).toEqual(entered("raised", level, since, "growth")),
  );

  test("does not raise by what is a year old", async () => {
    const memberNo = await stand({ lvl: 1, grown: [[2_000, noticeMs - GROWTH_MS]], period: "none" });
    expect((await after(memberNo, noticeMs)).is).toBe("unchanged");
  });

  test("renews after the end what the growth keeps", async () => {
    const memberNo = await stand({ grown: [[2_000, untilMs]] });
    expect(await after(memberNo, untilMs + 1)).toEqual(entered("renewed", 2, untilMs + 1, "review"));
  });

  test("holds a level that the programme has no more by the one below it", async () => {
    const memberNo = await stand({ lvl: 5, grown: [[7_999, untilMs]] });
    expect(await after(memberNo, noticeMs + 1)).toMatchObject({ is: "told", lvl: 5, period: { lack: 1 } });
  });

  test.each<[string, number, number, number, Stand]>([
    ["in the last thirty days", noticeMs + 1, untilMs + 1, 2_000, {}],
    [
      "what is missing as of the end, when today's growth is over",
      noticeMs + 1,
      untilMs + 1,
      1_500,
      {
        grown: [
          [1_500, noticeMs + 1 - GROWTH_MS + 1],
          [500, untilMs],
        ],
      },
    ],
    ["of a period that lasts longer than the notice", untilMs + DAY_MS, untilMs + DAY_MS + TIER_NOTICE_MS, 2_000, {}],
  ])("tells once: %s", async (_, asOfMs, until, lack, how) => {
    const memberNo = await stand(how);
    const told = { level: 2, since: untilMs - GROWTH_MS, until, why: "growth", told: asOfMs, lack };
    expect(await after(memberNo, asOfMs)).toEqual({ is: "told", lvl: 2, period: told });
    expect(await after(memberNo, asOfMs)).toEqual({ is: "unchanged", lvl: 2, period: told });
  });

  test("lowers after the end and thirty days after the word", async () => {
    const memberNo = await stand({ lvl: 3, grown: [[2_500, untilMs]], period: { told: untilMs - TIER_NOTICE_MS } });
    expect(await after(memberNo, untilMs + 1)).toEqual(entered("lowered", 2, untilMs + 1, "review"));
    const late = await stand({ period: { told: untilMs - 1 } });
    expect((await after(late, untilMs - 1 + TIER_NOTICE_MS)).is).toBe("unchanged");
    expect((await after(late, untilMs + TIER_NOTICE_MS)).is).toBe("lowered");
  });

  test("that another has told meanwhile does not tell again", async () => {
    const memberNo = await stand({});
    meanwhile.beforeNext("UpdateItemCommand", () => reviewTier(bare.env, memberNo, untilMs - 1));
    expect(await after(memberNo, untilMs)).toMatchObject({ is: "unchanged", period: { told: untilMs - 1 } });
  });

  test("looks again where the card has changed, eight times and no more", async () => {
    const memberNo = await stand({ grown: [[2_000, untilMs]] });
    meanwhile.beforeNextTransaction(() =>
      bare.put({ ...cardKey(memberNo), at: 1, agr: "1", gen: 0, lvl: 2, pts: 0, n: 4 }),
    );
    expect((await after(memberNo, untilMs + 1)).is).toBe("renewed");
    const busy = await stand({ grown: [[2_000, untilMs]] });
    let changes = 0;
    const change = () => {
      changes += 1;
      meanwhile.beforeNextTransaction(change);
      return bare.put({ ...cardKey(busy), at: 1, agr: "1", gen: 0, lvl: 2, pts: 0, n: 3 + changes });
    };
    meanwhile.beforeNextTransaction(change);
    await expect(reviewTier(bare.env, busy, untilMs + 1)).rejects.toThrow("changed 8 times");
    expect(changes).toBe(8);
    meanwhile.beforeNextTransaction(async () => undefined);
  });

  test("is due just where it would do something", async () => {
    const [idle, due] = [await stand({}), await stand({})];
    const dueAt = async (memberNo: string, asOfMs: number) => {
      const card = (await bare.item<CardItem>(cardKey(memberNo))) as CardItem;
      const period = await currentPeriod(bare.env, memberNo);
      return isReviewDue(memberNo, FIRST_PROGRAM, { card, postings: [], period }, asOfMs);
    };
    expect([await dueAt(idle, noticeMs), await dueAt(due, noticeMs + 1)]).toEqual([false, true]);
  });
});
