// Numbers of a stock, one clause at a time on the real engine: taken, held in an instance's hand, refused, handed back.
// Everybody at once is functions/trials/rush.test.ts.
import { calendarDay, DAY_MS } from "@huike/shared/day";
import { dayStockKey, freshNumbers, type StockItem, stockKey } from "../offer/offer.items.ts";
import { Axe } from "../testing/axe.ts";
import { openBareTables } from "../testing/bare-tables.ts";
import { makeId } from "../testing/made-up.ts";
import { mustBeAlive, spareTicket, TICKET_AGE_MS, type Ticket, takeTicket, takeTickets } from "./ticket-numbers.ts";

const bare = openBareTables();
const writes = new Axe(bare.tables.once);
beforeEach(() => writes.plan([]));

/** In a rush, blocks of nine are taken of it. */
const MANY = 5_120;
const offerOf = (rest: number, stock: Partial<StockItem> = {}) =>
  bare.offer({}, { stock: { ...freshNumbers(rest), ...stock } });
const stockOf = (offerId: string) => bare.item<StockItem>(stockKey(offerId));
const setStock = async (offerId: string, change: object) => bare.put({ ...(await stockOf(offerId)), ...change });
const dayKey = (offerId: string) => dayStockKey(offerId, calendarDay(bare.nowMs));
const take = (offerId: string, stockPerDay?: number) => takeTicket(bare.env, offerId, { stockPerDay });
const number = (k: number, takenAtMs = bare.nowMs) => ({ k, takenAtMs });
const spare = (offerId: string, ticket: unknown) => spareTicket(bare.env, offerId, ticket as Ticket);
const kOf = async (offerId: string) => ((await take(offerId)) as Ticket).k;
const newest = { key: "OFR STOCK", isConsistent: true };

describe("a number", () => {
  test("is the offer's next, taken in one write that takes a signature off", async () => {
    const offerId = await offerOf(5);
    const before = await stockOf(offerId);
    await setStock(offerId, { by: "100000001", at: 1, why: "加印" });
    expect(await takeTicket(bare.env, offerId)).toEqual(number(0));
    expect(await stockOf(offerId)).toEqual({ ...before, rest: 4, nxt: 1 });
    expect(await takeTicket(bare.env, offerId, { nowMs: bare.nowMs + 5 })).toEqual(number(1, bare.nowMs + 5));
    expect(await take(await offerOf(5))).toEqual(number(0));
    expect([writes.calls, bare.reads]).toEqual([3, []]);
  });

  test("is there from the first moment of the window to its last, and down to the last one", async () => {
    expect(await take(await offerOf(1, { opens: bare.nowMs }))).toEqual(number(0));
    expect(await take(await offerOf(1, { closes: bare.nowMs + 1 }))).toEqual(number(0));
  });

  test.each<[string, Partial<StockItem>]>([
    ["not_open", { opens: 1 }],
    ["closed", { closes: 0 }],
    ["closed", { state: "closed" }],
    ["closed", { state: "voided", rest: 0 }],
    ["sold_out", { rest: 0 }],
  ])("is refused where the offer is %s (%j)", async (why, { opens = 0, closes = 1, ...change }) => {
    const offerId = await offerOf(5, { ...change, opens: bare.nowMs + opens, closes: bare.nowMs + closes });
    const before = await bare.all();
    expect(await take(offerId)).toBe(why);
    expect(await bare.all()).toEqual(before);
  });

  test("that was refused is refused from memory for a second; other offers' are not", async () => {
    const offerId = await offerOf(0);
    expect(await take(offerId)).toBe("sold_out");
    await setStock(offerId, { cap: 1, rest: 1 });
    bare.nowMs += 999;
    expect(await take(offerId)).toBe("sold_out");
    expect([writes.calls, bare.reads]).toEqual([1, []]);
    expect(await take(await offerOf(1))).toEqual(number(0));
    bare.nowMs += 1;
    expect(await take(offerId)).toEqual(number(0));
  });

  test("is spent where the outcome is unknown: taking is never tried again", async () => {
    const offerId = await offerOf(5);
    for (const fault of ["before", "after"] as const) {
      writes.plan([fault]);
      await expect(take(offerId)).rejects.toThrow(`cut ${fault} the call`);
      expect(writes.calls).toBe(1);
    }
    expect(await take(offerId)).toEqual(number(1));
  });

  test("of no stock, or of one that refuses for no reason, is a bug", async () => {
    await expect(take(makeId("offer"))).rejects.toThrow("has no stock");
    const offerId = await offerOf(5);
    await setStock(offerId, { opens: undefined });
    await expect(take(offerId)).rejects.toThrow("nothing forbids it");
  });

  test("makes a coupon within thirty seconds or never", () => {
    expect(() => mustBeAlive(number(1, bare.nowMs - TICKET_AGE_MS + 1), bare.nowMs)).not.toThrow();
    expect(() => mustBeAlive(number(1, bare.nowMs - TICKET_AGE_MS), bare.nowMs)).toThrow("too long ago");
  });
});

