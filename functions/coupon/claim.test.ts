import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { ClaimCoupon } from "@huike/shared/coupon";
import { DAY_MS } from "@huike/shared/day";
import { type StockItem, stockKey } from "../offer/offer.items.ts";
import { attributes, fields } from "../platform/table.ts";
import { numberOf, openChain } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { couponKey } from "./coupon.items.ts";

describe("claiming a coupon", () => {
  const chain = openChain();
  holdConserved(chain);
  const stockOf = async (offerId: string): Promise<StockItem> => {
    const { Item } = await chain.tables.client.send(
      new GetItemCommand({ TableName: chain.tables.app, Key: attributes(stockKey(offerId)), ConsistentRead: true }),
    );
    return fields<StockItem>(Item ?? {});
  };
  const isBalanced = (s: StockItem) => s.nxt + s.rest === s.cap + s.retired;

  test("puts it into the wallet under the terms of the moment", async () => {
    const offerId = await chain.offer();
    const coupon = await chain.coupon(await chain.member(), offerId);
    expect(coupon).toMatchObject({ offerId, n: 1, state: "issued", round: 0, validFromMs: chain.nowMs });
    // Seven calendar days after today, to the last millisecond of that day in Shanghai.
    expect(coupon.expiresAtMs).toBe(Date.UTC(2026, 0, 12, 16) - 1);
  });

  test("answers a repeat with the same coupon and burns no number", async () => {
    const offerId = await chain.offer();
    const member = await chain.member();
    const first = await chain.coupon(member, offerId);
    const taken = (await stockOf(offerId)).nxt;
    chain.nowMs += 60_000;
    expect(await chain.coupon(member, offerId)).toEqual(first);
    expect((await stockOf(offerId)).nxt).toBe(taken);
  });

  test("answers twenty taps at once with one coupon", async () => {
    const offerId = await chain.offer();
    const member = await chain.member();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => chain.call(ClaimCoupon, { offerId, n: 1 }, member)),
    );
    expect(new Set(answers.map((a) => JSON.stringify(a))).size).toBe(1);
    const stock = await stockOf(offerId);
    expect(isBalanced(stock)).toBe(true);
  });

  test("keeps to the limit per member", async () => {
    const offerId = await chain.offer({ perMember: 2 });
    const member = await chain.member();
    await chain.coupon(member, offerId, 1);
    await chain.coupon(member, offerId, 2);
    const before = await chain.digest();
    const answer = await chain.call(ClaimCoupon, { offerId, n: 3 }, member);
    expect(answer).toMatchObject({ status: 409, error: "limit_reached", detail: { limit: 2 } });
    expect(await chain.digest()).toBe(before);
  });

  test("sells 5 to 40 who come at once: never over, the number on each coupon its own", async () => {
    const offerId = await chain.offer({}, { stock: 5 });
    const members = await Promise.all(Array.from({ length: 40 }, () => chain.member()));
    const answers = await Promise.all(members.map((m) => chain.call(ClaimCoupon, { offerId, n: 1 }, m)));
    const refusals = answers.filter((a) => a.status !== 200);
    expect(refusals).toHaveLength(35);
    expect(new Set(refusals.map((a) => a.error))).toEqual(new Set(["offer_sold_out"]));
    const coupons = (await chain.items()).filter((item) => item.sk?.S?.startsWith(`CPN#${offerId}`));
    expect(new Set(coupons.map((item) => item.k?.N)).size).toBe(5);
    expect(await stockOf(offerId)).toMatchObject({ rest: 0, nxt: 5, cap: 5 });
  }, 60_000);

  test("gives a number that made no coupon to the next claimant", async () => {
    const offerId = await chain.offer({}, { stock: 2 });
    const [slow, next] = [await chain.member(), await chain.member()];
    // Two taps of one member through two instances: the second one's number is spare.
    await Promise.all([1, 2, 3, 4].map(() => chain.call(ClaimCoupon, { offerId, n: 1 }, slow)));
    chain.nowMs += 2_000;
    const answer = await chain.call(ClaimCoupon, { offerId, n: 1 }, next);
    expect(answer.status).toBe(200);
  });

  test("refuses before the window, after it and an offer that is not there", async () => {
    const offerId = await chain.offer();
    const member = await chain.member();
    const start = chain.nowMs;
    chain.nowMs = start - 5_000;
    expect(await chain.call(ClaimCoupon, { offerId, n: 1 }, member)).toMatchObject({ error: "offer_not_open" });
    chain.nowMs = start + 30 * DAY_MS;
    const later = { ...member, ...(await chain.signIn(member.phone)) };
    expect(await chain.call(ClaimCoupon, { offerId, n: 1 }, later)).toMatchObject({ error: "offer_closed" });
    chain.nowMs = start;
    expect(await chain.call(ClaimCoupon, { offerId: "ofr_zzzzzzzz", n: 1 }, member)).toMatchObject({
      status: 404,
      error: "offer_unknown",
    });
    expect((await stockOf(offerId)).nxt).toBe(0);
  });

  test("keeps apart who issued it from who won the member", async () => {
    const [first, second] = [await chain.shop("一店"), await chain.shop("二店")];
    const offerId = await chain.offer();
    const member = await chain.member(await chain.channel({ storeId: first, offerId }));
    const scene = await chain.channel({ storeId: second, offerId });
    await chain.must(ClaimCoupon, { offerId, n: 1, scene }, member);
    const { Item } = await chain.tables.client.send(
      new GetItemCommand({
        TableName: chain.tables.app,
        Key: attributes(couponKey(numberOf(member), offerId, 1)),
      }),
    );
    expect(Item).toMatchObject({ ch: { S: scene }, ist: { S: second } });
  });

  test("refuses a claim by a dead scene and writes nothing", async () => {
    const shop = await chain.shop();
    const offerId = await chain.offer();
    const scene = await chain.channel({ storeId: shop, offerId, state: "retired" });
    const member = await chain.member();
    const before = await chain.digest();
    expect(await chain.call(ClaimCoupon, { offerId, n: 1, scene }, member)).toMatchObject({ error: "channel_retired" });
    expect(await chain.call(ClaimCoupon, { offerId, n: 1, scene: "nosuchscene" }, member)).toMatchObject({
      error: "channel_unknown",
    });
    expect(await chain.digest()).toBe(before);
  });
});
