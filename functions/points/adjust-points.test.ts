import { AdjustPoints, DecideAdjustment } from "@huike/shared/adjustment";
import { GetPoints } from "@huike/shared/points-log";
import { Axe } from "../testing/axe.ts";
import { numberOf, openChain, type Person } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { makeId } from "../testing/made-up.ts";
import { PointsBook } from "../testing/points-book.ts";

describe("a correction by hand", () => {
  const chain = openChain();
  holdConserved(chain);
  const book = new PointsBook(chain);
  const axe = new Axe(chain.tables.client, chain.tables.once);
  let asks: Person;
  let approves: Person;
  beforeAll(async () => {
    [asks, approves] = [await chain.member(), await chain.owner()];
    await chain.hire(asks, [], "70", { role: "operator" });
  });

  const begin = async (points: number) => ({
    adjustmentId: makeId("adjustment"),
    memberNo: await book.member(),
    points,
    why: "补记漏单",
  });
  const decide = (
    { adjustmentId, memberNo }: { adjustmentId: string; memberNo: string },
    by: Person,
    decision: "approve" | "decline" = "approve",
  ) => chain.call(DecideAdjustment, { adjustmentId, memberNo, decision }, by);

  test("up to the limit is posted at once, and once", async () => {
    const request = await begin(1_000);
    for (let i = 0; i < 3; i++) {
      expect(await chain.must(AdjustPoints, request, asks)).toMatchObject({ state: "posted" });
      chain.nowMs += 60_000;
    }
    expect(await book.lines(request.memberNo)).toEqual(["adjust 1000"]);
    expect(await chain.call(AdjustPoints, { ...request, points: 5 }, asks)).toMatchObject({
      status: 409,
      error: "adjustment_exists",
    });
  });

  test("above the limit waits for a second person, who approves once", async () => {
    const request = await begin(-1_001);
    expect(await chain.must(AdjustPoints, request, asks)).toMatchObject({ state: "pending" });
    expect(await chain.must(AdjustPoints, request, asks)).toMatchObject({ state: "pending" });
    expect(await book.lines(request.memberNo)).toEqual([]);
    expect(await decide(request, asks)).toMatchObject({ status: 403, error: "approve_own" });
    const answers = await Promise.all(Array.from({ length: 5 }, () => decide(request, approves)));
    expect(answers.map(({ value }) => value?.state)).toEqual(Array(5).fill("posted"));
    expect(await book.lines(request.memberNo)).toEqual(["adjust -1001"]);
    expect(await book.card(request.memberNo)).toMatchObject({ pts: -1_001, n: 1 });
    expect(await chain.must(AdjustPoints, request, asks)).toMatchObject({ state: "posted" });
    expect(await decide(request, approves, "decline")).toMatchObject({ status: 409, error: "adjustment_decided" });
  });

  test("that was declined or withdrawn is never posted", async () => {
    for (const by of [approves, asks]) {
      const request = await begin(5_000);
      await chain.must(AdjustPoints, request, asks);
      expect(await decide(request, by, "decline")).toMatchObject({ value: { state: "declined" } });
      expect(await decide(request, by, "decline")).toMatchObject({ value: { state: "declined" } });
      expect(await decide(request, approves)).toMatchObject({ error: "adjustment_decided" });
      expect(await book.lines(request.memberNo)).toEqual([]);
    }
  });

  test("is refused for oneself, for nobody, for no points and for an unknown number", async () => {
    const request = await begin(10);
    const own = { ...request, memberNo: numberOf(asks) };
    expect(await chain.call(AdjustPoints, own, asks)).toMatchObject({ status: 403, error: "adjust_own" });
    for (const points of [10, 5_000]) {
      const toNobody = { ...request, memberNo: "999999999", points };
      expect(await chain.call(AdjustPoints, toNobody, asks)).toMatchObject({ status: 404, error: "member_unknown" });
    }
    expect(await chain.call(AdjustPoints, { ...request, points: 0 }, asks)).toMatchObject({ error: "bad_request" });
    for (const decision of ["approve", "decline"] as const)
      expect(await decide(request, approves, decision)).toMatchObject({ status: 404, error: "adjustment_unknown" });
    const clerk = await chain.clerkOnShift(await chain.shop());
    expect(await chain.call(AdjustPoints, request, clerk)).toMatchObject({ status: 403, error: "forbidden" });
  });

  test.each(["before", "after"] as const)("cut %s every table call and sent again is one posting", async (side) => {
    for (const points of [100, 5_000]) {
      for (let nth = 1, more = true; more; nth++) {
        const request = await begin(points);
        const wasCut = await axe.cut(nth, side, () => chain.call(AdjustPoints, request, asks));
        await chain.must(AdjustPoints, request, asks);
        const decisionCut = points > 1_000 && (await axe.cut(nth, side, () => decide(request, approves)));
        if (points > 1_000) expect(await decide(request, approves)).toMatchObject({ value: { state: "posted" } });
        expect(await book.lines(request.memberNo)).toEqual([`adjust ${points}`]);
        expect(await book.card(request.memberNo)).toMatchObject({ pts: points, n: 1 });
        more = wasCut || decisionCut;
      }
    }
  });

  test("shows in the member's log, newest first and page by page", async () => {
    const member = await chain.member();
    expect(await chain.must(GetPoints, {}, member)).toEqual({ lines: [] });
    for (let i = 1; i <= 45; i++) {
      await book.post(numberOf(member), book.sale(i * 100, { at: chain.nowMs + i }));
    }
    const lines = [];
    let next: string | undefined;
    do {
      const page = await chain.must(GetPoints, next ? { before: next } : {}, member);
      lines.push(...page.lines);
      next = page.next;
    } while (next);
    expect(lines.map(({ points }) => points)).toEqual(Array.from({ length: 45 }, (_, i) => 45 - i));
    expect(lines[0]).toEqual({ kind: "earn", points: 45, atMs: chain.nowMs + 45, storeName: "人民路店" });
    expect(await chain.call(GetPoints, { before: "TIER#" }, member)).toMatchObject({ error: "bad_request" });
  });
});
