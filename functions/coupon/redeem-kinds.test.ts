import type { Benefit } from "@huike/shared/benefit";
import type { OfferTerms } from "@huike/shared/offer";
import { openChain } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";

const MINUTE_MS = 60_000;

describe("redeeming each kind of coupon", () => {
  const chain = openChain();
  holdConserved(chain);
  let shop: string;
  beforeAll(async () => {
    shop = await chain.shop();
  });
  const counter = async (change: Partial<OfferTerms>) => {
    const offerId = await chain.offer(change);
    const [clerk, member] = [await chain.clerkOnShift(shop), await chain.member()];
    const coupon = await chain.coupon(member, offerId);
    return { clerk, member, request: await chain.visit(clerk, member, coupon) };
  };

  test.each<[string, Benefit, object, number | undefined]>([
    ["8.5 折 of a known amount", { kind: "discount", payPercent: 85 }, { amountFen: 999 }, 150],
    ["8.5 折 with its cap", { kind: "discount", payPercent: 85, maxOffFen: 100 }, { amountFen: 999 }, 100],
    ["8.5 折 by eye", { kind: "discount", payPercent: 85 }, {}, undefined],
    ["兑换", { kind: "gift", item: "拿铁一杯" }, {}, 0],
    ["第 2 件 5 折", { kind: "nth_item", nth: 2, payPercent: 50 }, { amountFen: 4_000, itemFen: 2_000 }, 1_000],
    ["代金 above the sale", { kind: "cash", valueFen: 2_000 }, { amountFen: 1_500 }, 1_500],
  ])("%s: the receipt says what was saved, and says it again", async (_, benefit, paid, offFen) => {
    const { clerk, request } = await counter({ benefit });
    const first = await chain.redeem(clerk, { ...request, ...paid });
    expect(first).toMatchObject({ status: 200, value: { benefit } });
    expect(first.value.offFen).toBe(offFen);
    expect(await chain.redeem(clerk, { ...request, ...paid })).toEqual(first);
    const other = await chain.redeem(clerk, { ...request, ...paid, itemFen: 1 });
    expect(other).toMatchObject({ status: 409, error: "id_reused" });
  });

  test.each<[string, Benefit]>([
    ["折扣", { kind: "discount", payPercent: 85, minFen: 1_000 }],
    ["买赠", { kind: "gift", item: "拿铁一杯", minFen: 1_000 }],
  ])("%s asks for its purchase", async (_, benefit) => {
    const { clerk, request } = await counter({ benefit });
    const refused = await chain.redeem(clerk, { ...request, amountFen: 999 });
    expect(refused).toMatchObject({ status: 409, error: "amount_too_low", detail: { minFen: 1_000 } });
    expect(await chain.redeem(clerk, { ...request, amountFen: 1_000 })).toMatchObject({ status: 200 });
  });

  test("keeps to its hours, writes nothing outside of them, and still answers an old request", async () => {
    const mondayAt14 = chain.nowMs;
    const useTimes = { weekdays: [1], hours: [[840, 845] as [number, number]] };
    const { clerk, request } = await counter({ useTimes });
    const late = await counter({ useTimes });
    const done = await chain.redeem(clerk, request);
    expect(done.status).toBe(200);

    chain.nowMs = mondayAt14 + 5 * MINUTE_MS; // the visit still lives
    expect(await chain.redeem(clerk, request)).toEqual(done);
    const before = await chain.digest();
    expect(await chain.redeem(late.clerk, late.request)).toMatchObject({ status: 409, error: "not_at_this_time" });
    expect(await chain.digest()).toBe(before);
    const offered = await chain.lookUp(late.clerk, late.member);
    expect(offered.value.coupons).toMatchObject([{ notUsable: "not_at_this_time" }]);
    chain.nowMs = mondayAt14;
  });

  test("a request with the terms of another version scans again and writes nothing", async () => {
    const { clerk, request } = await counter({});
    const before = await chain.digest();
    expect(await chain.redeem(clerk, { ...request, version: 2 })).toMatchObject({ status: 409, error: "scan_again" });
    expect(await chain.digest()).toBe(before);
  });
});
