import { DeleteItemCommand } from "@aws-sdk/client-dynamodb";
import { DAY_MS } from "@huike/shared/day";
import { couponKey } from "../coupon/coupon.items.ts";
import { issueCoupon, newCoupon } from "../coupon/issue.ts";
import { takeTicket } from "../coupon/ticket-numbers.ts";
import { type StockItem, stockKey } from "../offer/offer.items.ts";
import { currentOffer } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { attributes } from "../platform/table.ts";
import { Axe, type Fault } from "../testing/axe.ts";
import { type Chain, mondayMs, openChain } from "../testing/chain.ts";
import { returnNumbers, SETTLE_MS } from "./return-numbers.ts";
import { roundKey } from "./round.items.ts";

/** A night's ticks until the round is over; between two of them another instance takes over. */
async function night(chain: Chain, pagesPerRun = Number.POSITIVE_INFINITY): Promise<number> {
  for (let ticks = 1; ticks < 2_000; ticks++) {
    let pages = 0;
    const phase = await returnNumbers(chain.coldEnv(), { hasTime: () => ++pages <= pagesPerRun, pageItems: 7 });
    if (phase === "over") return ticks;
    if (phase === "settle") chain.nowMs += SETTLE_MS;
  }
  throw new Error("the night does not end");
}

