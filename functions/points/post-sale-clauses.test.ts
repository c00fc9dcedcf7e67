// What a sale's image makes due, one clause at a time, on the real engine. The walks are post-sale.test.ts and tiers.test.ts.
import { earn, pointsEndMs } from "@huike/shared/points";
import { FIRST_PROGRAM, type Program } from "@huike/shared/program";
import { type CardItem, cardKey } from "../member/card.items.ts";
import { Axe } from "../testing/axe.ts";
import { openBareTables } from "../testing/bare-tables.ts";
import { type PostingItem, postingKey } from "./ledger.items.ts";
import { postSale, type SaleImage } from "./post-sale.ts";
import { programKey, programText } from "./program.items.ts";
import { type TierPeriodItem, tierSk } from "./tier-period.items.ts";
import { currentPeriod, periodEndMs } from "./tier-periods.ts";

const bare = openBareTables();
const axe = new Axe(bare.tables.client);
const ord = "ord_0000";
const saleMs = Date.UTC(2026, 0, 5, 6);
const undoMs = saleMs + 60_000;
const standing: SaleImage = { st: "s", at: saleMs, sto: "sto_0000", sn: "人民广场店", pay: 10_050 };
const undone: SaleImage = { ...standing, st: "u", uat: undoMs };
/** Leads to the second level. */
const large: SaleImage = { ...standing, pay: 200_000 };
const rates = { centipointsPerYuan: 100, tierPercent: 100, storePercent: 100 };

const under = async (change: Partial<Program> = {}, ver = 3) => {
  bare.forget();
  bare.nowMs += 9 * 86_400_000;
  await bare.put({ ...programKey, ver, program: programText({ ...FIRST_PROGRAM, ...change }) });
};
beforeEach(() => under());

const begin = async ({ card = {}, periods = [] as Pick<TierPeriodItem, "level" | "since">[] } = {}) => {
  const { memberNo } = await bare.member(card);
  for (const { level, since } of periods) {
    const period = { level, since, until: periodEndMs(since), why: "growth" };
    await bare.put({ pk: `LED#${memberNo}`, sk: tierSk(since, 0), ...period });
  }
  const posting = (kind: "earn" | "undo") =>
    bare.item<PostingItem>(postingKey(memberNo, { kind, ord, at: kind === "earn" ? saleMs : undoMs }));
  return {
    memberNo,
    posting,
    come: (image: SaleImage) => postSale(memberNo, ord, image, bare.env),
    card: () => bare.item<CardItem>(cardKey(memberNo)),
  };
};
const { thrown, unwritten } = bare;

