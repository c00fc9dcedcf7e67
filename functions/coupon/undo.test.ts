import { type RedeemCoupon, UNDO_GRACE_MS, UNDO_WINDOW_MS } from "@huike/shared/counter";
import { DAY_MS } from "@huike/shared/day";
import type { RequestOf } from "@huike/shared/endpoint";
import { EndShift } from "@huike/shared/handover";
import { GetHome } from "@huike/shared/member";
import { tableCard } from "@huike/shared/scan";
import { GetMe, OpenShift, type StaffRole } from "@huike/shared/staff";
import { numberOf, openChain, type Person } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { makeId } from "../testing/made-up.ts";

type Redemption = RequestOf<typeof RedeemCoupon>;

describe("undoing a redemption", () => {
  const chain = openChain();
  holdConserved(chain);
  let shop: string;
  let offerId: string;
  beforeAll(async () => {
    shop = await chain.shop("人民路店");
    offerId = await chain.offer();
  });

  const redeemed = async (amountFen?: number) => {
    const clerk = await chain.clerkOnShift(shop);
    const member = await chain.member();
    const visit = await chain.visit(clerk, member, await chain.coupon(member, offerId));
    const request = { ...visit, ...(amountFen === undefined ? {} : { amountFen }) };
    const { value } = await chain.redeem(clerk, request);
    return { clerk, member, request, receipt: value };
  };
  const staffOf = async (role: Exclude<StaffRole, "owner">, storeIds: string[], clerkNo = "90"): Promise<Person> => {
    const person = await chain.member();
    await chain.hire(person, storeIds, clerkNo, { role });
    return person;
  };
  const walletOf = async (member: Person) => {
    const { wallet } = await chain.must(GetHome, {}, member);
    return wallet?.coupons[0];
  };
  /** The next redemption of the same coupon, as a phone makes it after a new look-up. */
  const scannedAgain = async (clerk: Person, member: Person) => {
    chain.nowMs += 30_000;
    const { value } = await chain.lookUp(clerk, member);
    const coupon = value.coupons[0]?.coupon;
    if (!coupon) throw new Error("the coupon is not offered");
    return {
      ...{ redemptionId: makeId("redemption"), orderId: makeId("order"), memberNo: numberOf(member) },
      ...{ visitToken: value.visitToken, offerId: coupon.offerId, n: coupon.n, round: coupon.round },
      version: coupon.version,
    };
  };

  test("gives the coupon back and keeps the receipt, marked with who, when and why", async () => {
    const { clerk, member, request, receipt } = await redeemed(12_300);
    chain.nowMs += 60_000;
    const { status, value } = await chain.undo(clerk, request, "returned");
    expect(status).toBe(200);
    expect(value.receipt).toEqual({
      ...receipt,
      undoneAtMs: chain.nowMs,
      undoneByNo: "03",
      undoReason: "returned",
    });
    expect(await walletOf(member)).toMatchObject({
      state: "issued",
      round: 1,
      expiresAtMs: value.expiresAtMs,
      undone: [value.receipt],
    });
    expect(await walletOf(member)).not.toHaveProperty("receipt");
  });

  test("asked again, by whomever may, answers the same, after the window and after the next redemption", async () => {
    const { clerk, member, request } = await redeemed();
    const first = await chain.undo(clerk, request, "mistake");
    const manager = await staffOf("manager", [shop]);
    const before = await chain.digest();
    expect(await chain.undo(clerk, request, "changed_mind")).toEqual(first);
    expect(await chain.undo(manager, request)).toEqual(first);
    expect(await chain.digest()).toBe(before);
    await chain.redeem(clerk, await scannedAgain(clerk, member));
    chain.nowMs += UNDO_WINDOW_MS;
    const after = await chain.digest();
    expect(await chain.undo(clerk, request)).toEqual(first);
    expect(await chain.digest()).toBe(after);
  });

  test("redeem A, undo, redeem B, undo: a late A redeems nothing and gets A's receipt, undone", async () => {
    const { clerk, member, request: a, receipt } = await redeemed();
    const undoneA = await chain.undo(clerk, a);
    const b = await scannedAgain(clerk, member);
    expect(await chain.redeem(clerk, b)).toMatchObject({ status: 200 });
    await chain.undo(clerk, b);
    const before = await chain.digest();
    const late = await chain.redeem(clerk, a);
    expect(late.status).toBe(200);
    expect(late.value).toEqual(undoneA.value.receipt);
    expect(late.value).toMatchObject({ redemptionId: receipt.redemptionId, undoneAtMs: expect.any(Number) });
    expect(await chain.digest()).toBe(before);
    expect(await walletOf(member)).toMatchObject({ state: "issued", round: 2 });
  });

  test("a late request of an undone round is told so the next day too, off shift; a new id of it scans again", async () => {
    const { clerk, request } = await redeemed();
    const { value } = await chain.undo(clerk, request);
    expect(await chain.redeem(clerk, { ...request, redemptionId: makeId("redemption") })).toMatchObject({
      status: 409,
      error: "scan_again",
    });
    expect(await chain.redeem(clerk, { ...request, amountFen: 1 })).toMatchObject({ error: "id_reused" });
    const now = chain.nowMs;
    chain.nowMs += DAY_MS;
    expect(await chain.redeem(clerk, request)).toEqual({ status: 200, value: value.receipt });
    chain.nowMs = now;
  });

  test("three times and no more", async () => {
    const { clerk, member, request } = await redeemed();
    expect(await chain.undo(clerk, request)).toMatchObject({ status: 200 });
    for (const _ of [2, 3]) {
      const next = await scannedAgain(clerk, member);
      await chain.redeem(clerk, next);
      expect(await chain.undo(clerk, next)).toMatchObject({ status: 200 });
    }
    const fourth = await scannedAgain(clerk, member);
    expect(await chain.redeem(clerk, fourth)).toMatchObject({ status: 200 });
    const before = await chain.digest();
    expect(await chain.undo(clerk, fourth)).toMatchObject({ status: 409, error: "undo_limit", detail: { limit: 3 } });
    expect(await chain.undo(await chain.owner(), fourth)).toMatchObject({ error: "undo_limit" });
    expect(await chain.digest()).toBe(before);
    expect((await walletOf(member))?.undone).toHaveLength(3);
  });

  test("the clerk's own window is ten minutes, and then the manager's word is asked for", async () => {
    const { clerk, request, receipt } = await redeemed();
    chain.nowMs = receipt.redeemedAtMs + UNDO_WINDOW_MS;
    const before = await chain.digest();
    expect(await chain.undo(clerk, request)).toMatchObject({
      status: 409,
      error: "undo_too_late",
      detail: { atMs: receipt.redeemedAtMs },
      message: { zh: "核销超过 10 分钟，不能自己撤销了，请店长来撤销" },
    });
    expect(await chain.digest()).toBe(before);
    chain.nowMs -= 1;
    expect(await chain.undo(clerk, request)).toMatchObject({ status: 200 });
  });

  test("a clerk who has ended the shift may still take back their own", async () => {
    const { clerk, request } = await redeemed();
    const { shift } = await chain.must(GetMe, {}, clerk);
    await chain.must(EndShift, { shiftId: shift?.shiftId ?? "" }, clerk);
    expect(await chain.undo(clerk, request)).toMatchObject({ status: 200 });
  });

  test("a manager of the shop, an operator and an owner may at any time", async () => {
    for (const role of ["manager", "operator"] as const) {
      const { request } = await redeemed();
      chain.nowMs += 2 * UNDO_WINDOW_MS;
      const by = await staffOf(role, role === "manager" ? [shop] : [], "77");
      expect(await chain.undo(by, request)).toMatchObject({ status: 200, value: { receipt: { undoneByNo: "77" } } });
    }
    const { request } = await redeemed();
    chain.nowMs += 2 * UNDO_WINDOW_MS;
    expect(await chain.undo(await chain.owner(), request)).toMatchObject({ status: 200 });
  });

  const refusals: [string, number, string, () => Promise<Person>, (r: Redemption) => Redemption][] = [
    ["another clerk of the shop", 403, "undo_not_yours", () => chain.clerk([shop], "04"), (r) => r],
    [
      "a manager of another shop",
      403,
      "not_your_store",
      async () => staffOf("manager", [await chain.shop("二店")]),
      same,
    ],
    ["a manager without a shop", 403, "not_your_store", () => staffOf("manager", []), same],
    [
      "an id nobody made",
      404,
      "redemption_unknown",
      () => chain.owner(),
      (r) => ({ ...r, redemptionId: makeId("redemption") }),
    ],
    ["a round that has not been", 404, "redemption_unknown", () => chain.owner(), (r) => ({ ...r, round: 1 })],
    ["a coupon that is not there", 404, "redemption_unknown", () => chain.owner(), (r) => ({ ...r, n: 9 })],
    ["a member", 403, "forbidden", () => chain.member(), same],
  ];
  test.each(refusals)("refuses %s and writes nothing", async (_, status, error, who, change) => {
    const { request } = await redeemed();
    const by = await who();
    const before = await chain.digest();
    expect(await chain.undo(by, change(request))).toMatchObject({ status, error });
    expect(await chain.digest()).toBe(before);
  });

  test("tells nothing of an undone receipt to those who may not undo it", async () => {
    const { clerk, request } = await redeemed();
    await chain.undo(clerk, request);
    expect(await chain.undo(await chain.clerk([shop], "04"), request)).toMatchObject({ error: "undo_not_yours" });
  });

  test("refuses staff who would give a coupon back to themselves", async () => {
    const manager = await staffOf("manager", [shop]);
    const clerk = await chain.clerkOnShift(shop);
    const request = await chain.visit(clerk, manager, await chain.coupon(manager, offerId));
    await chain.redeem(clerk, request);
    expect(await chain.undo(manager, request)).toMatchObject({ status: 403, error: "undo_own_coupon" });
    expect(await chain.undo(clerk, request)).toMatchObject({ status: 200 });
  });

  test("refuses a reason that is none", async () => {
    const { clerk, request } = await redeemed();
    expect(await chain.undo(clerk, request, "because" as "mistake")).toMatchObject({
      status: 400,
      error: "bad_request",
    });
  });

  test("a coupon that ended meanwhile comes back for 24 hours, to the millisecond", async () => {
    const untilMs = chain.nowMs + 120_000;
    const ending = await chain.offer({ validity: { kind: "fixed", fromMs: chain.nowMs - 1, untilMs } });
    const clerk = await chain.clerkOnShift(shop);
    const member = await chain.member();
    const a = await chain.visit(clerk, member, await chain.coupon(member, ending));
    await chain.redeem(clerk, a);
    chain.nowMs = untilMs + 1_000;
    const { value } = await chain.undo(clerk, a);
    const graceEndsMs = chain.nowMs + UNDO_GRACE_MS;
    expect(value.expiresAtMs).toBe(graceEndsMs);
    chain.nowMs = graceEndsMs - 300_000; // another day, another shift
    await chain.must(OpenShift, { shiftId: makeId("shift"), tableCard: tableCard(shop) }, clerk);
    const late = await scannedAgain(clerk, member);
    chain.nowMs = graceEndsMs;
    expect(await chain.redeem(clerk, late)).toMatchObject({ error: "coupon_expired", detail: { atMs: graceEndsMs } });
    chain.nowMs -= 1;
    expect(await chain.redeem(clerk, late)).toMatchObject({ status: 200 });
  });

  test("a coupon with days left keeps its own end", async () => {
    const { clerk, member, request } = await redeemed();
    const before = (await walletOf(member))?.expiresAtMs;
    const { value } = await chain.undo(clerk, request);
    expect(value.expiresAtMs).toBe(before);
  });

  test("the wallet's tag names one content, whatever order its maps come in", async () => {
    const { clerk, member, request } = await redeemed();
    const used = (await chain.must(GetHome, {}, member)).tag;
    await chain.undo(clerk, request);
    const { tag } = await chain.must(GetHome, {}, member);
    expect(tag).not.toBe(used);
    expect(await chain.must(GetHome, { tag }, member)).not.toHaveProperty("wallet");
  });
});

function same<T>(request: T): T {
  return request;
}
