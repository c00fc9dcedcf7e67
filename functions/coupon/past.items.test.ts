import { UNDO_KEPT_MS } from "@huike/shared/counter";
import { SLIP_AGE_MAX_MS } from "@huike/shared/slip";
import { openBareTables } from "../testing/bare-tables.ts";
import type { CouponItem, RedemptionEntry } from "./coupon.items.ts";
import {
  findCoupon,
  isOver,
  isPast,
  isStub,
  livePlace,
  pastKey,
  type StubItem,
  stubOf,
  wholeCoupon,
} from "./past.items.ts";

const nowMs = 1_000 + UNDO_KEPT_MS;
/** What ended by then is named by no slip that may still come. */
const longAgoMs = nowMs - SLIP_AGE_MAX_MS;
const key = { pk: "MBR#100000000", sk: "CPN#ofr_0000#1" };
const coupon = (change: Partial<CouponItem>): CouponItem => ({
  ...{ ...key, st: "i", v: 1, rnd: 0, mf: 0, nbf: 0, exp: nowMs + 1, ss: "all", k: 7, at: 0 },
  ...change,
});
const redemption = (change: Partial<RedemptionEntry>): RedemptionEntry => ({
  ...{ rid: "rdm_0", rat: 1_000, rby: "987654321", rno: "03", rst: "sto_0000", rsn: "店", ord: "ord_0000" },
  ...change,
});

describe("a coupon that is over", () => {
  test.each<[string, boolean, Partial<CouponItem>]>([
    ["is not one that a slip may still name", false, { exp: longAgoMs + 1 }],
    ["is one that ran out before any slip", true, { exp: longAgoMs }],
    ["is not one whose undo left a grace", false, { exp: 1, rnd: 1, red: [redemption({ uat: 1, gr: longAgoMs + 1 })] }],
    ["is one whose grace has run out", true, { exp: 1, rnd: 1, red: [redemption({ uat: 1, gr: longAgoMs })] }],
    ["is one that was used beyond undoing", true, { st: "r", red: [redemption({ rat: 1_000 })] }],
    [
      "is not one whose use can be undone, though its end has come",
      false,
      { st: "r", exp: 1, red: [redemption({ rat: 1_001 })] },
    ],
    ["is one that was voided", true, { st: "v" }],
    ["is one that a friend has", true, { st: "x" }],
    ["is not one on its way to a friend, though its end has come", false, { st: "g", exp: 1 }],
  ])("%s", (_, expected, change) => expect(isOver(coupon(change), nowMs)).toBe(expected));
});

describe("where a coupon is put away", () => {
  const past = { pk: key.pk, sk: "PAST#ofr_0000#1" };

  test("and back", () => {
    expect(pastKey(key)).toEqual(past);
    expect(livePlace(past)).toEqual(key);
    expect([pastKey(past), livePlace(key)]).toEqual([past, key]);
    expect([isPast(past), isPast(key)]).toEqual([true, false]);
    // Only what stands first names the place.
    expect(pastKey({ pk: "p", sk: "X#CPN#" }).sk).toBe("X#CPN#");
    expect(livePlace({ pk: "p", sk: "X#PAST#" }).sk).toBe("X#PAST#");
    expect(isPast({ sk: "X#PAST#" })).toBe(false);
  });

  test("a stub stays: its place, round, ticket, grant and last redemption, and nothing to project", () => {
    const red = ["rdm_0", "rdm_1", "rdm_2"].map((rid) => redemption({ rid }));
    const stub = stubOf(coupon({ st: "r", rnd: 2, red, gid: "grt_1" }));
    expect(stub).toEqual({ ...key, st: "o", rid: "rdm_2", rnd: 2, k: 7, gid: "grt_1" });
    expect(stubOf(coupon({ st: "v" }))).toEqual({ ...key, st: "o", rnd: 0, k: 7 });
    expect(stubOf(coupon({ st: "v", red: [] }))).toEqual({ ...key, st: "o", rnd: 0, k: 7 });
    expect([isStub({ st: "o" }), isStub({ st: "i" }), isStub({})]).toEqual([true, false, false]);
  });
});

describe("the coupon that a write met", () => {
  const bare = openBareTables();
  const away = { ...coupon({ k: 2 }), ...pastKey(key) };
  const stub = stubOf(coupon({ k: 2 })) as unknown as StubItem;

  test("is itself, or the one a stub stands for, or none", async () => {
    const whole = coupon({ k: 1 });
    expect(await wholeCoupon(bare.env, key, whole)).toEqual(whole);
    expect(await wholeCoupon(bare.env, key, stub)).toBeUndefined();
    await bare.put(away);
    expect(await wholeCoupon(bare.env, key, whole)).toEqual(whole);
    expect(await wholeCoupon(bare.env, key, stub)).toEqual(away);
    expect(await wholeCoupon(bare.env, key, undefined)).toEqual(away);
    expect(bare.staleReads()).toEqual([]);
  });

  test("is found wherever it lies, as it stands", async () => {
    const other = { pk: key.pk, sk: "CPN#ofr_0000#2" };
    expect(await findCoupon(bare.env, other)).toBeUndefined();
    await bare.put({ ...away, ...pastKey(other) });
    await bare.put({ ...stub, ...other });
    expect(await findCoupon(bare.env, other)).toEqual({ ...away, ...pastKey(other) });
    const whole = await bare.put({ ...coupon({ k: 9 }), ...other });
    expect(await findCoupon(bare.env, other)).toEqual(whole);
    expect(bare.staleReads()).toEqual([]);
  });
});
