// The rush: everybody at once for numbered tickets taken in blocks. Counted on the engine with calls cut on either
// side, and simulated for stocks and instances an engine on a laptop cannot carry.
import { DeleteItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import fc from "fast-check";
import { blockSize, type LastTake } from "../coupon/block-size.ts";
import { couponKey } from "../coupon/coupon.items.ts";
import { issueCoupon, newCoupon } from "../coupon/issue.ts";
import { TICKET_AGE_MS, takeTicket } from "../coupon/ticket-numbers.ts";
import { returnNumbers, SETTLE_MS } from "../nightly/return-numbers.ts";
import { roundKey } from "../nightly/round.items.ts";
import { type StockItem, stockKey } from "../offer/offer.items.ts";
import { currentOffer } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { attributes } from "../platform/table.ts";
import { Axe, type Fault } from "../testing/axe.ts";
import { mondayMs, openChain } from "../testing/chain.ts";

const SEED = 20260105;

describe("a rush on the engine", () => {
  const chain = openChain();
  const axe = new Axe(chain.tables.once);
  let buyers = 0;
  const buy = async (env: Env, offerId: string): Promise<string> => {
    const offer = await currentOffer(env, offerId);
    if (!offer) throw new Error("no offer");
    try {
      const ticket = await takeTicket(env, offerId);
      if (typeof ticket === "string") return ticket;
      const key = couponKey(String(100_000_000 + ++buyers), offerId, 1);
      await issueCoupon(env, newCoupon(key, offer, ticket.k, env.nowMs()), ticket);
      return "coupon";
    } catch {
      return "cut";
    }
  };
  const stockOf = async (offerId: string): Promise<StockItem> => {
    const stock = await getItem<StockItem>(chain.tables, stockKey(offerId), { consistent: true });
    if (!stock) throw new Error("no stock");
    return stock;
  };
  const couponsOf = async (offerId: string): Promise<Set<string | undefined>> => {
    const mine = (await chain.items()).filter(({ sk }) => sk?.S?.startsWith(`CPN#${offerId}`));
    const numbers = new Set(mine.map(({ k }) => k?.N));
    expect(numbers.size).toBe(mine.length);
    return numbers;
  };
  const night = async () => {
    // Every run of the property is a night of its own.
    const { client, views } = chain.tables;
    await client.send(new DeleteItemCommand({ TableName: views, Key: attributes(roundKey) }));
    const bounds = { hasTime: () => true };
    for (let phase = await returnNumbers(chain.coldEnv(), bounds); phase !== "over"; ) {
      chain.nowMs += SETTLE_MS;
      phase = await returnNumbers(chain.coldEnv(), bounds);
    }
    chain.nowMs += 86_400_000;
  };

  test("is never over at any instant, whatever is cut, and exact after the night", async () => {
    const plan = fc.record({
      cap: fc.constantFrom(3, 40, 1_100),
      instances: fc.integer({ min: 1, max: 6 }),
      cuts: fc.array(fc.constantFrom<Fault>("ok", "ok", "ok", "before", "after"), { maxLength: 40 }),
      gapMs: fc.constantFrom(10, 700, 2_500),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ cap, instances, cuts, gapMs }) => {
        chain.nowMs = mondayMs;
        const offerId = await chain.offer({}, { stock: cap });
        const envs = Array.from({ length: instances }, () => chain.coldEnv());
        axe.plan(cuts);
        for (let i = 0; i < 30; i++) {
          await Promise.all(envs.slice(0, 1 + (i % instances)).map((env) => buy(env, offerId)));
          chain.nowMs += gapMs;
          const { nxt, rest, retired } = await stockOf(offerId);
          expect([nxt + rest, rest >= 0]).toEqual([cap + retired, true]);
          if (i % 10 === 0) expect((await couponsOf(offerId)).size).toBeLessThanOrEqual(cap);
        }
        axe.plan([]);
        await night();
        const sold = (await couponsOf(offerId)).size;
        const after = await stockOf(offerId);
        expect([sold + after.rest, after.done]).toEqual([cap, after.nxt]);
        if (cap > 100) return;
        for (let i = 0; i < cap; i++) await buy(chain.env, offerId);
        expect((await couponsOf(offerId)).size).toBe(cap);
      }),
      { numRuns: 12, seed: SEED },
    );
  }, 180_000);

  test("takes blocks in a rush and ones when it is quiet", async () => {
    chain.nowMs = mondayMs;
    const offerId = await chain.offer({}, { stock: 10_240 });
    const env = chain.coldEnv();
    axe.plan([]);
    for (let i = 0; i < 41; i++) await buy(env, offerId);
    // One, then a 512th part of what is left at a time.
    expect((await stockOf(offerId)).nxt).toBe(1 + 19 + 19 + 19);
    chain.nowMs += TICKET_AGE_MS;
    await buy(env, offerId);
    expect((await stockOf(offerId)).nxt).toBe(59);
  }, 60_000);

  test("with b = 1 and no crash strands nothing", async () => {
    chain.nowMs = mondayMs;
    const offerId = await chain.offer({}, { stock: 60 });
    const envs = Array.from({ length: 8 }, () => chain.coldEnv());
    const outcomes = await Promise.all(Array.from({ length: 100 }, (_, i) => buy(envs[i % 8] ?? chain.env, offerId)));
    expect(outcomes.filter((outcome) => outcome === "coupon")).toHaveLength(60);
    expect((await couponsOf(offerId)).size).toBe(60);
  }, 60_000);

  test("gives out no number in its hand after the end, nor a second after an operator closed the offer", async () => {
    chain.nowMs = mondayMs;
    const [byClock, byHand] = [await chain.offer({}, { stock: 10_240 }), await chain.offer({}, { stock: 10_240 })];
    const env = chain.coldEnv();
    for (let i = 0; i < 3; i++) for (const offerId of [byClock, byHand]) await buy(env, offerId);
    await chain.tables.client.send(
      new UpdateItemCommand({
        TableName: chain.tables.app,
        Key: attributes(stockKey(byHand)),
        UpdateExpression: "SET #state = :closed",
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: attributes({ ":closed": "closed" }),
      }),
    );
    chain.nowMs += 1_000;
    expect(await buy(env, byHand)).toBe("closed");
    chain.nowMs = (await stockOf(byClock)).closes;
    expect(await buy(env, byClock)).toBe("closed");
  }, 60_000);
});