describe("a sale that stands", () => {
  test("earns, by one posting of its own time and the programme's version, once", async () => {
    const { memberNo, posting, come, card } = await begin({ card: { pts: 5 } });
    await come(standing);
    const key = postingKey(memberNo, { kind: "earn", at: saleMs, ord });
    const legs = { kind: "earn", from: "earned", to: memberNo, amount: 100, growth: 100 };
    const paid = { at: saleMs, ord, ver: 3, pay: 10_050, sn: "人民广场店", rates };
    const exp = pointsEndMs(FIRST_PROGRAM.expiry, saleMs);
    expect(await posting("earn")).toEqual({ ...key, ...legs, ...paid, exp });
    expect(await card()).toMatchObject({ pts: 105, gro: 100, n: 1, lvl: 1 });
    await unwritten(() => come(standing));
    await under({ centipointsPerYuan: 500 });
    await unwritten(() => come(standing));
    expect(bare.staleReads()).toEqual([]);
  });

  test.each([0, undefined])("and cost %p earns nothing, nor does its undo", async (pay) => {
    const { come } = await begin();
    const { pay: _, ...free } = standing;
    const image = pay === undefined ? free : { ...free, pay };
    await unwritten(() => come(image));
    await unwritten(() => come({ ...image, st: "u", uat: undoMs }));
  });

  test("earns points that never end where the programme says so", async () => {
    await under({ expiry: { kind: "never" } });
    const { posting, come } = await begin();
    await come(standing);
    expect(await posting("earn")).toMatchObject({ amount: 100 });
    expect(await posting("earn")).not.toHaveProperty("exp");
  });

  test("earns at the programme's rate and its own shop's", async () => {
    const storePercents = [
      { storeId: "sto_1111", percent: 300 },
      { storeId: "sto_0000", percent: 200 },
    ];
    await under({ centipointsPerYuan: 150, storePercents });
    const { posting, come } = await begin();
    await come(standing);
    const own = { centipointsPerYuan: 150, tierPercent: 100, storePercent: 200 };
    expect(await posting("earn")).toMatchObject({ rates: own, amount: earn(10_050, own), growth: 100 });
  });

  test.each<[string, number, { lvl: number; periods: Pick<TierPeriodItem, "level" | "since">[] }]>([
    ["the first of who never had a period, whatever the card says", 100, { lvl: 3, periods: [] }],
    ["of the period before it", 110, { lvl: 2, periods: [{ level: 2, since: saleMs - 1 }] }],
    ["the first where the period began with it", 100, { lvl: 2, periods: [{ level: 2, since: saleMs }] }],
    [
      "not of the period since",
      125,
      {
        lvl: 2,
        periods: [
          { level: 3, since: saleMs - 2 },
          { level: 2, since: saleMs + 1 },
        ],
      },
    ],
  ])("earns at the level it was made at: %s", async (_, tierPercent, { lvl, periods }) => {
    const { posting, come } = await begin({ card: { lvl }, periods });
    await come(standing);
    const own = { ...rates, tierPercent };
    expect(await posting("earn")).toMatchObject({ rates: own, amount: earn(10_050, own) });
  });

  test("raises the level from its own time, also where its posting had been made before", async () => {
    for (const wasCut of [false, true]) {
      const { memberNo, come, card } = await begin();
      bare.forget();
      if (wasCut) axe.plan(["ok", "ok", "after"]);
      if (wasCut) await expect(come(large)).rejects.toThrow("cut after the call");
      if (wasCut) expect(await card()).toMatchObject({ lvl: 1, n: 1 });
      await come(large);
      expect(await card()).toMatchObject({ lvl: 2, gro: 2_000, n: 1 });
      const period = { level: 2, since: saleMs, until: periodEndMs(saleMs), why: "growth" };
      expect(await currentPeriod(bare.env, memberNo)).toMatchObject(period);
    }
  });

  test("of somebody without a card is a bug, and so is no answer", async () => {
    await thrown(() => postSale(bare.number(), ord, standing, bare.env), "has no card");
    const { come } = await begin();
    axe.plan(["ok", "ok", "before"]);
    await thrown(() => come(standing), "cut before the call");
  });
});

describe("a sale taken back", () => {
  test("earns and takes exactly that, by two postings, once", async () => {
    const { memberNo, posting, come, card } = await begin({ card: { pts: 5 } });
    await come(undone);
    expect(await posting("earn")).toMatchObject({ amount: 100, growth: 100, to: memberNo });
    const key = postingKey(memberNo, { kind: "undo", at: undoMs, ord });
    const legs = { kind: "undo", from: memberNo, to: "earned", amount: 100, growth: 100 };
    expect(await posting("undo")).toEqual({ ...key, ...legs, at: undoMs, ord, ver: 3, sat: saleMs });
    expect(await card()).toMatchObject({ pts: 5, gro: 0, n: 2 });
    await unwritten(() => come(undone));
    await unwritten(() => come(standing));
    expect(bare.staleReads()).toEqual([]);
  });

  test("takes what its posting gave, under the version it was given under, also into debt", async () => {
    const { memberNo, posting, come, card } = await begin();
    await come(standing);
    const poor = { ...cardKey(memberNo), ...(await card()), pts: 30 };
    await bare.put(poor);
    await under({ centipointsPerYuan: 500 }, 4);
    await come(undone);
    expect(await posting("undo")).toMatchObject({ amount: 100, growth: 100, ver: 3, sat: saleMs });
    expect(await card()).toMatchObject({ pts: -70, gro: 0, n: 2 });
  });

  test("takes the level back that rested on it, from the time of its undo", async () => {
    const { memberNo, come, card } = await begin();
    await come(large);
    expect((await card())?.lvl).toBe(2);
    await come({ ...large, st: "u", uat: undoMs });
    expect((await card())?.lvl).toBe(1);
    expect(await currentPeriod(bare.env, memberNo)).toMatchObject({ level: 1, since: undoMs, why: "taken_back" });
  });

  test("at no time is a bug, and takes nothing", async () => {
    const { posting, come, card } = await begin();
    const { uat: _, ...timeless } = undone;
    await expect(come(timeless)).rejects.toThrow("at no time");
    expect(await posting("earn")).toMatchObject({ amount: 100 });
    expect(await card()).toMatchObject({ pts: 100, n: 1 });
  });
});