describe("the nightly return of numbers", () => {
  const chain = openChain();
  const axe = new Axe(chain.tables.once);
  const calls = new Axe(chain.tables.client);
  let buyers = 0;

  // Every test has a night of its own.
  afterEach(async () => {
    await chain.tables.client.send(new DeleteItemCommand({ TableName: chain.tables.views, Key: attributes(roundKey) }));
    chain.nowMs = mondayMs;
    chain.forget();
  });

  const stockOf = async (offerId: string): Promise<StockItem> => {
    const stock = await getItem<StockItem>(chain.tables, stockKey(offerId), { consistent: true });
    if (!stock) throw new Error("no stock");
    expect(stock.nxt + stock.rest).toBe(stock.cap + stock.retired);
    return stock;
  };
  const couponsOf = async (offerId: string): Promise<number[]> =>
    (await chain.items()).filter((item) => item.sk?.S?.startsWith(`CPN#${offerId}`)).map((item) => Number(item.k?.N));
  const buy = async (env: Env, offerId: string): Promise<"coupon" | "refused" | "failed"> => {
    const offer = await currentOffer(env, offerId);
    if (!offer) throw new Error("no offer");
    const key = couponKey(String(100_000_000 + ++buyers), offerId, 1);
    try {
      const ticket = await takeTicket(env, offerId);
      if (typeof ticket === "string") return "refused";
      await issueCoupon(env, newCoupon(key, offer, ticket.k, env.nowMs()), ticket);
      return "coupon";
    } catch {
      return "failed";
    }
  };
  const rush = async (offerId: string, buyersNow: number, plan: readonly Fault[]) => {
    axe.plan(plan);
    const outcomes = [];
    for (let i = 0; i < buyersNow; i++) outcomes.push(await buy(chain.env, offerId));
    axe.plan([]);
    return outcomes;
  };

  test("gives back what crashed takes and issues stranded, no more and no less", async () => {
    const offerId = await chain.offer({}, { stock: 20 });
    // Of each buyer a take and, where it answered, an issue: two takes and two issues are cut, on either side.
    await rush(offerId, 10, ["ok", "ok", "before", "after", "ok", "before", "ok", "after"]);
    const before = await stockOf(offerId);
    const live = await couponsOf(offerId);
    // The take cut before it was sent took no number; the issue cut after it took effect made a coupon.
    expect([before.nxt, live.length]).toEqual([9, 7]);
    await night(chain);
    expect(await stockOf(offerId)).toMatchObject({ rest: 13, retired: 2, done: 9 });
    chain.nowMs += 2_000;
    await rush(offerId, 30, []);
    expect(await stockOf(offerId)).toMatchObject({ rest: 0 });
    const sold = await couponsOf(offerId);
    expect([sold.length, new Set(sold).size]).toEqual([20, 20]);
  }, 60_000);

  test("comes to the same when every run is cut after a page", async () => {
    const offerId = await chain.offer({}, { stock: 20 });
    await rush(offerId, 10, ["ok", "before", "after", "ok", "before"]);
    chain.nowMs += DAY_MS;
    const { nxt } = await stockOf(offerId);
    const live = (await couponsOf(offerId)).length;
    expect(await night(chain, 1)).toBeGreaterThan(10);
    expect(await stockOf(offerId)).toMatchObject({ rest: 20 - live, retired: nxt - live, done: nxt });
  }, 60_000);

  test("comes to the same when two instances run side by side", async () => {
    const offerId = await chain.offer({}, { stock: 20 });
    await rush(offerId, 6, ["ok", "before", "ok", "before"]);
    chain.nowMs += DAY_MS;
    for (let tick = 0; tick < 40; tick++) {
      const bounds = { hasTime: () => true, pageItems: 5 };
      await Promise.all([1, 2, 3].map(() => returnNumbers(chain.coldEnv(), bounds)));
      chain.nowMs += SETTLE_MS / 4;
    }
    expect(await stockOf(offerId)).toMatchObject({ rest: 16, retired: 2, done: 6 });
  }, 60_000);

  test.each<Fault>(["before", "after"])(
    "comes to the same when its nth table call is cut %s it took effect",
    async (fault) => {
      const offerId = await chain.offer({}, { stock: 20 });
      await rush(offerId, 4, ["ok", "before"]);
      for (let nth = 0; nth < 12; nth++) {
        chain.nowMs += SETTLE_MS;
        calls.plan([...Array<Fault>(nth % 4).fill("ok"), fault]);
        await returnNumbers(chain.coldEnv(), { hasTime: () => true }).catch(() => undefined);
        calls.plan([]);
      }
      await night(chain);
      expect(await stockOf(offerId)).toMatchObject({ nxt: 4, done: 4, retired: 1, rest: 17 });
    },
    60_000,
  );

  test("waits an hour after the marks, and leaves alone what is taken meanwhile", async () => {
    const offerId = await chain.offer({}, { stock: 20 });
    await rush(offerId, 3, ["ok", "before"]);
    chain.nowMs += DAY_MS;
    const bounds = { hasTime: () => true };
    expect(await returnNumbers(chain.env, bounds)).toBe("settle");
    // A number below no mark, in the hands of an instance that is slow to issue it.
    const slow = await takeTicket(chain.env, offerId);
    chain.nowMs += SETTLE_MS - 1;
    expect(await returnNumbers(chain.env, bounds)).toBe("settle");
    chain.nowMs += 1;
    expect(await returnNumbers(chain.env, bounds)).toBe("over");
    expect(await stockOf(offerId)).toMatchObject({ nxt: 4, done: 3, retired: 1, rest: 17 });
    expect(slow).toMatchObject({ k: 3 });
    // The rest of the night has nothing left to do.
    chain.nowMs += 600_000;
    expect(await returnNumbers(chain.env, bounds)).toBe("over");
    expect(await stockOf(offerId)).toMatchObject({ retired: 1, rest: 17 });
  }, 60_000);

  test("never lets a number live on that it may have returned", async () => {
    const offerId = await chain.offer({}, { stock: 1 });
    const ticket = await takeTicket(chain.env, offerId);
    const offer = await currentOffer(chain.env, offerId);
    if (typeof ticket === "string" || !offer) throw new Error("there is one");
    // The process stands still with the number in its hand, through the night.
    chain.nowMs += DAY_MS;
    await night(chain);
    const coupon = newCoupon(couponKey("999999999", offerId, 1), offer, ticket.k, chain.nowMs);
    await expect(issueCoupon(chain.env, coupon, ticket)).rejects.toThrow("too long ago");
    expect(await rush(offerId, 2, [])).toEqual(["coupon", "refused"]);
  }, 60_000);
});
