// Everybody at once while an operator changes the offer: claims against closing, redemptions against voiding, claims
// against the stock. Counted, not timed.
import { ClaimCoupon } from "@huike/shared/coupon";
import { CloseOffer, SetDayStock, SetStock, VoidOffer } from "@huike/shared/offer-life";
import fc from "fast-check";
import { mintVisit } from "../counter/visit-token.ts";
import { couponKey } from "../coupon/coupon.items.ts";
import { spareTicket, type Ticket, takeTicket } from "../coupon/ticket-numbers.ts";
import { voidCoupon } from "../coupon/void-coupon.ts";
import { readStocks } from "../nightly/read-stocks.ts";
import {
  dayStockKey,
  type NumbersItem,
  type OfferItem,
  offerKey,
  type StockItem,
  stockKey,
} from "../offer/offer.items.ts";
import { currentOffer } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { numberOf, openChain, type Person } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { makeId } from "../testing/made-up.ts";

describe("a storm on an offer that changes", () => {
  const chain = openChain();
  holdConserved(chain);
  let owner: Person;
  let members: Person[];
  beforeAll(async () => {
    owner = await chain.owner();
    members = await Promise.all(Array.from({ length: 60 }, () => chain.member()));
  }, 60_000);
  const stockOf = async (offerId: string) =>
    (await getItem<StockItem>(chain.tables, stockKey(offerId), { consistent: true })) as StockItem;
  const isBalanced = (s: NumbersItem) => s.rest >= 0 && s.nxt + s.rest === s.cap + s.retired;
  const couponsOf = async (offerId: string) =>
    (await chain.items()).filter((item) => item.sk?.S?.startsWith(`CPN#${offerId}#`));

  test("claims against a close: none begun after its answer succeeds, and every number is a coupon's or spare", async () => {
    const offerId = await chain.offer({}, { stock: 40 });
    const claim = (member: Person) => chain.call(ClaimCoupon, { offerId, n: 1 }, member);
    const [early, late] = [members.slice(0, 40), members.slice(40)];
    const closing = (async () => {
      await Promise.all(early.slice(0, 5).map(claim));
      await chain.must(CloseOffer, { offerId, why: "t" }, owner);
      return Promise.all(late.map(claim));
    })();
    const answers = await Promise.all(early.slice(5).map(claim));
    expect(new Set((await closing).map(({ error }) => error))).toEqual(new Set(["offer_closed"]));
    expect(new Set(answers.map(({ error }) => error ?? "had")).has("offer_sold_out")).toBe(false);
    const coupons = await couponsOf(offerId);
    const stock = await stockOf(offerId);
    expect(isBalanced(stock)).toBe(true);
    expect(new Set(coupons.map((item) => item.k?.N)).size).toBe(coupons.length);
    expect(coupons.length).toBe(stock.nxt);
  }, 60_000);

  test("redemptions against a void: each coupon ends used or voided, and what was acknowledged stays", async () => {
    const shop = await chain.shop();
    const clerk = await chain.clerkOnShift(shop);
    const offerId = await chain.offer();
    for (const member of members) await chain.coupon(member, offerId);
    await chain.projectAll();
    const requests = members.map((member) => {
      const memberNo = numberOf(member);
      const visit = { clerk: numberOf(clerk), storeId: shop, memberNo };
      const ids = { redemptionId: makeId("redemption"), orderId: makeId("order"), memberNo, offerId };
      const { token: visitToken } = mintVisit(chain.secrets.visitKey, visit, chain.nowMs);
      return { ...ids, visitToken, n: 1, round: 0, version: 1 };
    });
    // Counters that knew the offer before it was void: the coupon's own condition is all that stands between them.
    await chain.redeem(clerk, requests[0] ?? never());
    await chain.must(VoidOffer, { offerId, why: "t" }, owner);
    const redeeming = requests.map((request) => chain.redeem(clerk, request));
    const voiding = members.slice(10).map((member) => voidCoupon(chain.env, couponKey(numberOf(member), offerId, 1)));
    const [answers, voided] = await Promise.all([Promise.all(redeeming), Promise.all(voiding)]);
    chain.nowMs += 12_000;
    let progress = await chain.must(VoidOffer, { offerId, why: "t" }, owner);
    while (!progress.isFinished) progress = await chain.must(VoidOffer, { offerId, why: "t" }, owner);

    const coupons = await couponsOf(offerId);
    const used = coupons.filter((item) => item.st?.S === "r");
    const cancelled = coupons.filter((item) => item.st?.S === "v");
    expect(used.length + cancelled.length).toBe(members.length);
    expect(progress).toMatchObject({ done: members.length, cancelled: cancelled.length });
    const acknowledged = requests.filter((_, i) => answers[i]?.status === 200).map((one) => one.redemptionId);
    expect(used.map((item) => item.red?.L?.[0]?.M?.rid?.S).sort()).toEqual(acknowledged.sort());
    expect(new Set(answers.map(({ error }) => error))).toEqual(new Set([undefined, "coupon_voided"]));
    expect(voided.filter(Boolean)).toHaveLength(cancelled.length);
    // A day later the acknowledged ones still have their receipt.
    const again = await Promise.all(requests.map((request) => chain.redeem(clerk, request)));
    expect(again.map(({ status }) => status === 200)).toEqual(answers.map(({ status }) => status === 200));
  }, 120_000);

  test("claims against a stock that goes up and down: never below what is taken", async () => {
    const offerId = await chain.offer({}, { stock: 30 });
    const changing = (async () => {
      let cap = 30;
      for (const stock of [20, 45, 10, 5, 50, 1, 30]) {
        const answer = await chain.call(SetStock, { offerId, ifStock: cap, stock, why: "t" }, owner);
        if (answer.status === 200) cap = stock;
        else expect(answer).toMatchObject({ error: "stock_below_taken" });
        expect(isBalanced(await stockOf(offerId))).toBe(true);
      }
    })();
    const answers = await Promise.all(members.map((member) => chain.call(ClaimCoupon, { offerId, n: 1 }, member)));
    await changing;
    const stock = await stockOf(offerId);
    expect(isBalanced(stock)).toBe(true);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(stock.nxt);
    expect(await couponsOf(offerId)).toHaveLength(stock.nxt);
    expect(stock.nxt).toBeLessThanOrEqual(stock.cap);
  }, 60_000);

  type Step =
    | { readonly do: "take" | "spare" | "wait"; readonly by: number }
    | { readonly do: "stock"; readonly of: "total" | "day"; readonly stock: number };
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constantFrom("take" as const, "spare" as const), by: fc.nat(2) }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant("wait" as const), by: fc.constantFrom(500, 40_000, 43_200_000) }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant("stock" as const),
        of: fc.constantFrom("total" as const, "day" as const),
        stock: fc.integer({ min: 1, max: 12 }),
      }),
    },
  );

  test("whatever is taken, handed back, raised and lowered: no number twice, no day and no stock exceeded", async () => {
    const start = chain.nowMs;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        chain.nowMs = start;
        const offerId = await chain.offer({}, { stock: 6, stockPerDay: 4 });
        const instances: Env[] = [chain.coldEnv(), chain.coldEnv(), chain.coldEnv()];
        const held: Ticket[] = [];
        for (const one of steps) {
          if (one.do === "wait") chain.nowMs += one.by;
          else if (one.do === "stock") await change(offerId, one);
          else await takeOrSpare(instances[one.by] ?? chain.env, offerId, held, one.do);
          await expectSound(offerId, held);
        }
        expect((await readStocks(chain.env)).findings).toEqual([]);
      }),
      { numRuns: 25 },
    );
    chain.nowMs = start;
  }, 240_000);

  async function change(offerId: string, { of, stock }: Extract<Step, { do: "stock" }>): Promise<void> {
    const { cap } = await stockOf(offerId);
    const offer = await getItem<OfferItem>(chain.tables, offerKey(offerId), { consistent: true });
    const order = { offerId, stock, why: "t" };
    if (of === "total") await chain.call(SetStock, { ...order, ifStock: cap }, owner);
    else await chain.call(SetDayStock, { ...order, ifStock: offer?.stockPerDay ?? never("a limit") }, owner);
  }

  async function takeOrSpare(env: Env, offerId: string, held: Ticket[], act: "take" | "spare"): Promise<void> {
    const back = act === "spare" ? held.pop() : undefined;
    if (back) return spareTicket(env, offerId, back);
    const { stockPerDay } = (await currentOffer(env, offerId)) ?? never("terms");
    const ticket = await takeTicket(env, offerId, { stockPerDay });
    if (typeof ticket !== "string") held.push(ticket);
  }

  async function expectSound(offerId: string, held: readonly Ticket[]): Promise<void> {
    const stock = await stockOf(offerId);
    expect(isBalanced(stock)).toBe(true);
    expect(held.length).toBeLessThanOrEqual(stock.nxt);
    expect(new Set(held.map(({ k }) => k)).size).toBe(held.length);
    const days = held.map(({ day }) => `${day?.key.sk}#${day?.k}`);
    expect(new Set(days).size).toBe(held.length);
    for (const sk of new Set(held.map(({ day }) => day?.key.sk ?? ""))) {
      const key = dayStockKey(offerId, sk.slice("STOCK#".length));
      const day = (await getItem<NumbersItem>(chain.tables, key, { consistent: true })) as NumbersItem;
      expect(isBalanced(day)).toBe(true);
      expect(held.filter((ticket) => ticket.day?.key.sk === sk).length).toBeLessThanOrEqual(day.cap);
    }
  }
});

function never(what = "members"): never {
  throw new Error(`there are ${what}`);
}
