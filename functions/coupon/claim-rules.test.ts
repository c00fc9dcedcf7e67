// What an offer's terms say of who may claim, how often and how many in all, at the engine's own conditions.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { ClaimCoupon } from "@huike/shared/coupon";
import { calendarDay } from "@huike/shared/day";
import { CloseOffer, FreezeOffer } from "@huike/shared/offer-life";
import { PutStore } from "@huike/shared/store";
import { cardKey } from "../member/card.items.ts";
import { dayStockKey, type NumbersItem, type StockItem, stockKey } from "../offer/offer.items.ts";
import { getItem } from "../platform/read.ts";
import { attributes, type Key } from "../platform/table.ts";
import { numberOf, openChain, type Person } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { shopFacts } from "../testing/made-up.ts";
import { spareTicket, takeTicket } from "./ticket-numbers.ts";

/** 23:59:59.999 of 5 January in Shanghai. */
const LAST_MS = Date.UTC(2026, 0, 5, 16) - 1;

describe("who may claim, and how often", () => {
  const chain = openChain();
  holdConserved(chain);
  const start = chain.nowMs;
  afterEach(() => {
    chain.nowMs = start;
  });
  const claim = (member: Person, offerId: string, n = 1) => chain.call(ClaimCoupon, { offerId, n }, member);
  const read = <T>(key: Key) => getItem<T>(chain.tables, key, { consistent: true });
  const stockOf = async (offerId: string) => (await read<StockItem>(stockKey(offerId))) as StockItem;
  const dayOf = (offerId: string, ms = chain.nowMs) => read<NumbersItem>(dayStockKey(offerId, calendarDay(ms)));
  const isBalanced = (s: NumbersItem) => s.rest >= 0 && s.nxt + s.rest === s.cap + s.retired;
  const couponsOf = async (offerId: string) =>
    (await chain.items()).filter((item) => item.sk?.S?.startsWith(`CPN#${offerId}#`));
  const promote = (member: Person, level: number) =>
    chain.tables.client.send(
      new UpdateItemCommand({
        TableName: chain.tables.app,
        Key: attributes(cardKey(numberOf(member))),
        UpdateExpression: "SET lvl = :level",
        ExpressionAttributeValues: attributes({ ":level": level }),
      }),
    );

  test("a level too low is told the level, and the level lets in", async () => {
    const offerId = await chain.offer({ minLevel: 3 });
    const member = await chain.member();
    await promote(member, 2);
    const before = await chain.digest();
    expect(await claim(member, offerId)).toMatchObject({ status: 403, error: "level_too_low", detail: { limit: 3 } });
    expect(await chain.digest()).toBe(before);
    await promote(member, 3);
    expect(await claim(member, offerId)).toMatchObject({ status: 200 });
  });

  test("what is only given cannot be claimed", async () => {
    const offerId = await chain.offer({ access: "granted" });
    const member = await chain.member();
    const before = await chain.digest();
    expect(await claim(member, offerId)).toMatchObject({ status: 403, error: "offer_granted_only" });
    expect(await chain.digest()).toBe(before);
  });

  test("a day's limit ends at midnight in Shanghai, and a repeat is answered on either side of it", async () => {
    const offerId = await chain.offer({ perMember: 5, perDay: 2 });
    const member = await chain.member();
    chain.nowMs = LAST_MS;
    const first = await chain.coupon(member, offerId, 1);
    await chain.coupon(member, offerId, 2);
    const before = await chain.digest();
    const third = await claim(member, offerId, 3);
    expect(third).toMatchObject({ status: 409, error: "daily_limit_reached", detail: { limit: 2 } });
    expect(await chain.coupon(member, offerId, 1)).toEqual(first);
    expect(await chain.digest()).toBe(before);
    chain.nowMs = LAST_MS + 1;
    expect(await claim(member, offerId, 3)).toMatchObject({ status: 200 });
    expect(await chain.coupon(member, offerId, 1)).toEqual(first);
    expect(await stockOf(offerId)).toMatchObject({ nxt: 3, rest: 97 });
  });

  test("a day's limit holds against all taps at once, and no number is lost to it", async () => {
    const offerId = await chain.offer({ perMember: 9, perDay: 3 });
    const member = await chain.member();
    const taps = await Promise.all([1, 2, 3, 4, 5, 6, 7, 1, 2].map((n) => claim(member, offerId, n)));
    const held = new Set(taps.filter(({ status }) => status === 200).map(({ value }) => value.coupon.n));
    expect(held.size).toBe(3);
    expect(new Set(taps.map(({ error }) => error))).toEqual(new Set([undefined, "daily_limit_reached"]));
    expect(await couponsOf(offerId)).toHaveLength(3);
    const marks = (await chain.items()).filter((item) => item.sk?.S?.startsWith(`DAY#${offerId}#`));
    expect(marks.map((item) => item.sk?.S?.split("#").at(-1)).sort()).toEqual(["1", "2", "3"]);
    expect(isBalanced(await stockOf(offerId))).toBe(true);
    // Those taken in vain serve others of this instance.
    const { nxt } = await stockOf(offerId);
    for (let i = 3; i < nxt; i++) await chain.coupon(await chain.member(), offerId);
    expect((await stockOf(offerId)).nxt).toBe(nxt);
  });

  test("a day's stock is never oversold, and the next day has its own", async () => {
    const offerId = await chain.offer({}, { stock: 7, stockPerDay: 4 });
    const members = await Promise.all(Array.from({ length: 20 }, () => chain.member()));
    const today = await Promise.all(members.map((member) => claim(member, offerId)));
    expect(today.filter(({ status }) => status === 200)).toHaveLength(4);
    expect(new Set(today.map(({ error }) => error))).toEqual(new Set([undefined, "sold_out_today"]));
    expect(await dayOf(offerId)).toMatchObject({ cap: 4, rest: 0, nxt: 4 });
    expect(await stockOf(offerId)).toMatchObject({ cap: 7, rest: 3, nxt: 4 });
    const rest = members.filter((_, i) => today[i]?.status !== 200);
    const before = await chain.digest();
    chain.nowMs += 2_000;
    expect(await claim(rest[0] ?? never(), offerId)).toMatchObject({ status: 409, error: "sold_out_today" });
    expect(await chain.digest()).toBe(before);

    chain.nowMs = LAST_MS + 1;
    const tomorrow = await Promise.all(rest.map((member) => claim(member, offerId)));
    expect(tomorrow.filter(({ status }) => status === 200)).toHaveLength(3);
    expect(await stockOf(offerId)).toMatchObject({ rest: 0, nxt: 7 });
    const coupons = await couponsOf(offerId);
    expect(new Set(coupons.map((item) => item.k?.N)).size).toBe(7);
    const dayNumbers = coupons.map((item) => `${calendarDay(Number(item.at?.N))}#${item.kd?.N}`);
    expect(new Set(dayNumbers).size).toBe(7);
    expect([await dayOf(offerId), await stockOf(offerId)].every((s) => s && isBalanced(s))).toBe(true);
  }, 30_000);

  test("closed and out for today is closed", async () => {
    const offerId = await chain.offer({}, { stockPerDay: 1 });
    await chain.coupon(await chain.member(), offerId);
    await chain.must(CloseOffer, { offerId, why: "t" }, await chain.owner());
    expect(await claim(await chain.member(), offerId)).toMatchObject({ error: "offer_closed" });
  });

  test("a spare number serves nobody once the offer is closed", async () => {
    const offerId = await chain.offer();
    const ticket = await takeTicket(chain.env, offerId);
    if (typeof ticket === "string") throw new Error(ticket);
    await spareTicket(chain.env, offerId, ticket);
    await chain.must(CloseOffer, { offerId, why: "t" }, await chain.owner());
    expect(await claim(await chain.member(), offerId)).toMatchObject({ error: "offer_closed" });
  });

  test("a repeat gets its coupon whatever became of the offer", async () => {
    const offerId = await chain.offer({ perDay: 1 });
    const member = await chain.member();
    const first = await chain.coupon(member, offerId);
    await chain.must(CloseOffer, { offerId, why: "t" }, await chain.owner());
    await chain.must(FreezeOffer, { offerId, why: "t" }, await chain.owner());
    chain.forget();
    expect(await chain.coupon(member, offerId)).toEqual(first);
  });

  test("shops by tag: one that gains the tag takes the coupon, one that loses it still does", async () => {
    const [tagged, plain] = [await chain.shop("机场店"), await chain.shop("街边店")];
    const owner = await chain.owner();
    const tag = (storeId: string, name: string, tags?: string[]) =>
      chain.must(PutStore, { storeId, facts: { ...shopFacts(name), ...(tags ? { tags } : {}) }, why: "t" }, owner);
    await tag(tagged, "机场店", ["机场"]);
    const offerId = await chain.offer({ storeTag: "机场" });
    const member = await chain.member();
    const coupon = await chain.coupon(member, offerId);
    const [here, there] = [await chain.clerkOnShift(plain), await chain.clerkOnShift(tagged)];
    const early = await chain.redeem(here, await chain.visit(here, member, coupon));
    expect(early).toMatchObject({ status: 403, error: "store_not_covered" });
    await tag(plain, "街边店", ["机场", "直营"]);
    await tag(tagged, "机场店");
    chain.forget();
    chain.nowMs += 60_000;
    const offered = await chain.lookUp(here, member);
    expect(offered.value.coupons.map(({ notUsable }) => notUsable)).toEqual([undefined]);
    chain.nowMs += 60_000;
    expect(await chain.redeem(there, await chain.visit(there, member, coupon))).toMatchObject({ status: 200 });
  });
});

function never(): never {
  throw new Error("somebody was refused");
}
