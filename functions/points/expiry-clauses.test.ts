// Points that end, one clause at a time, on the real engine. The walk over years is expire-points.test.ts; what ends when is
// lots.test.ts.
import { FIRST_PROGRAM } from "@huike/shared/program";
import { type CardItem, cardKey } from "../member/card.items.ts";
import { Axe } from "../testing/axe.ts";
import { openBareTables } from "../testing/bare-tables.ts";
import { Meanwhile } from "../testing/meanwhile.ts";
import { expirePoints } from "./expire-points.ts";
import { type Posting, postingFields, postingKey } from "./ledger.items.ts";
import { programKey, programText } from "./program.items.ts";
import { spendPoints } from "./spend-points.ts";

describe("points that end", () => {
  const bare = openBareTables();
  const meanwhile = new Meanwhile(bare.tables.client);
  const axe = new Axe(bare.tables.client);
  beforeEach(() => bare.put({ ...programKey, ver: 3, program: programText(FIRST_PROGRAM) }));
  const card = (memberNo: string) => bare.item<CardItem>(cardKey(memberNo));
  const { unwritten } = bare;
  const endMs = Date.UTC(2027, 0, 1);
  /** A member with a posting for each: so many points, and when they end. */
  const begin = async (...lots: readonly [points: number, exp: number][]) => {
    const pts = lots.reduce((sum, [points]) => sum + points, 0);
    const { memberNo } = await bare.member({ pts, n: lots.length });
    for (const [i, [points, exp]] of lots.entries()) {
      const posting: Posting = { kind: "earn", memberNo, ord: `ord_${i}`, at: bare.nowMs + i, points, exp, ver: 0 };
      await bare.put({ ...postingKey(memberNo, posting), ...postingFields(posting) });
    }
    const key = (at: number) => postingKey(memberNo, { kind: "expire", at, ord: "period" });
    return { memberNo, key, expire: (asOfMs: number) => expirePoints(bare.env, memberNo, asOfMs) };
  };
  const spend = (memberNo: string, n: number) =>
    spendPoints(bare.env, { memberNo, points: 1, ord: `gift_${n}`, atMs: bare.nowMs + 9 + n });

  test("are taken by one posting a period's end, at that end and not before, once", async () => {
    const { memberNo, key, expire } = await begin([100, endMs], [50, endMs + 1], [7, endMs], [3, endMs + 2]);
    await unwritten(() => expire(endMs - 1), 0);
    expect(await expire(endMs + 1)).toBe(157);
    const plain = { kind: "expire", from: memberNo, to: "expired", growth: 0, ord: "period", ver: 3 };
    for (const [at, amount] of [
      [endMs, 107],
      [endMs + 1, 50],
    ] as const)
      expect(await bare.item(key(at))).toEqual({ ...key(at), ...plain, amount, at });
    expect(await card(memberNo)).toMatchObject({ pts: 3, gro: 0, n: 6 });
    await unwritten(() => expire(endMs + 1), 0);
    expect(bare.staleReads()).toEqual([]);
  });

  test("are none of nobody", async () => unwritten(() => expirePoints(bare.env, bare.number(), endMs), 0));

  test("are reckoned anew where something is posted meanwhile", async () => {
    const { memberNo, key, expire } = await begin([100, endMs]);
    meanwhile.beforeNextTransaction(() => spend(memberNo, 0));
    expect(await expire(endMs)).toBe(99);
    expect(await bare.item(key(endMs))).toMatchObject({ amount: 99 });
    expect(await card(memberNo)).toMatchObject({ pts: 0, n: 3 });
  });

  test("that another has just taken are not counted", async () => {
    const { memberNo, expire } = await begin([100, endMs], [50, endMs + 1]);
    meanwhile.beforeNextTransaction(() => expire(endMs));
    expect(await expire(endMs + 1)).toBe(50);
    expect(await card(memberNo)).toMatchObject({ pts: 0, n: 4 });
  });

  /** Something is posted before each of the next `times` transactions. */
  const disturb = (memberNo: string, times: number) => {
    let done = 0;
    const next = async () => {
      done += 1;
      if (done < times) meanwhile.beforeNextTransaction(next);
      await spend(memberNo, done);
    };
    meanwhile.beforeNextTransaction(next);
    return () => done;
  };

  test("are reckoned eight times and no more", async () => {
    const [patient, busy] = [await begin([100, endMs]), await begin([100, endMs])];
    disturb(patient.memberNo, 7);
    expect(await patient.expire(endMs)).toBe(93);
    const times = disturb(busy.memberNo, 8);
    await expect(busy.expire(endMs)).rejects.toThrow("changed 8 times");
    expect([times(), await card(busy.memberNo)]).toMatchObject([8, { pts: 92 }]);
  });

  test("are reckoned as often again for each period that ended", async () => {
    const many = Array.from({ length: 9 }, (_, i): [number, number] => [10, endMs + i]);
    expect(await (await begin(...many)).expire(endMs + 9)).toBe(90);
  });

  test("stay where the table did not answer", async () => {
    const { expire } = await begin([100, endMs]);
    const before = await bare.all();
    axe.plan(["ok", "ok", "ok", "ok", "before"]);
    await expect(expire(endMs)).rejects.toThrow("cut before the call");
    expect(await bare.all()).toEqual(before);
  });
});
