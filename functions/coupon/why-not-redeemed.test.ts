import type { RedemptionEntry } from "./coupon.items.ts";
import { whyNotRedeemed } from "./why-not-redeemed.ts";

type Coupon = Parameters<typeof whyNotRedeemed>[0];
type Asked = Parameters<typeof whyNotRedeemed>[3];

const nowMs = 1_000;
const clerk = { memberNo: "100000003" };
const counter = { sets: ["all"] };
const asked: Asked = { round: 0, version: 1, amountFen: undefined };
const issued: Coupon = {
  ...{ pk: "MBR#100000001", sk: "CPN#ofr_0000#1", st: "i", rnd: 0, v: 1 },
  ...{ mf: 100, nbf: 1_000, exp: 1_001, ss: "all", k: 0, at: 1 },
};
const used = (rid: string, change: Partial<RedemptionEntry> = {}): RedemptionEntry => ({
  ...{ rid, rat: 500, rby: clerk.memberNo, rno: "03", rst: "sto_0000", rsn: "人民路店", ord: "ord_0000" },
  ...change,
});
const refusalOf = (coupon: Partial<Coupon>, request: Partial<Asked> = {}, at = nowMs) =>
  whyNotRedeemed({ ...issued, ...coupon }, clerk, counter, { ...asked, ...request }, at);

describe("a coupon that was refused", () => {
  test.each<[string, string, Partial<Coupon>, Partial<Asked>]>([
    ["was cancelled, whatever else is wrong", "coupon_voided", { st: "v", rnd: 2, v: 9, exp: 1 }, {}],
    ["is on its way to a friend", "coupon_given", { st: "g", rnd: 1, exp: 1 }, {}],
    ["is a friend's", "coupon_given", { st: "x", v: 2, exp: 1 }, {}],
    ["is in a later round", "scan_again", { rnd: 1, exp: 1 }, {}],
    ["was redeemed in another round than was asked for", "scan_again", { st: "r", rnd: 1 }, {}],
    ["was issued under other terms", "scan_again", { v: 2, exp: 1 }, {}],
    ["was asked for with the terms of another", "scan_again", { exp: 1 }, { version: 2 }],
    ["is for other shops", "store_not_covered", { ss: "tag#b" }, { amountFen: 1 }],
  ])("%s", (_, error, coupon, request) => expect(refusalOf(coupon, request)).toEqual({ ok: false, error }));

  test("has been used: when, where, by whom, and whether by this very clerk", () => {
    const facts = { atMs: 500, storeName: "人民路店", clerkNo: "03", redemptionTail: "7k2m" };
    const red = [used("rdm_0000000000007k2m")];
    const detail = { ...facts, isOwn: true };
    expect(refusalOf({ st: "r", red })).toEqual({ ok: false, error: "coupon_redeemed", detail });
    const others = [used("rdm_0000000000007k2m", { rby: "100000004" })];
    expect(refusalOf({ st: "r", red: others }).detail?.isOwn).toBe(false);
  });

  test("has run out, and says when; or is not valid yet, and says from when", () => {
    const ended = refusalOf({ exp: 1_000 });
    expect(ended).toEqual({ ok: false, error: "coupon_expired", detail: { atMs: 1_000 } });
    const early = refusalOf({ nbf: 1_001, exp: 2_000 });
    expect(early).toEqual({ ok: false, error: "coupon_not_yet_valid", detail: { atMs: 1_001 } });
  });

  test("has run out with the grace of its undo", () => {
    const red = [used("rdm_0000000000007k2m", { uat: 600, gr: 900 })];
    const ended = refusalOf({ rnd: 1, exp: 700, red }, { round: 1 });
    expect(ended).toEqual({ ok: false, error: "coupon_expired", detail: { atMs: 900 } });
  });

  test("needs a larger sale, and says how large", () => {
    const answer = { ok: false, error: "amount_too_low", detail: { minFen: 100 } };
    expect(refusalOf({}, { amountFen: 99 })).toEqual(answer);
  });

  test("was refused by nothing: that is a bug, and never a refusal", () => {
    expect(() => refusalOf({})).toThrow("nothing forbids it");
    expect(() => refusalOf({}, { amountFen: 100 })).toThrow("nothing forbids it");
    expect(() => refusalOf({ st: "r" })).toThrow("by nobody");
  });
});
