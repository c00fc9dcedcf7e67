// A correction and the second person's word on it, one clause at a time. The walk with operators is adjust-points.test.ts.
import { pointsEndMs } from "@huike/shared/points";
import { FIRST_PROGRAM, type Program } from "@huike/shared/program";
import { Axe } from "../testing/axe.ts";
import { openBareTables } from "../testing/bare-tables.ts";
import { makeId } from "../testing/made-up.ts";
import { adjustPoints } from "./adjust-points.ts";
import { type AdjustmentItem, adjustmentKey } from "./adjustment.items.ts";
import { decideAdjustment, describeDecision } from "./decide-adjustment.ts";
import { postingKey } from "./ledger.items.ts";
import { programKey, programText } from "./program.items.ts";

const bare = openBareTables();
const axe = new Axe(bare.tables.client);
const LIMIT = FIRST_PROGRAM.adjustLimit;
const refusedFor = (error: string) => ({ ok: false, error });
type Member = Awaited<ReturnType<typeof bare.member>>;

const begin = async (points: number) => {
  const [{ memberNo }, asks, approves] = [await bare.member(), await bare.member(), await bare.member()];
  const request = { adjustmentId: makeId("adjustment"), memberNo, points, why: "补记漏单" };
  return {
    memberNo,
    asks,
    approves,
    request,
    ask: (change = {}) => adjustPoints(asks, { ...request, ...change }, bare.env),
  };
};
type Begun = Awaited<ReturnType<typeof begin>>;
const said = ({ request }: Begun, state: AdjustmentItem["st"]) => ({
  ok: true,
  value: { adjustmentId: request.adjustmentId, state },
});
const standing = ({ memberNo, request }: Begun) =>
  bare.item<AdjustmentItem>(adjustmentKey(memberNo, request.adjustmentId));
const posting = ({ memberNo, request }: Begun, at = bare.nowMs) =>
  bare.item(postingKey(memberNo, { kind: "adjust", at, ord: request.adjustmentId }));
const points = async ({ memberNo }: Begun) =>
  (await bare.item<{ pts: number }>({ pk: `MBR#${memberNo}`, sk: "CARD" }))?.pts;
const { unwritten } = bare;

describe("a correction", () => {
  test.each([LIMIT, -LIMIT])("of %d, the limit, is posted with its item, once", async (amount) => {
    const begun = await begin(amount);
    const { asks, ask, memberNo, request } = begun;
    expect(await ask()).toEqual(said(begun, "posted"));
    const who = { by: asks.memberNo, at: bare.nowMs, sby: asks.memberNo, sat: bare.nowMs };
    const item = {
      ...adjustmentKey(memberNo, request.adjustmentId),
      points: amount,
      why: request.why,
      ...who,
      st: "posted",
    };
    expect(await standing(begun)).toEqual(item);
    const exp = amount > 0 ? { exp: pointsEndMs(FIRST_PROGRAM.expiry, bare.nowMs) } : {};
    const posted = await posting(begun);
    expect(posted).toMatchObject({ kind: "adjust", amount: LIMIT, growth: 0, ver: 0, ...exp });
    expect(posted).toHaveProperty(amount > 0 ? "to" : "from", memberNo);
    expect(posted?.exp).toBe(exp.exp);
    bare.nowMs += 1;
    await unwritten(ask, said(begun, "posted"));
    expect(await points(begun)).toBe(amount);
    expect(bare.staleReads()).toEqual([]);
  });

  test("gives points that never end where the programme says so", async () => {
    const program: Program = { ...FIRST_PROGRAM, expiry: { kind: "never" } };
    await bare.put({ ...programKey, ver: 3, program: programText(program) });
    const begun = await begin(1);
    await begun.ask();
    expect(await posting(begun)).toMatchObject({ ver: 3, amount: 1 });
    expect(await posting(begun)).not.toHaveProperty("exp");
    await bare.put({ ...programKey, ver: 4, program: programText(FIRST_PROGRAM) });
  });

  test.each([LIMIT + 1, -LIMIT - 1])("of %d waits, once, and is projected", async (amount) => {
    const begun = await begin(amount);
    const { asks, ask, memberNo, request } = begun;
    expect(await ask()).toEqual(said(begun, "pending"));
    const item = { points: amount, why: request.why, by: asks.memberNo, at: bare.nowMs, st: "pending", ev: 1 };
    expect(await standing(begun)).toEqual({ ...adjustmentKey(memberNo, request.adjustmentId), ...item });
    bare.nowMs += 1;
    await unwritten(ask, said(begun, "pending"));
    expect([await points(begun), await posting(begun)]).toEqual([0, undefined]);
    expect(bare.staleReads()).toEqual([]);
  });

  test.each([1, LIMIT + 1])("of %d under a number that was used is the same or refused", async (amount) => {
    const begun = await begin(amount);
    const { ask, request, memberNo, approves } = begun;
    await ask();
    bare.nowMs += 1;
    for (const change of [{ why: "别的" }, { points: amount + 1 }])
      await unwritten(() => ask(change), refusedFor("adjustment_exists"));
    await unwritten(() => adjustPoints(approves, request, bare.env), refusedFor("adjustment_exists"));
    const item = await standing(begun);
    await bare.put({ ...adjustmentKey(memberNo, request.adjustmentId), ...item, st: "declined" });
    await unwritten(ask, said(begun, "declined"));
  });

  test.each([1, LIMIT + 1])("of %d is refused of one's own points and for nobody", async (amount) => {
    const { asks, ask } = await begin(amount);
    await unwritten(() => ask({ memberNo: asks.memberNo }), refusedFor("adjust_own"));
    await unwritten(() => ask({ memberNo: bare.number() }), refusedFor("member_unknown"));
  });

  test("that the table did not answer is no refusal", async () => {
    const { ask } = await begin(LIMIT + 1);
    axe.plan(["ok", "ok", "before"]);
    await expect(ask()).rejects.toThrow("cut before the call");
  });
});

