import { UNDO_KEPT_MS, UNDO_WINDOW_MS, UNDOS_MAX } from "@huike/shared/counter";
import type { StaffItem } from "../staff/staff.items.ts";
import type { CouponItem, RedemptionEntry } from "./coupon.items.ts";
import { entryOf, whyNotUndone } from "./why-not-undone.ts";

const nowMs = 10 * UNDO_KEPT_MS;
const own = "100000003";
const staffAs = (role: StaffItem["role"], stores: readonly string[] = ["sto_0000"]): StaffItem => ({
  ...{ role, name: "店员", clerkNo: "03", state: "active", stores: new Set(stores) },
});
const clerk = { memberNo: own, staff: staffAs("clerk") };
const other = { memberNo: "100000004", staff: staffAs("clerk") };
const manager = { memberNo: "100000005", staff: staffAs("manager") };
const request = { round: 0, redemptionId: "rdm_0000" };

function couponWith(entry: Partial<RedemptionEntry>, rnd = 0): CouponItem {
  const red: RedemptionEntry[] = [
    {
      ...{ rid: "rdm_0000", rat: nowMs, rby: own, rno: "03", rst: "sto_0000", rsn: "人民路店", ord: "ord_0000" },
      ...entry,
    },
  ];
  return {
    ...{ pk: "MBR#100000001", sk: "CPN#ofr_0000#1", st: "r", rnd, v: 1, mf: 0, nbf: 0, exp: nowMs, ss: "all" },
    ...{ k: 0, at: 1, red },
  };
}
const atTheEnd = nowMs - UNDO_WINDOW_MS;

describe("an undo that was refused", () => {
  test.each<[string, string | undefined, Partial<RedemptionEntry>, typeof clerk, number]>([
    ["is of another's redemption", "undo_not_yours", {}, other, 0],
    ["is of another's, also of one long undone", "undo_not_yours", { uat: 1 }, other, 0],
    ["is a manager's of another shop", "not_your_store", { rst: "sto_1111" }, manager, 0],
    [
      "is a manager's own in a shop of others, in time",
      "undo_limit",
      { rst: "sto_1111", rby: manager.memberNo },
      manager,
      UNDOS_MAX,
    ],
    ["is of one of several in a sale", "undo_whole_sale", { stk: 1, rat: 1 }, clerk, 0],
    ["is of one that may have been put away", "undo_put_away", { rat: nowMs - UNDO_KEPT_MS }, manager, UNDOS_MAX],
    ["is one more than there may be", "undo_limit", { rat: atTheEnd }, clerk, UNDOS_MAX],
    ["comes after its time", "undo_too_late", { rat: atTheEnd }, clerk, 0],
    ["was done before", undefined, { uat: 1, stk: 1, rat: 1 }, clerk, 0],
  ])("%s", (_, error, entry, by, rnd) =>
    expect(whyNotUndone(couponWith(entry, rnd), by, request, nowMs)?.error).toBe(error),
  );

  test("is of a redemption the coupon does not have, in that round", () => {
    const unknown = { ok: false, error: "redemption_unknown" };
    expect(whyNotUndone(couponWith({ rid: "rdm_1111" }), clerk, request, nowMs)).toEqual(unknown);
    expect(whyNotUndone(couponWith({}), clerk, { ...request, round: 1 }, nowMs)).toEqual(unknown);
    const { red: _, ...unused } = couponWith({});
    expect(whyNotUndone(unused, clerk, request, nowMs)).toEqual(unknown);
    expect(entryOf(unused, request)).toBeUndefined();
    expect(entryOf(couponWith({}), request)?.rno).toBe("03");
  });

  test("says how many there may be, and when the redemption was", () => {
    expect(whyNotUndone(couponWith({}, UNDOS_MAX), clerk, request, nowMs)?.detail).toEqual({ limit: UNDOS_MAX });
    const late = whyNotUndone(couponWith({ rat: atTheEnd }), clerk, request, nowMs);
    expect(late?.detail).toEqual({ atMs: atTheEnd });
  });

  test("was refused by nothing: that is a bug, and never a refusal", () => {
    const refusalOf = (entry: Partial<RedemptionEntry>, by: typeof clerk, { ofSale = false } = {}) =>
      whyNotUndone(couponWith(entry, UNDOS_MAX - 1), by, request, nowMs, { ofSale });
    expect(() => refusalOf({ rat: atTheEnd + 1 }, clerk)).toThrow("nothing forbids it");
    expect(() => refusalOf({ rat: nowMs - UNDO_KEPT_MS + 1 }, manager)).toThrow("nothing forbids it");
    expect(() => refusalOf({ stk: 1 }, clerk, { ofSale: true })).toThrow("nothing forbids it");
  });
});