describe("an instance's hand", () => {
  test("is filled in a rush, and gives out on the stock of the take with no call", async () => {
    const offerId = await offerOf(MANY);
    for (let k = 0; k < 10; k++) expect(await take(offerId)).toEqual(number(k));
    expect(await stockOf(offerId)).toMatchObject({ rest: MANY - 10, nxt: 10 });
    expect([writes.calls, bare.reads]).toEqual([2, []]);
    expect([await kOf(offerId), writes.calls]).toEqual([10, 3]);
    expect(await stockOf(offerId)).toMatchObject({ nxt: 19 });
  });

  test("is not filled where it is quiet", async () => {
    const offerId = await offerOf(MANY);
    await take(offerId);
    bare.nowMs += 2_000;
    await take(offerId);
    expect(await stockOf(offerId)).toMatchObject({ nxt: 2 });
  });

  test("is asked of the stock once a second in a rush, so that a closed offer gives out none", async () => {
    const offerId = await offerOf(MANY);
    for (const passedMs of [0, 0, 999, 1, 999]) {
      bare.nowMs += passedMs;
      await take(offerId);
    }
    expect(bare.reads).toEqual([newest]);
    await setStock(offerId, { state: "closed" });
    expect(await kOf(offerId)).toBe(5);
    bare.nowMs += 1;
    expect(await take(offerId)).toBe("closed");
    await setStock(offerId, { state: "open" });
    bare.nowMs += 999;
    expect(await take(offerId)).toBe("closed");
    bare.nowMs += 1;
    expect(await kOf(offerId)).toBe(6);
    expect([bare.reads, writes.calls]).toEqual([[newest, newest, newest], 2]);
  });

  test("is asked of the stock each time where it is quiet; that this one is sold out is no matter", async () => {
    const offerId = await offerOf(2);
    for (const ticket of [await take(offerId), await take(offerId)]) await spare(offerId, ticket);
    await setStock(offerId, { opens: bare.nowMs + 1 });
    expect(await take(offerId)).toBe("not_open");
    bare.nowMs += 1_000;
    expect([await kOf(offerId), await kOf(offerId)]).toEqual([0, 1]);
    expect([bare.reads, writes.calls]).toEqual([[newest, newest, newest], 2]);
    expect(await take(offerId)).toBe("sold_out");
  });

  test("gives what was handed to it, also before its first take, as long as it is not too old", async () => {
    const offerId = await offerOf(5, { nxt: 2 });
    const [one, other] = [number(0), number(1)];
    await spare(offerId, one);
    bare.nowMs += TICKET_AGE_MS - 1;
    expect(await take(offerId)).toEqual(one);
    for (const ticket of [one, other, number(0, bare.nowMs)]) await spare(offerId, ticket);
    bare.nowMs += 1;
    expect(await take(offerId)).toEqual(number(0, bare.nowMs - 1));
    expect(await take(offerId)).toEqual(number(2));
  });

  test("with one number gives it to one of two who come at once", async () => {
    const offerId = await offerOf(5);
    await spare(offerId, await take(offerId));
    expect((await Promise.all([kOf(offerId), kOf(offerId)])).sort()).toEqual([0, 1]);
  });
});

