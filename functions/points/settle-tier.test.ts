// The level after a posting, one clause at a time, of a ledger put as it needs it. The walk over years is tiers.test.ts.
import { DAY_MS } from "@huike/shared/day";
import { GROWTH_MS } from "@huike/shared/points";
import { type CardItem, cardKey } from "../member/card.items.ts";
import { openBareTables } from "../testing/bare-tables.ts";
import { Meanwhile } from "../testing/meanwhile.ts";
import { type Posting, postingFields, postingKey } from "./ledger.items.ts";
import { settleTier } from "./settle-tier.ts";
import { type TierPeriodItem, tierSk } from "./tier-period.items.ts";
import { currentPeriod, periodEndMs } from "./tier-periods.ts";

describe("a member's level after a posting", () => {
  const bare = openBareTables();
  const meanwhile = new Meanwhile(bare.tables.client);
  const saleMs = Date.UTC(2026, 0, 5, 6);
  const undoMs = saleMs + DAY_MS;

  type Stand = {
    readonly lvl?: number;
    readonly gro?: number;
    readonly grown?: readonly [growth: number, atMs: number][];
    readonly periods?: readonly (Partial<TierPeriodItem> & { readonly since: number })[];
  };
  async function stand({ lvl = 1, grown = [], periods = [], ...rest }: Stand) {
    const gro = rest.gro ?? grown.reduce((sum, [growth]) => sum + growth, 0);
    const { memberNo } = await bare.member({ lvl, n: 3, ...(gro === 0 ? {} : { gro }) });
    for (const [growth, at] of grown) {
      const posting: Posting = { kind: "earn", memberNo, ord: `ord_${at}`, at, points: 0, growth, ver: 0 };
      await bare.put({ ...postingKey(memberNo, posting), ...postingFields(posting) });
    }
    for (const [i, period] of periods.entries()) {
      const item = { level: lvl, until: saleMs + 50 * DAY_MS + i, why: "growth", ...period };
      await bare.put({ pk: `LED#${memberNo}`, sk: tierSk(period.since, i), ...item });
    }
    return memberNo;
  }
  const after = async (memberNo: string, takenBackMs?: number) => {
    const cause = takenBackMs === undefined ? { atMs: saleMs } : { atMs: undoMs, takenBackMs };
    await settleTier(bare.env, memberNo, cause);
    const { sk: _, pk: __, ...period } = ((await currentPeriod(bare.env, memberNo)) ?? {}) as Record<string, unknown>;
    return { lvl: (await bare.item<CardItem>(cardKey(memberNo)))?.lvl, period };
  };
  const entered = (level: number, since: number, why: string, until = periodEndMs(since)) => ({
    lvl: level,
    period: { level, since, until, why },
  });

  test.each<[string, number, number, Stand]>([
    ["from the posting's time", 2, saleMs, { grown: [[2_000, saleMs]] }],
    ["over two at once", 3, saleMs, { grown: [[8_000, saleMs]] }],
    [
      "from the newest posting that is known",
      2,
      saleMs + 7,
      {
        grown: [
          [1_000, saleMs],
          [1_000, saleMs + 7],
        ],
      },
    ],
    [
      "from the newest period that is known",
      3,
      saleMs + 9,
      { lvl: 2, grown: [[8_000, saleMs]], periods: [{ since: saleMs + 9 }] },
    ],
    ["by a year's growth", 2, saleMs, { grown: [[2_000, saleMs - GROWTH_MS + 1]] }],
  ])("rises %s", async (_, level, since, how) => {
    expect(await after(await stand(how))).toEqual(entered(level, since, "growth"));
    expect(bare.staleReads()).toEqual([]);
  });

  test.each<[string, Stand, number | undefined]>([
    ["a life's growth does not reach it", { grown: [[1_999, saleMs]] }, undefined],
    ["nothing was posted, and nothing can fall", {}, saleMs],
    ["a life's growth is what it has", { lvl: 2, grown: [[2_000, saleMs]], periods: [{ since: 1 }] }, undefined],
  ])("is not even looked for where %s", async (_, how, takenBackMs) => {
    const memberNo = await stand(how);
    await settleTier(bare.env, memberNo, { atMs: saleMs, ...(takenBackMs === undefined ? {} : { takenBackMs }) });
    expect(bare.reads.map(({ key }) => key)).toEqual(["SYS PROGRAM", "MBR CARD"]);
  });

  test("of nobody is nothing", async () =>
    expect(await after(bare.number(), saleMs)).toEqual({ lvl: undefined, period: {} }));

  const silver = { lvl: 2, periods: [{ since: saleMs }] };
  test.each<[string, Stand, number | undefined]>([
    ["a life's growth is older than a year", { gro: 2_000, grown: [[2_000, saleMs - GROWTH_MS]] }, undefined],
    ["the sale was taken back that came after the level", silver, saleMs + 1],
    ["the level is a review's", { lvl: 2, periods: [{ since: saleMs, why: "review" }] }, saleMs],
    ["the level has no period", { lvl: 2 }, saleMs],
    ["it rests on other sales", { ...silver, grown: [[2_000, saleMs]] }, saleMs],
    ["the one before was as high", { lvl: 2, periods: [{ since: saleMs - 1 }, { since: saleMs }] }, saleMs],
    ["nothing was taken back", { ...silver, gro: 8_000 }, undefined],
  ])("stays where %s", async (_, how, takenBackMs) => {
    const memberNo = await stand(how);
    const before = await bare.all();
    await settleTier(bare.env, memberNo, {
      ...{ atMs: takenBackMs === undefined ? saleMs : undoMs },
      ...(takenBackMs === undefined ? {} : { takenBackMs }),
    });
    expect(await bare.all()).toEqual(before);
  });

  test.each<[string, number, number, number | undefined, Stand]>([
    ["to the first", 1, undoMs, undefined, silver],
    [
      "to what the rest of the growth makes",
      2,
      undoMs,
      undefined,
      { lvl: 3, grown: [[2_000, saleMs]], periods: [{ since: saleMs }] },
    ],
    [
      "to the period before and its end",
      2,
      undoMs,
      saleMs + 77,
      { lvl: 3, periods: [{ since: saleMs - 1, level: 2, until: saleMs + 77 }, { since: saleMs }] },
    ],
    [
      "though the period began later",
      1,
      saleMs + 2 * DAY_MS,
      undefined,
      { lvl: 2, periods: [{ since: saleMs + 2 * DAY_MS }] },
    ],
    [
      "also of one that had gone back before",
      1,
      undoMs,
      undefined,
      { lvl: 2, periods: [{ since: saleMs + 1, why: "taken_back" }] },
    ],
  ])("goes back with the sale it rested on: %s", async (_, level, since, until, how) =>
    expect(await after(await stand(how), saleMs)).toEqual(
      entered(level, since, "taken_back", until ?? periodEndMs(since)),
    ),
  );

  test("is looked for again where the card has changed, eight times and no more", async () => {
    const card = { at: 1, agr: "1", gen: 0, lvl: 1, pts: 0, gro: 2_000 };
    const memberNo = await stand({ grown: [[2_000, saleMs]] });
    meanwhile.beforeNextTransaction(() => bare.put({ ...cardKey(memberNo), ...card, n: 4 }));
    expect((await after(memberNo)).lvl).toBe(2);
    const busy = await stand({ grown: [[2_000, saleMs]] });
    let changes = 0;
    const change = () => {
      changes += 1;
      meanwhile.beforeNextTransaction(change);
      return bare.put({ ...cardKey(busy), ...card, n: 3 + changes });
    };
    meanwhile.beforeNextTransaction(change);
    await expect(settleTier(bare.env, busy, { atMs: saleMs })).rejects.toThrow("changed 8 times");
    expect(changes).toBe(8);
    meanwhile.beforeNextTransaction(async () => undefined);
  });

  test("that rose meanwhile is not looked for again", async () => {
    const memberNo = await stand({ grown: [[2_000, saleMs]] });
    const cause = { atMs: saleMs };
    meanwhile.beforeNextTransaction(() => settleTier(bare.env, memberNo, cause));
    await settleTier(bare.env, memberNo, cause);
    expect((await bare.item<CardItem>(cardKey(memberNo)))?.lvl).toBe(2);
  });
});
