import { DAY_MS } from "@huike/shared/day";
import { GetHome } from "@huike/shared/member";
import { TIER_NOTICE_MS } from "@huike/shared/points";
import { FIRST_PROGRAM } from "@huike/shared/program";
import { numberOf, openChain } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { Meanwhile } from "../testing/meanwhile.ts";
import { PointsBook } from "../testing/points-book.ts";
import { reviewTier } from "./review-tier.ts";
import { showPoints } from "./show-points.ts";
import { currentPeriod } from "./tier-periods.ts";

describe("a member's level", () => {
  const chain = openChain();
  holdConserved(chain);
  const book = new PointsBook(chain);
  const meanwhile = new Meanwhile(chain.tables.client);
  const levelOf = async (memberNo: string) => (await book.card(memberNo)).lvl;
  const buy = async (memberNo: string, yuan: number, at = chain.nowMs) => {
    const sale = book.sale(yuan * 100, { at });
    await book.post(memberNo, sale);
    return sale;
  };
  /** Silver since now, for a year. */
  const silver = async () => {
    const memberNo = await book.member();
    await buy(memberNo, 2_000);
    const period = await currentPeriod(chain.env, memberNo);
    if (!period) throw new Error("no period");
    return { memberNo, untilMs: period.until };
  };

  test("rises with the sale that reaches it, which itself earns at the level before", async () => {
    const memberNo = await book.member();
    const at = chain.nowMs;
    await buy(memberNo, 1_999, at);
    expect(await levelOf(memberNo)).toBe(1);
    const reaching = await buy(memberNo, 1, at + 1_000);
    expect(await levelOf(memberNo)).toBe(2);
    await buy(memberNo, 100, at + 2_000);
    await book.post(memberNo, reaching);
    expect(await book.lines(memberNo)).toEqual(["earn 1999", "earn 1", "earn 110"]);
    expect(await currentPeriod(chain.env, memberNo)).toMatchObject({ level: 2, since: at + 1_000, why: "growth" });
  });

  test("counts for an old sale whose event was lost as it was on its day", async () => {
    const { memberNo } = await silver();
    await buy(memberNo, 100, chain.nowMs - DAY_MS);
    await buy(memberNo, 100, chain.nowMs + DAY_MS);
    expect((await book.lines(memberNo)).sort()).toEqual(["earn 100", "earn 110", "earn 2000"]);
  });

  test("is made of a year, not of a life", async () => {
    const memberNo = await book.member();
    await buy(memberNo, 1_500, chain.nowMs);
    await buy(memberNo, 1_500, chain.nowMs + 366 * DAY_MS);
    expect(await levelOf(memberNo)).toBe(1);
    await buy(memberNo, 500, chain.nowMs + 367 * DAY_MS);
    expect(await levelOf(memberNo)).toBe(2);
  });

  test("is not kept down by a sale of a year ago whose undo is a little younger", async () => {
    const memberNo = await book.member();
    const sale = await buy(memberNo, 1_000, chain.nowMs);
    await book.post(memberNo, book.undone(sale, chain.nowMs + 600_000));
    await buy(memberNo, 2_000, chain.nowMs + 365 * DAY_MS + 300_000);
    expect(await levelOf(memberNo)).toBe(2);
  });

  test("rises in one step over two tiers, and once by many sales at once", async () => {
    const memberNo = await book.member();
    const sales = Array.from({ length: 10 }, (_, i) => book.sale(100_000, { at: chain.nowMs + i }));
    await Promise.all(sales.map((sale) => book.post(memberNo, sale, chain.coldEnv())));
    expect(await levelOf(memberNo)).toBe(3);
  });

  test("goes back with the sale it rested on, and stays where it rests on others", async () => {
    const { memberNo } = await silver();
    const more = await buy(memberNo, 6_000, chain.nowMs + 1_000);
    expect(await levelOf(memberNo)).toBe(3);
    await book.post(memberNo, book.undone(more, chain.nowMs + 2_000));
    expect(await levelOf(memberNo)).toBe(2);
    const extra = await buy(memberNo, 100, chain.nowMs + 3_000);
    await book.post(memberNo, book.undone(extra, chain.nowMs + 4_000));
    expect(await levelOf(memberNo)).toBe(2);
  });

  test("does not rise on a sale that is taken back while it is settled", async () => {
    const memberNo = await book.member();
    await book.program({ tiers: FIRST_PROGRAM.tiers.slice(0, 1) });
    const sale = await buy(memberNo, 2_000);
    await book.program({});
    meanwhile.beforeNextTransaction(() => book.post(memberNo, book.undone(sale, chain.nowMs + 1)));
    expect(await reviewTier(chain.env, memberNo, chain.nowMs + 2)).toBe("unchanged");
    expect(await levelOf(memberNo)).toBe(1);
  });

  test("goes all the way back when two sales are taken back one after the other", async () => {
    const memberNo = await book.member();
    const first = await buy(memberNo, 2_000, chain.nowMs);
    const second = await buy(memberNo, 6_000, chain.nowMs + 1_000);
    await book.post(memberNo, book.undone(second, chain.nowMs + 2_000));
    await book.post(memberNo, book.undone(first, chain.nowMs + 3_000));
    expect(await levelOf(memberNo)).toBe(1);
  });

  test("and points are on the card at home, by the level's own name", async () => {
    const member = await chain.member();
    const card = async () => (await chain.must(GetHome, {}, member)).wallet?.card;
    expect(await card()).toMatchObject({ level: 1, levelName: "会员", points: 0, earning: { tierPercent: 100 } });
    const { tag } = await chain.must(GetHome, {}, member);
    await buy(numberOf(member), 2_000);
    expect(await card()).toMatchObject({
      level: 2,
      levelName: "银卡会员",
      points: 2_000,
      earning: { tierPercent: 110 },
    });
    expect((await chain.must(GetHome, { tag }, member)).wallet).toBeDefined();
  });

  test("is renewed at its end when the year's growth keeps it", async () => {
    const { memberNo, untilMs } = await silver();
    await buy(memberNo, 2_000, untilMs - 40 * DAY_MS);
    expect(await reviewTier(chain.env, memberNo, untilMs - DAY_MS)).toBe("unchanged");
    expect(await reviewTier(chain.env, memberNo, untilMs + 1)).toBe("renewed");
    expect(await reviewTier(chain.env, memberNo, untilMs + 2)).toBe("unchanged");
    expect(await levelOf(memberNo)).toBe(2);
  });

  test("falls at its end, 30 days after the member was told what is missing", async () => {
    const { memberNo, untilMs } = await silver();
    await buy(memberNo, 300, untilMs - 100 * DAY_MS);
    expect(await reviewTier(chain.env, memberNo, untilMs - TIER_NOTICE_MS)).toBe("unchanged");
    expect(await reviewTier(chain.env, memberNo, untilMs - TIER_NOTICE_MS + 1)).toBe("told");
    expect(await currentPeriod(chain.env, memberNo)).toMatchObject({ lack: 1_700 });
    const told = await showPoints({ memberNo, claims: {} as never }, {}, chain.env);
    expect(told).toMatchObject({ value: { tierEnds: { untilMs: expect.any(Number), missingGrowth: 1_700 } } });
    expect(await reviewTier(chain.env, memberNo, untilMs)).toBe("unchanged");
    expect(await reviewTier(chain.env, memberNo, untilMs + 2)).toBe("lowered");
    expect(await levelOf(memberNo)).toBe(1);
    expect(await reviewTier(chain.env, memberNo, untilMs + 3)).toBe("unchanged");
  });

  test("is told first by a review that comes late, and falls no sooner than 30 days after", async () => {
    const { memberNo, untilMs } = await silver();
    const lateMs = untilMs + 90 * DAY_MS;
    expect(await reviewTier(chain.env, memberNo, lateMs)).toBe("told");
    expect(await reviewTier(chain.env, memberNo, lateMs + TIER_NOTICE_MS)).toBe("unchanged");
    expect(await reviewTier(chain.env, memberNo, lateMs + TIER_NOTICE_MS + 1)).toBe("lowered");
  });

  test("is kept by what is bought after the notice", async () => {
    const { memberNo, untilMs } = await silver();
    expect(await reviewTier(chain.env, memberNo, untilMs - DAY_MS)).toBe("told");
    await buy(memberNo, 2_000, untilMs);
    expect(await reviewTier(chain.env, memberNo, untilMs + TIER_NOTICE_MS)).toBe("renewed");
    expect(await levelOf(memberNo)).toBe(2);
  });

  test("that a cut left behind is raised by the next review", async () => {
    const memberNo = await book.member();
    await book.program({ tiers: [{ level: 1, name: "会员", fromGrowth: 0, earnPercent: 100, payPercent: 100 }] });
    await buy(memberNo, 2_000);
    await book.program({});
    expect(await reviewTier(chain.env, memberNo, chain.nowMs + DAY_MS)).toBe("raised");
    expect(await levelOf(memberNo)).toBe(2);
  });
});
