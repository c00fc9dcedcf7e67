import { BatchWriteItemCommand } from "@aws-sdk/client-dynamodb";
import { ClaimCoupon } from "@huike/shared/coupon";
import { GetHome } from "@huike/shared/member";
import { FreezeOffer, GetOffer, ReopenOffer, ReviseOffer, ThawOffer, VoidOffer } from "@huike/shared/offer-life";
import { type CouponItem, couponKey } from "../coupon/coupon.items.ts";
import { attributes } from "../platform/table.ts";
import { offerCouponRow } from "../projection/offer-rows.ts";
import { project } from "../projection/project.ts";
import { type ClerkOnShift, numberOf, openChain, type Person } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { terms } from "../testing/made-up.ts";

const EVERYWHERE_MS = 12_000;

describe("voiding an offer", () => {
  const chain = openChain();
  holdConserved(chain);
  let owner: Person;
  let clerk: ClerkOnShift;
  beforeAll(async () => {
    owner = await chain.owner();
    clerk = await chain.clerkOnShift(await chain.shop());
  });
  const voidOnce = (offerId: string) => chain.must(VoidOffer, { offerId, why: "t" }, owner);
  const voidToTheEnd = async (offerId: string) => {
    for (let calls = 0; calls < 50; calls++) {
      const progress = await voidOnce(offerId);
      if (progress.isFinished) return progress;
    }
    throw new Error("does not finish");
  };
  const imageOf = async (member: Person, offerId: string) => {
    const { pk, sk } = couponKey(numberOf(member), offerId, 1);
    return (await chain.items()).find((item) => item.pk?.S === pk && item.sk?.S === sk) ?? {};
  };
  /** Rows of coupons that are not there: the walk passes them. */
  const putRows = async (offerId: string, count: number) => {
    const made = Array.from({ length: count }, (_, i) => {
      const item = {
        ...couponKey(`${100_000_000 + i}`, offerId, 1),
        st: "r",
        rnd: 0,
        at: chain.nowMs,
        exp: chain.nowMs,
      };
      const { key, level, fields } = offerCouponRow(item as CouponItem);
      return { PutRequest: { Item: attributes({ ...key, ...fields, lvl: level }) } };
    });
    for (let i = 0; i < made.length; i += 25) {
      const some = { [chain.tables.views]: made.slice(i, i + 25) };
      await chain.tables.client.send(new BatchWriteItemCommand({ RequestItems: some }));
    }
  };
  const stateOf = async (member: Person, offerId: string) => (await imageOf(member, offerId)).st?.S;

  test("first freezes, then cancels what is not used; what was used stays, with its receipt", async () => {
    const offerId = await chain.offer();
    const [used, unused, late] = [await chain.member(), await chain.member(), await chain.member()];
    const [first, second] = [await chain.coupon(used, offerId), await chain.coupon(unused, offerId)];
    const [done, waiting] = [await chain.visit(clerk, used, first), await chain.visit(clerk, unused, second)];
    const receipt = await chain.redeem(clerk, done);
    await chain.projectAll();

    expect(await voidOnce(offerId)).toEqual({ offerId, done: 0, total: 2, cancelled: 0, isFinished: false });
    expect(await chain.call(ClaimCoupon, { offerId, n: 1 }, late)).toMatchObject({ error: "offer_closed" });
    expect(await stateOf(unused, offerId)).toBe("i");
    chain.nowMs += EVERYWHERE_MS;
    expect(await chain.redeem(clerk, waiting)).toMatchObject({ status: 410, error: "coupon_voided" });
    expect(await voidToTheEnd(offerId)).toEqual({ offerId, done: 2, total: 2, cancelled: 1, isFinished: true });
    const before = await chain.digest();
    expect(await voidOnce(offerId)).toMatchObject({ done: 2, cancelled: 1, isFinished: true });
    expect(await chain.digest()).toBe(before);

    expect(await chain.redeem(clerk, waiting)).toMatchObject({ status: 410, error: "coupon_voided" });
    expect(await chain.redeem(clerk, done)).toEqual(receipt);
    const home = await chain.must(GetHome, {}, unused);
    expect(home.wallet?.coupons).toMatchObject([{ state: "voided", voidedAtMs: chain.nowMs }]);
    expect((await chain.lookUp(clerk, unused)).value.coupons).toEqual([]);
    expect(await chain.must(ClaimCoupon, { offerId, n: 1 }, unused)).toMatchObject({ coupon: { state: "voided" } });
  });

  test("does a bounded piece a call, and two callers at once count nothing twice", async () => {
    const offerId = await chain.offer();
    const members = await Promise.all(Array.from({ length: 12 }, () => chain.member()));
    for (const member of members) await chain.coupon(member, offerId);
    await chain.projectAll();
    await putRows(offerId, 1_000);
    await voidOnce(offerId);
    chain.nowMs += EVERYWHERE_MS;
    const pieces = [];
    for (let i = 0; i < 9 && !pieces.at(-1)?.isFinished; i++) {
      const [one] = await Promise.all([voidOnce(offerId), voidOnce(offerId)]);
      pieces.push(one);
    }
    expect(pieces[0]?.isFinished).toBe(false);
    expect(await voidOnce(offerId)).toMatchObject({ done: 1_012, total: 1_012, cancelled: 12, isFinished: true });
  });

  test("a coupon whose row came too late, and a redemption undone afterwards, end voided too", async () => {
    const offerId = await chain.offer();
    const [unseen, undone] = [await chain.member(), await chain.member()];
    await chain.coupon(unseen, offerId);
    const request = await chain.visit(clerk, undone, await chain.coupon(undone, offerId));
    expect(await chain.redeem(clerk, request)).toMatchObject({ status: 200 });
    await voidOnce(offerId);
    chain.nowMs += EVERYWHERE_MS;
    expect(await voidToTheEnd(offerId)).toMatchObject({ done: 0, cancelled: 0 });
    const old = await imageOf(undone, offerId);
    expect(await chain.undo(clerk, request)).toMatchObject({ status: 200 });
    await chain.projectAll();
    expect(await stateOf(unseen, offerId)).toBe("v");
    expect(await stateOf(undone, offerId)).toBe("v");
    await project(old, chain.env);
    expect(await stateOf(undone, offerId)).toBe("v");
    expect(await chain.undo(clerk, request)).toMatchObject({ status: 200 });
  });

  test("is for good", async () => {
    const offerId = await chain.offer();
    await voidOnce(offerId);
    expect(await chain.must(GetOffer, { offerId }, owner)).toMatchObject({ state: "voided" });
    const before = await chain.digest();
    for (const verb of [ReopenOffer, FreezeOffer, ThawOffer] as const) {
      expect(await chain.call(verb, { offerId, why: "t" }, owner)).toMatchObject({ error: "offer_voided" });
    }
    expect(
      await chain.call(ReviseOffer, { offerId, ifVersion: 1, terms: terms({ title: "新" }), why: "t" }, owner),
    ).toMatchObject({ error: "offer_voided" });
    expect(await chain.call(VoidOffer, { offerId: "ofr_zzzzzzzz", why: "t" }, owner)).toMatchObject({ status: 404 });
    expect(await chain.digest()).toBe(before);
  });
});
