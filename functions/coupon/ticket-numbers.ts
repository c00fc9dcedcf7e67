// Numbered tickets: how an offer is never claimed more often than its stock.
//
//   nxt + rest = cap + retired   always; a take moves `rest` down and `nxt` up in one update, so
//   never more than cap; a number makes at most one coupon. A take or an issue whose outcome is
//   unknown has spent its number: it is never tried again here, and what is missing is found and
//   returned at night. Hence a client that does not retry.
//
// In a rush an instance takes several at once and gives them out from its hand (block-size.ts). Where a day has a
// stock of its own, its number is taken first; what the total then refuses is spare like any other (decision 072).
import { UpdateItemCommand, type UpdateItemCommandInput } from "@aws-sdk/client-dynamodb";
import { calendarDay } from "@huike/shared/day";
import { dayStockKey, type StockItem, stockKey, UNSIGN, UNSIGN_NAMES } from "../offer/offer.items.ts";
import { type StockState, stockOf, stockState } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import { Outage } from "../platform/outage.ts";
import { getItem } from "../platform/read.ts";
import { attributes, fields, type Key, refusedBy } from "../platform/table.ts";
import { blockSize, type LastTake } from "./block-size.ts";

/** A number makes a coupon within this time of its taking or never; the nightly return counts on it. */
export const TICKET_AGE_MS = 30_000;
/** Sold out and closed are answered from memory for a second; in a rush numbers are given out on a stock as old. */
const STOCK_AGE_MS = 1_000;

type Numbered = { readonly k: number; readonly takenAtMs: number };
/** `day`: the number of its day's stock, where a day has one. */
export type Ticket = Numbered & { readonly day?: Numbered & { readonly key: Key } };
export type NoTicket = Exclude<StockState, "claimable"> | "sold_out_today";

/** What an instance holds of a stock: numbers not yet given out, its last take, and in a rush the stock it saw. */
type Hand = { numbers: Numbered[]; last?: LastTake; seen?: { readonly stock: StockItem; readonly atMs: number } };

const nameOf = ({ pk, sk }: Key): string => `${pk}#${sk}`;

async function handOf(env: Env, key: Key): Promise<Hand> {
  // A cache entry so that it lives as long as the instance; its content has its own age.
  const cache = env.cache<Hand>("tickets", Number.POSITIVE_INFINITY);
  return (await cache.get(nameOf(key), async () => ({ numbers: [] }))) ?? { numbers: [] };
}

const isAlive = ({ takenAtMs }: Pick<Ticket, "takenAtMs">, nowMs: number): boolean => nowMs - takenAtMs < TICKET_AGE_MS;

/** A process that stood still after it took a number may wake when the number has long been returned. Throws an Outage. */
export function mustBeAlive(ticket: Ticket, nowMs: number): void {
  if (!isAlive(ticket, nowMs)) throw new Outage(`number ${ticket.k} was taken too long ago`);
}

const aliveIn = (hand: Hand, nowMs: number): Numbered[] => {
  hand.numbers = hand.numbers.filter((number) => isAlive(number, nowMs));
  return hand.numbers;
};

const refusalsOf = (env: Env) => env.cache<NoTicket>("no-tickets", STOCK_AGE_MS);
const known = (env: Env, key: Key) => refusalsOf(env).get(nameOf(key), async () => undefined);

/** Takes one ticket, and one of the day's where `stockPerDay` limits it, or says why there is none. */
export async function takeTicket(
  env: Env,
  offerId: string,
  { stockPerDay, nowMs = env.nowMs() }: { stockPerDay?: number | undefined; nowMs?: number } = {},
): Promise<Ticket | NoTicket> {
  const refusal = await known(env, stockKey(offerId));
  if (refusal) return refusal;
  if (stockPerDay === undefined) return takeOfTotal(env, offerId, nowMs);

  const key = dayStockKey(offerId, calendarDay(nowMs));
  const ofDay = await takeOfDay(env, key, stockPerDay, nowMs);
  if (ofDay === "sold_out_today") return (await otherRefusal(env, offerId, nowMs)) ?? ofDay;
  const ofTotal = await takeOfTotal(env, offerId, nowMs);
  if (typeof ofTotal !== "string") return { ...ofTotal, day: { ...ofDay, key } };
  (await handOf(env, key)).numbers.push(ofDay);
  return ofTotal;
}

async function takeOfTotal(env: Env, offerId: string, nowMs: number): Promise<Numbered | NoTicket> {
  const hand = await handOf(env, stockKey(offerId));
  const taken = (await fromHand(env, offerId, hand, nowMs)) ?? (await takeBlock(env, offerId, hand, nowMs));
  if (typeof taken === "string") refusalsOf(env).put(nameOf(stockKey(offerId)), taken);
  return taken;
}

/** Nothing but the stock tells that the offer was closed since a number was taken; in a rush it is asked once a second. */
async function fromHand(
  env: Env,
  offerId: string,
  hand: Hand,
  nowMs: number,
): Promise<Numbered | NoTicket | undefined> {
  if (aliveIn(hand, nowMs).length === 0) return undefined;
  const isFresh = hand.seen !== undefined && nowMs - hand.seen.atMs < STOCK_AGE_MS;
  const stock = isFresh
    ? hand.seen?.stock
    : await getItem<StockItem>(env.tables, stockKey(offerId), { consistent: true });
  if (stock && !isFresh && (hand.last?.count ?? 0) > 1) hand.seen = { stock, atMs: nowMs };
  const state = stock && stockState(stock, nowMs);
  // That none are left in the stock says nothing of those in the hand.
  return state === "closed" || state === "not_open" ? state : hand.numbers.shift();
}

