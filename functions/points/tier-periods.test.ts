// Periods of a level: which is read, what a year holds, and the one write that begins another.
import { DAY_MS } from "@huike/shared/day";
import { GROWTH_MS } from "@huike/shared/points";
import { type CardItem, cardKey } from "../member/card.items.ts";
import { Axe } from "../testing/axe.ts";
import { openBareTables } from "../testing/bare-tables.ts";
import { type Posting, postingFields, postingKey } from "./ledger.items.ts";
import { type TierPeriodItem, tierSk } from "./tier-period.items.ts";
import { currentPeriod, enterPeriod, growthWithin, periodBefore, periodEndMs } from "./tier-periods.ts";

describe("a member's periods", () => {
  const bare = openBareTables();
  const axe = new Axe(bare.tables.client);
  const period = (since: number, level = 2): Omit<TierPeriodItem, "sk"> => ({
    level,
    since,
    until: since + 9,
    why: "growth",
  });
  const put = (memberNo: string, since: number, n: number) =>
    bare.put({ pk: `LED#${memberNo}`, sk: tierSk(since, n), ...period(since) });

  test("are read the newest first, and the one before a moment", async () => {
    const memberNo = bare.number();
    expect(await currentPeriod(bare.env, memberNo)).toBeUndefined();
    const [first, second, third] = [await put(memberNo, 5, 0), await put(memberNo, 7, 1), await put(memberNo, 7, 2)];
    for (const sk of ["ADJ#adj_0000", "TIES#0"]) await bare.put({ pk: `LED#${memberNo}`, sk });
    expect(await currentPeriod(bare.env, memberNo)).toEqual(third);
    const before = (ms: number) => periodBefore(bare.env, memberNo, ms);
    expect([await before(8), await before(7), await before(6), await before(5)]).toEqual([
      third,
      first,
      first,
      undefined,
    ]);
    expect(second.sk < third.sk).toBe(true);
    expect(bare.staleReads()).toEqual([]);
  });

  test("end with the day a year after", () => {
    // 5 January 2026, 14:00 in Shanghai, and the last moment of 5 January 2027 there.
    expect(periodEndMs(Date.UTC(2026, 0, 5, 6))).toBe(Date.UTC(2027, 0, 5, 16) - 1);
  });

  test("count the growth of the year that ends then, what was taken back together with its sale", () => {
    const untilMs = 10 * GROWTH_MS;
    const of = (at: number, growth: number, change: Partial<Posting> = {}) => {
      const posting: Posting = {
        kind: "earn",
        memberNo: "1",
        ord: "ord_0000",
        at,
        points: 0,
        growth,
        ver: 0,
        ...change,
      };
      return { sk: postingKey("1", posting).sk, ...postingFields(posting) };
    };
    const early = untilMs - GROWTH_MS;
    expect(growthWithin("1", [of(early, 1), of(early + 1, 10), of(untilMs + DAY_MS, 100)], untilMs)).toBe(110);
    const undone = { kind: "undo", sat: early } as const;
    expect(growthWithin("1", [of(early + 1, -5, undone), of(early + 1, 10)], untilMs)).toBe(10);
    expect(growthWithin("1", [of(early + 1, -5, { ...undone, sat: early + 1 }), of(early + 1, 10)], untilMs)).toBe(5);
    expect(growthWithin("1", [], untilMs)).toBe(0);
  });

  describe("begin", () => {
    const enter = async (change: Partial<CardItem>, seen: Partial<CardItem> = change) => {
      const { memberNo } = await bare.member(change);
      const { n, lvl } = { n: undefined, lvl: 1, ...seen };
      const isDone = await enterPeriod(
        bare.env,
        memberNo,
        { ...{ at: 1, agr: "1", gen: 0, pts: 0, lvl }, ...(n === undefined ? {} : { n }) },
        period(5),
      );
      const card = await bare.item<CardItem>(cardKey(memberNo));
      return [isDone, card?.lvl, (await currentPeriod(bare.env, memberNo))?.sk];
    };

    test.each<[string, Partial<CardItem>, string]>([
      ["has postings", { lvl: 1, n: 3 }, tierSk(5, 3)],
      ["has none", { lvl: 1 }, tierSk(5, 0)],
    ])("with the card's level, of a card that %s", async (_, card, sk) =>
      expect(await enter(card)).toEqual([true, 2, sk]),
    );

    test.each<[string, Partial<CardItem>, Partial<CardItem>]>([
      ["had another posting since", { lvl: 1, n: 4 }, { lvl: 1, n: 3 }],
      ["had its first posting since", { lvl: 1, n: 1 }, { lvl: 1 }],
      ["came to another level since", { lvl: 3, n: 3 }, { lvl: 1, n: 3 }],
      ["came to another level since, without a posting", { lvl: 3 }, { lvl: 1 }],
    ])("not of a card that %s", async (_, card, seen) =>
      expect(await enter(card, seen)).toEqual([false, card.lvl, undefined]),
    );

    test("not over one that began at that moment with that posting", async () => {
      const { memberNo } = await bare.member({ n: 3 });
      const stands = await put(memberNo, 5, 3);
      const card = (await bare.item<CardItem>(cardKey(memberNo))) as CardItem;
      expect(await enterPeriod(bare.env, memberNo, card, { ...period(5), level: 3 })).toBe(false);
      expect([await currentPeriod(bare.env, memberNo), await bare.item(cardKey(memberNo))]).toEqual([stands, card]);
    });

    test("and keep what they are", async () => {
      const { memberNo } = await bare.member({ n: 3 });
      const card = (await bare.item<CardItem>(cardKey(memberNo))) as CardItem;
      await enterPeriod(bare.env, memberNo, card, period(5));
      expect(await currentPeriod(bare.env, memberNo)).toEqual({
        pk: `LED#${memberNo}`,
        sk: tierSk(5, 3),
        ...period(5),
      });
      expect(await bare.item(cardKey(memberNo))).toEqual({ ...card, lvl: 2 });
    });

    test("not where the table did not answer: that is an error", async () => {
      const { memberNo } = await bare.member();
      axe.plan(["ok", "before"]);
      const card = (await bare.item<CardItem>(cardKey(memberNo))) as CardItem;
      await expect(enterPeriod(bare.env, memberNo, card, period(5))).rejects.toThrow("cut before the call");
    });
  });
});