describe("numbers for a list", () => {
  const listOf = (offerId: string, count: number) => takeTickets(bare.env, offerId, count);

  test("are taken all at once", async () => {
    const offerId = await offerOf(5);
    expect(await listOf(offerId, 0)).toEqual({ numbers: [] });
    expect(writes.calls).toBe(0);
    expect(await listOf(offerId, 3)).toEqual({ numbers: [0, 1, 2].map((k) => number(k)) });
    expect(await listOf(offerId, 2)).toEqual({ numbers: [3, 4].map((k) => number(k)) });
    expect(writes.calls).toBe(2);
  });

  test("are taken one by one where fewer are left, until there are none", async () => {
    const offerId = await offerOf(3);
    expect(await listOf(offerId, 5)).toEqual({ numbers: [0, 1, 2].map((k) => number(k)), why: "sold_out" });
    // The five refused, three taken, one refused.
    expect(writes.calls).toBe(5);
    expect(await listOf(await offerOf(3, { state: "closed" }), 2)).toEqual({ numbers: [], why: "closed" });
  });
});

describe("a number of the day", () => {
  test("is taken besides: its first makes the day's stock, which keeps its size", async () => {
    const offerId = await offerOf(5);
    const key = dayKey(offerId);
    expect(await take(offerId, 2)).toEqual({ ...number(0), day: { ...number(0), key } });
    expect(await bare.item(key)).toEqual({ ...key, ...freshNumbers(2), rest: 1, nxt: 1 });
    expect(await take(offerId, 9)).toEqual({ ...number(1), day: { ...number(1), key } });
    expect(await bare.item(key)).toEqual({ ...key, ...freshNumbers(2), rest: 0, nxt: 2 });
    expect([writes.calls, bare.reads]).toEqual([4, []]);
  });

  test("is refused where the day has no more, from memory for a second; the next day has its own", async () => {
    const offerId = await offerOf(5);
    await take(offerId, 1);
    expect(await take(offerId, 1)).toBe("sold_out_today");
    expect(await stockOf(offerId)).toMatchObject({ rest: 4, nxt: 1 });
    await bare.put({ ...dayKey(offerId), ...freshNumbers(2), rest: 1, nxt: 1 });
    bare.nowMs += 999;
    expect([await take(offerId, 1), writes.calls]).toEqual(["sold_out_today", 3]);
    expect(await take(await offerOf(5), 1)).toMatchObject({ k: 0, day: { k: 0 } });
    bare.nowMs += 1;
    expect(await take(offerId, 1)).toMatchObject({ k: 1, day: { k: 1 } });
    bare.nowMs += DAY_MS;
    expect(await take(offerId, 1)).toMatchObject({ k: 2, day: { k: 0, key: dayKey(offerId) } });
  });

  test.each([
    ["closed", { state: "closed" }],
    ["not_open", { opens: Number.MAX_SAFE_INTEGER }],
    ["sold_out", { rest: 0 }],
    ["sold_out_today", {}],
  ] as const)("of none is no reason to come back tomorrow where the offer is %s", async (why, change) => {
    const offerId = await offerOf(5, change);
    await bare.put({ ...dayKey(offerId), ...freshNumbers(1), rest: 0, nxt: 1 });
    expect(await take(offerId, 1)).toBe(why);
    expect(await stockOf(offerId)).toMatchObject({ nxt: 0 });
  });

  test("of none is refused for today where the stock is not seen yet", async () => {
    const offerId = makeId("offer");
    await bare.put({ ...dayKey(offerId), ...freshNumbers(1), rest: 0, nxt: 1 });
    expect(await take(offerId, 1)).toBe("sold_out_today");
  });

  test("that the stock then refused is the next one's, as long as it is not too old", async () => {
    const offerId = await offerOf(0);
    const [ofDay, key] = [number(0), dayKey(offerId)];
    expect(await take(offerId, 5)).toBe("sold_out");
    await setStock(offerId, { rest: 2 });
    bare.nowMs += 1_000;
    writes.plan([]);
    const ticket = await take(offerId, 5);
    expect(ticket).toEqual({ ...number(0), day: { ...ofDay, key } });
    expect(writes.calls).toBe(1);
    await spare(offerId, ticket);
    bare.nowMs = ofDay.takenAtMs + TICKET_AGE_MS;
    expect(await take(offerId, 5)).toMatchObject({ k: 0, day: number(1) });
  });

  test("goes back with its number, each to its own", async () => {
    const offerId = await offerOf(5);
    const tickets = [await take(offerId, 5), await take(offerId, 5)];
    const before = await bare.all();
    for (const ticket of tickets) await spare(offerId, ticket);
    expect([await take(offerId, 5), await take(offerId, 5)]).toEqual(tickets);
    expect(await bare.all()).toEqual(before);
    await spare(offerId, tickets[0]);
    expect(await take(offerId)).toEqual(number(0));
  });
});