type Instance = { numbers: number[]; last?: LastTake };
type Run = { rest: number; sold: number; refusedWithRest: number };

/** One buyer at one instance, by the rules of the tickets. */
function serve(run: Run, mine: Instance, nowMs: number): void {
  if (nowMs - (mine.numbers[0] ?? nowMs) >= TICKET_AGE_MS) mine.numbers = [];
  if (mine.numbers.length === 0) {
    const wanted = blockSize(mine.last, nowMs);
    const count = run.rest >= wanted ? wanted : Math.min(1, run.rest);
    run.rest -= count;
    mine.last = { atMs: nowMs, rest: run.rest, count };
    mine.numbers = Array<number>(count).fill(nowMs);
  }
  if (mine.numbers.pop() !== undefined) run.sold += 1;
  else if (run.rest > 0) run.refusedWithRest += 1;
}

/** Half as many buyers again as there is stock, each at an instance by chance. */
function simulate(cap: number, instances: number, perSecond: number, random: () => number): Run {
  const all: Instance[] = Array.from({ length: instances }, () => ({ numbers: [] }));
  const run: Run = { rest: cap, sold: 0, refusedWithRest: 0 };
  for (let i = 0; i < cap * 1.5; i++) {
    const mine = all[Math.floor(random() * instances)];
    if (mine) serve(run, mine, (i * 1_000) / perSecond);
  }
  return run;
}

describe("a simulated rush", () => {
  const dice = (seed: number) => () => {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
    return seed / 0x80000000;
  };

  test.each([
    [10_000, 10, 2_000],
    [10_000, 100, 5_000],
    [100_000, 40, 10_000],
    [100_000, 200, 20_000],
    [1_000_000, 200, 40_000],
  ])(
    "of %i by %i instances at %i a second strands at most 0.5 %% and refuses nobody while there is rest",
    (cap, instances, perSecond) => {
      for (let seed = 1; seed <= 2; seed++) {
        const run = simulate(cap, instances, perSecond, dice(seed));
        expect(run.refusedWithRest).toBe(0);
        expect(run.sold).toBeLessThanOrEqual(cap);
        expect(cap - run.rest - run.sold).toBeLessThanOrEqual(cap * 0.005);
      }
    },
  );
});
