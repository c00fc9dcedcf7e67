// What tidying moves and what it leaves, one clause at a time, and what may happen between its looking and its writing. The
// walk over weeks with a phone is tidy.test.ts.
import { DAY_MS } from "@huike/shared/day";
import type { StockItem } from "../offer/offer.items.ts";
import { Axe } from "../testing/axe.ts";
import { openBareTables } from "../testing/bare-tables.ts";
import { Meanwhile } from "../testing/meanwhile.ts";
import type { CouponItem } from "./coupon.items.ts";
import { pastKey, stubOf } from "./past.items.ts";
import { tidyWallet } from "./tidy.ts";

describe("tidying", () => {
  const bare = openBareTables();
  const meanwhile = new Meanwhile(bare.tables.client);
  const axe = new Axe(bare.tables.client);
  const tidy = async (member: Awaited<ReturnType<typeof bare.member>>) => {
    const answer = await tidyWallet(member, {}, bare.env);
    return answer.ok ? answer.value.moved : answer.error;
  };
  /** A member with so many coupons that are over. */
  const untidy = async (count: number, change: Partial<CouponItem> = {}) => {
    const member = await bare.member();
    const coupons: CouponItem[] = [];
    for (let n = 1; n <= count; n++)
      coupons.push(await bare.coupon(member.memberNo, "ofr_0000", n, { st: "v", ...change }));
    return { member, coupons };
  };
  const places = (coupons: readonly CouponItem[]) =>
    Promise.all(coupons.map(async (one) => [await bare.item(one), await bare.item(pastKey(one))]));
  const moved = (coupon: CouponItem) => [stubOf(coupon), { ...coupon, ...pastKey(coupon), ev: 1 }];
  const stubbed = async (count: number, stock: Partial<StockItem>) => {
    const offerId = await bare.offer({}, { stock });
    const member = await bare.member();
    const stubs: CouponItem[] = [];
    for (let n = 1; n <= count; n++) stubs.push(await bare.coupon(member.memberNo, offerId, n));
    for (const stub of stubs) await bare.put(stubOf(stub));
    const left = async () => (await Promise.all(stubs.map((stub) => bare.item(stub)))).filter(Boolean).length;
    return { member, stubs, left };
  };

  test("moves a coupon that is over and leaves a stub; one that is not stays", async () => {
    const { member, coupons } = await untidy(1, { rnd: 1, red: [] });
    const good = await bare.coupon(member.memberNo, "ofr_0000", 2);
    expect(await tidy(member)).toBe(1);
    expect(await places([...coupons, good])).toEqual([...coupons.map(moved), [{ ...good, ev: 1 }, undefined]]);
    expect(bare.staleReads()).toEqual([]);
  });

  test("moves ten at a time, and lets stubs go with what is left of the ten", async () => {
    const { member, left } = await stubbed(12, { closes: bare.nowMs - 30 * DAY_MS });
    expect([await tidy(member), await left()]).toEqual([0, 2]);
    const some = await stubbed(12, { closes: bare.nowMs - 30 * DAY_MS });
    for (let n = 1; n <= 3; n++) await bare.coupon(some.member.memberNo, "ofr_0000", n, { st: "v" });
    expect([await tidy(some.member), await some.left()]).toEqual([3, 12 - 7]);
    const many = await untidy(11);
    const stub = await stubbed(1, { closes: bare.nowMs - 30 * DAY_MS });
    await Promise.all(stub.stubs.map((one) => bare.put({ ...stubOf(one), pk: `MBR#${many.member.memberNo}` })));
    expect([await tidy(many.member), await tidy(many.member)]).toEqual([10, 1]);
  });

  test("lets a stub go thirty days after its offer closed, and not a moment before", async () => {
    const closed = await stubbed(1, { closes: bare.nowMs - 30 * DAY_MS });
    const soon = await stubbed(1, { closes: bare.nowMs - 30 * DAY_MS + 1 });
    for (const { member } of [closed, soon]) expect(await tidy(member)).toBe(0);
    expect([await closed.left(), await soon.left()]).toEqual([0, 1]);
  });

  test("keeps a stub of an offer that has no stock", async () => {
    const member = await bare.member();
    const stub = stubOf(await bare.coupon(member.memberNo, "ofr_0000", 1));
    await bare.put(stub);
    expect(await tidy(member)).toBe(0);
    expect(await bare.item({ pk: `MBR#${member.memberNo}`, sk: "CPN#ofr_0000#1" })).toEqual(stub);
  });

  describe("while", () => {
    test.each<[string, Partial<CouponItem>]>([
      ["is in another state", { st: "i" }],
      ["is in another round", { rnd: 1 }],
    ])("a coupon comes to be what it was not (%s), leaves it and moves the others", async (_, change) => {
      const { member, coupons } = await untidy(2);
      const [first, second] = coupons as [CouponItem, CouponItem];
      meanwhile.beforeNextTransaction(() => bare.put({ ...first, ...change }));
      expect(await tidy(member)).toBe(1);
      expect(await places([first, second])).toEqual([[{ ...first, ...change }, undefined], moved(second)]);
    });

    test("another tidies, moves nothing twice", async () => {
      const { member, coupons } = await untidy(2);
      meanwhile.beforeNextTransaction(() => tidy(member));
      expect(await tidy(member)).toBe(0);
      expect(await places(coupons)).toEqual(coupons.map(moved));
    });

    test("a stub's place becomes a coupon's, leaves the coupon", async () => {
      const { member, stubs, left } = await stubbed(2, { closes: bare.nowMs - 30 * DAY_MS });
      meanwhile.beforeNext("DeleteItemCommand", () => bare.put(stubs[0] as CouponItem));
      expect(await tidy(member)).toBe(0);
      expect([await left(), await bare.item(stubs[0] as CouponItem)]).toEqual([1, stubs[0]]);
    });
  });

  test("puts nothing away over what lies there", async () => {
    const { member, coupons } = await untidy(1);
    const [coupon] = coupons as [CouponItem];
    const lies = await bare.put({ ...coupon, ...pastKey(coupon), k: 8 });
    expect(await tidy(member)).toBe(0);
    expect(await places([coupon])).toEqual([[{ ...coupon, ev: 1 }, lies]]);
  });

  test("that the table did not answer is no refusal", async () => {
    const { member } = await untidy(1);
    axe.plan(["ok", "before"]);
    await expect(tidy(member)).rejects.toThrow("cut before the call");
    const { member: other } = await stubbed(1, { closes: bare.nowMs - 30 * DAY_MS });
    axe.plan(["ok", "ok", "before"]);
    await expect(tidy(other)).rejects.toThrow("cut before the call");
  });
});