describe("a decision", () => {
  const decide = ({ memberNo, request }: Begun, by: Member, decision: "approve" | "decline" = "approve") =>
    decideAdjustment(by, { adjustmentId: request.adjustmentId, memberNo, decision }, bare.env);
  const waiting = async (amount = LIMIT + 1) => {
    const begun = await begin(amount);
    await begun.ask();
    bare.nowMs += 1_000;
    return begun;
  };

  test("of another approves: the posting and the signed state, once", async () => {
    const begun = await waiting();
    const asked = await standing(begun);
    expect(await decide(begun, begun.approves)).toEqual(said(begun, "posted"));
    const signed = { st: "posted", sby: begun.approves.memberNo, sat: bare.nowMs, swhy: "posted" };
    expect(await standing(begun)).toEqual({ ...asked, ...signed });
    const exp = pointsEndMs(FIRST_PROGRAM.expiry, bare.nowMs);
    expect(await posting(begun)).toMatchObject({ kind: "adjust", amount: LIMIT + 1, to: begun.memberNo, exp });
    bare.nowMs += 1;
    await unwritten(() => decide(begun, begun.approves), said(begun, "posted"));
    await unwritten(() => decide(begun, begun.approves, "decline"), refusedFor("adjustment_decided"));
    await unwritten(
      () => decide(begun, { ...begun.approves, memberNo: bare.number() }),
      refusedFor("adjustment_decided"),
    );
    expect(await points(begun)).toBe(LIMIT + 1);
    expect(bare.staleReads()).toEqual([]);
  });

  test.each(["asks", "approves"] as const)("of who %s declines or withdraws, once", async (who) => {
    const begun = await waiting();
    const asked = await standing(begun);
    expect(await decide(begun, begun[who], "decline")).toEqual(said(begun, "declined"));
    const signed = { st: "declined", sby: begun[who].memberNo, sat: bare.nowMs, swhy: "declined" };
    expect(await standing(begun)).toEqual({ ...asked, ...signed });
    bare.nowMs += 1;
    await unwritten(() => decide(begun, begun[who], "decline"), said(begun, "declined"));
    await unwritten(() => decide(begun, begun[who]), refusedFor("adjustment_decided"));
    expect(await points(begun)).toBe(0);
  });

  test("is refused of who asked, of one's own points, of nothing and for nobody", async () => {
    const begun = await waiting();
    const { asks, approves, memberNo } = begun;
    await unwritten(() => decide(begun, asks), refusedFor("approve_own"));
    for (const decision of ["approve", "decline"] as const) {
      await unwritten(() => decide(begun, { ...approves, memberNo }, decision), refusedFor("adjust_own"));
      const unasked = await begin(1);
      await unwritten(() => decide(unasked, approves, decision), refusedFor("adjustment_unknown"));
    }
    const lost = await begin(LIMIT + 1);
    const nobody = bare.number();
    const item = { points: 1, why: "补", by: asks.memberNo, at: 1, st: "pending" };
    await bare.put({ ...adjustmentKey(nobody, lost.request.adjustmentId), ...item });
    await unwritten(() => decide({ ...lost, memberNo: nobody }, approves), refusedFor("member_unknown"));
  });

  test("that the table did not answer is no refusal", async () => {
    const begun = await waiting();
    axe.plan(["before"]);
    await expect(decide(begun, begun.approves, "decline")).rejects.toThrow("cut before the call");
  });

  test("is described by whom, how much and the number's end, while there is something to approve", async () => {
    const begun = await waiting();
    const describe = ({ request }: Begun, decision: "approve" | "decline", memberNo = "123456789") =>
      describeDecision({ adjustmentId: request.adjustmentId, memberNo, decision }, bare.env);
    const of = (amount: string) => ({
      zh: `批准会员 123 456 789 的积分调整：${amount} 分（单号 …${begun.request.adjustmentId.slice(-4)}）`,
      en: `Approve the correction of member 123 456 789's points: ${amount} (no. …${begun.request.adjustmentId.slice(-4)})`,
    });
    expect(await describe(begun, "approve")).toEqual(of("?"));
    for (const [amount, text] of [
      [5, "+5"],
      [-5, "-5"],
    ] as const) {
      const item = { points: amount, why: "补", by: "1", at: 1, st: "pending" };
      await bare.put({ ...adjustmentKey("123456789", begun.request.adjustmentId), ...item });
      expect(await describe(begun, "approve")).toEqual(of(text));
    }
    expect(await describe(begun, "decline")).toBeUndefined();
    await decide(begun, begun.approves, "decline");
    expect(await describe(begun, "approve", begun.memberNo)).toBeUndefined();
    expect(bare.staleReads()).toEqual([]);
  });
});