async function takeBlock(env: Env, offerId: string, hand: Hand, nowMs: number): Promise<Numbered | NoTicket> {
  const taken = await takeUpTo(env, offerId, blockSize(hand.last, nowMs), nowMs);
  if (typeof taken === "string") return taken;
  const [first, ...others] = taken.numbers;
  if (!first) throw new Error(`a take of ${offerId} gave no number`);
  hand.last = { atMs: nowMs, rest: taken.stock.rest, count: taken.numbers.length };
  if (others.length > 0) hand.seen = { stock: taken.stock, atMs: nowMs };
  hand.numbers.push(...others);
  return first;
}

/** Takes so many tickets for a list, all at once or, where fewer are left, one by one; `why` no more. */
export async function takeTickets(
  env: Env,
  offerId: string,
  count: number,
): Promise<{ readonly numbers: Ticket[]; readonly why?: NoTicket }> {
  const numbers: Ticket[] = [];
  while (numbers.length < count) {
    const taken = await takeUpTo(env, offerId, numbers.length === 0 ? count : 1, env.nowMs());
    if (typeof taken === "string") return { numbers, why: taken };
    numbers.push(...taken.numbers);
  }
  return { numbers };
}

/** So many numbers at once or, where there are fewer, one. */
async function takeUpTo(env: Env, offerId: string, count: number, nowMs: number): Promise<Taken | NoTicket> {
  const all = await takeSome(env, offerId, count, nowMs);
  const taken = all === "fewer" ? await takeSome(env, offerId, 1, nowMs) : all;
  if (taken === "fewer") throw new Error(`${offerId} refused a ticket but nothing forbids it`);
  return taken;
}

type Taken = { readonly numbers: Numbered[]; readonly stock: StockItem };

/** Takes `count` numbers of the total at once, or says why not: `fewer` where there are some, but not so many. */
async function takeSome(env: Env, offerId: string, count: number, nowMs: number): Promise<Taken | NoTicket | "fewer"> {
  const { left, old } = await take(env, stockKey(offerId), {
    UpdateExpression: `SET #rest = #rest - :count, nxt = nxt + :count ${UNSIGN}`,
    ConditionExpression: "#rest >= :count AND #state = :open AND opens <= :now AND closes > :now",
    ExpressionAttributeNames: { "#rest": "rest", "#state": "state", ...UNSIGN_NAMES },
    ExpressionAttributeValues: attributes({ ":count": count, ":open": "open", ":now": nowMs }),
  });
  if (left) {
    const numbers = Array.from({ length: count }, (_, i) => ({ k: left.nxt - count + i, takenAtMs: nowMs }));
    return { numbers, stock: left };
  }
  if (!old) throw new Error(`${offerId} has no stock item`);
  const why = stockState(old, nowMs);
  return why === "claimable" ? "fewer" : why;
}

async function takeOfDay(env: Env, key: Key, cap: number, nowMs: number): Promise<Numbered | "sold_out_today"> {
  if (await known(env, key)) return "sold_out_today";
  const hand = await handOf(env, key);
  const spare = aliveIn(hand, nowMs).shift();
  if (spare) return spare;
  const fresh = ["cap = if_not_exists(cap, :cap)", "#done = if_not_exists(#done, :none)"];
  const taken = ["#rest = if_not_exists(#rest, :cap) - :one", "nxt = if_not_exists(nxt, :none) + :one"];
  const { left } = await take(env, key, {
    UpdateExpression: `SET ${[...fresh, ...taken].join(", ")}, retired = if_not_exists(retired, :none)`,
    ConditionExpression: "attribute_not_exists(pk) OR #rest >= :one",
    ExpressionAttributeNames: { "#rest": "rest", "#done": "done" },
    ExpressionAttributeValues: attributes({ ":one": 1, ":none": 0, ":cap": cap }),
  });
  if (left) return { k: left.nxt - 1, takenAtMs: nowMs };
  refusalsOf(env).put(nameOf(key), "sold_out_today");
  return "sold_out_today";
}

/** Of an offer that is closed, nobody is told to come back tomorrow. */
async function otherRefusal(env: Env, offerId: string, nowMs: number): Promise<NoTicket | undefined> {
  const stock = await stockOf(env, offerId);
  const state = stock ? stockState(stock, nowMs) : "claimable";
  return state === "claimable" ? undefined : state;
}

type Take = Pick<
  UpdateItemCommandInput,
  "UpdateExpression" | "ConditionExpression" | "ExpressionAttributeNames" | "ExpressionAttributeValues"
>;

/** The stock after this take, or the one that refused it, if any. Throws when the outcome is unknown: its numbers are spent. */
async function take(env: Env, key: Key, expressions: Take): Promise<{ left?: StockItem; old?: StockItem }> {
  try {
    const { Attributes } = await env.tables.once.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(key),
        ...expressions,
        ReturnValues: "ALL_NEW",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return { left: fields<StockItem>(Attributes ?? {}) };
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined) throw cause;
    return old === "absent" ? {} : { old: fields<StockItem>(old) };
  }
}

/** Hands back a ticket that provably made no coupon. */
export async function spareTicket(env: Env, offerId: string, { day, ...ofTotal }: Ticket): Promise<void> {
  (await handOf(env, stockKey(offerId))).numbers.push(ofTotal);
  if (day) (await handOf(env, day.key)).numbers.push({ k: day.k, takenAtMs: day.takenAtMs });
}
