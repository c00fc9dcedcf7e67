// Points that go for something and come back with what was cancelled, one clause at a time, on the real engine. The walks
// are spend-points.test.ts and claim-points.test.ts.
import { pointsEndMs } from "@huike/shared/points";
import { FIRST_PROGRAM, type Program } from "@huike/shared/program";
import type { CouponItem } from "../coupon/coupon.items.ts";
import { type CardItem, cardKey } from "../member/card.items.ts";
import { attributes } from "../platform/table.ts";
import { Axe } from "../testing/axe.ts";
import { openBareTables } from "../testing/bare-tables.ts";
import { postingKey } from "./ledger.items.ts";
import { programKey, programText } from "./program.items.ts";
import { refundVoided } from "./refund-voided.ts";
import { spendPoints } from "./spend-points.ts";

const bare = openBareTables();
const axe = new Axe(bare.tables.once);
const under = (change: Partial<Program> = {}) =>
  bare.put({ ...programKey, ver: 3, program: programText({ ...FIRST_PROGRAM, ...change }) });
beforeEach(() => under());

const card = (memberNo: string) => bare.item<CardItem>(cardKey(memberNo));
const { thrown, unwritten } = bare;

describe("points spent", () => {
  const begin = async (pts: number) => {
    const { memberNo } = await bare.member({ pts, n: 1 });
    const spend = { memberNo, points: 30, ord: "ofr_0000:7", atMs: bare.nowMs - 5 };
    const along = {
      Put: {
        TableName: bare.tables.app,
        Item: attributes({ pk: `MBR#${memberNo}`, sk: "CPN#ofr_0000#1", k: 7 }),
        ConditionExpression: "attribute_not_exists(pk)",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const,
      },
    };
    const key = postingKey(memberNo, { kind: "spend", at: spend.atMs, ord: spend.ord });
    return { memberNo, spend, along, key, go: (change = {}) => spendPoints(bare.env, { ...spend, ...change }) };
  };

  test("are all that there are, by one posting of the source's time, once", async () => {
    const { memberNo, spend, key, go } = await begin(30);
    expect(await go()).toEqual({ ok: true, value: { is: "spent" } });
    const legs = { from: memberNo, to: "spent", amount: 30, growth: 0 };
    expect(await bare.item(key)).toEqual({ ...key, kind: "spend", ...legs, at: spend.atMs, ord: spend.ord, ver: 3 });
    expect(await card(memberNo)).toMatchObject({ pts: 0, gro: 0, n: 2 });
    bare.nowMs += 1;
    await unwritten(go, { ok: true, value: { is: "spent_before" } });
    expect(bare.staleReads()).toEqual([]);
  });

  test.each([
    [29, 1],
    [-5, 35],
  ])("are none of who has %d, and it is said that %d are missing", async (pts, missing) => {
    const { go } = await begin(pts);
    await unwritten(go, { ok: false, error: "points_too_few", detail: { missing } });
  });

  test("are none of nobody", async () => {
    const { go } = await begin(30);
    await unwritten(() => go({ memberNo: bare.number() }), { ok: false, error: "member_unknown" });
  });

  test("go together with what they are for, or it is said what stood in the way", async () => {
    const { spend, along, memberNo } = await begin(90);
    expect(await spendPoints(bare.env, spend, [along])).toEqual({ ok: true, value: { is: "spent" } });
    const coupon = { pk: `MBR#${memberNo}`, sk: "CPN#ofr_0000#1", k: 7 };
    expect(await bare.item(coupon)).toEqual(coupon);
    const again = { ...spend, atMs: spend.atMs + 1 };
    const met = { ok: true, value: { is: "other_refused", met: [coupon] } };
    await unwritten(() => spendPoints(bare.env, again, [along]), met);
  });

  test("are asked for by the client that never sends again, and no answer is no refusal", async () => {
    const { go } = await begin(30);
    axe.plan(["before"]);
    await thrown(go, "cut before the call");
    expect(axe.calls).toBe(1);
  });
});

describe("the points of a cancelled coupon", () => {
  const voidedMs = Date.UTC(2026, 5, 1);
  const begin = async (change: Partial<CouponItem> = {}) => {
    const { memberNo } = await bare.member({ pts: 1, n: 1 });
    const voided = { st: "v" as const, pp: 30, vat: voidedMs, k: 9, ...change };
    const coupon = await bare.coupon(memberNo, "ofr_0000", 1, voided);
    const keyOf = (of: string) => postingKey(of, { kind: "refund", at: voidedMs, ord: "ofr_0000:9" });
    return { memberNo, coupon, keyOf, refund: () => refundVoided(coupon, bare.env) };
  };

  test("come back by one posting of the cancelling's time, good as long as earned that day, once", async () => {
    const { memberNo, keyOf, refund } = await begin();
    bare.nowMs = voidedMs + 500 * 86_400_000;
    await refund();
    const posting = { kind: "refund", from: "spent", to: memberNo, amount: 30, growth: 0, at: voidedMs };
    const exp = pointsEndMs(FIRST_PROGRAM.expiry, voidedMs);
    const key = keyOf(memberNo);
    expect(await bare.item(key)).toEqual({ ...key, ...posting, ord: "ofr_0000:9", ver: 3, exp });
    expect(await card(memberNo)).toMatchObject({ pts: 31, gro: 0, n: 2 });
    bare.nowMs += 1;
    await unwritten(refund, undefined);
    expect(bare.staleReads()).toEqual([]);
  });

  test("never end where the programme says so", async () => {
    await under({ expiry: { kind: "never" } });
    const { memberNo, keyOf, refund } = await begin();
    await refund();
    expect(await bare.item(keyOf(memberNo))).toMatchObject({ amount: 30 });
    expect(await bare.item(keyOf(memberNo))).not.toHaveProperty("exp");
  });

  test("come back to who paid, not to the friend who held it", async () => {
    const { memberNo: paid } = await bare.member();
    const { memberNo: friend, keyOf, refund } = await begin({ fr: paid });
    await refund();
    expect([await card(paid), await card(friend)]).toMatchObject([{ pts: 30 }, { pts: 1, n: 1 }]);
    expect(await bare.item(keyOf(paid))).toMatchObject({ from: "spent", to: paid });
  });

  test.each(["i", "r", "g", "x"] as const)("stay where it is not cancelled (%s)", async (st) =>
    unwritten((await begin({ st })).refund, undefined),
  );

  test("are none of one that was free, or was cancelled at no time", async () => {
    const { memberNo, coupon } = await begin();
    for (const lost of ["pp", "vat"] as const) {
      const { [lost]: _, ...rest } = coupon;
      await unwritten(() => refundVoided(rest as CouponItem, bare.env), undefined);
    }
    expect(await card(memberNo)).toMatchObject({ pts: 1, n: 1 });
  });

  test("of somebody without a card are a bug", async () =>
    thrown((await begin({ fr: bare.number() })).refund, "without a card"));
});
