// Numbered tickets of an offer's stock: one conditional update takes a number, a coupon keeps it.
//
//   nxt + rest = cap + retired, always. One item serialises the takes, so numbers are disjoint and
//   never more than cap; a number makes at most one coupon. A take or an issue whose outcome is
//   unknown has spent its number: it is never tried again here, and what is missing is found and
//   returned at night. Hence a client that does not retry.
//
// Where a day has a stock of its own, its number is taken first, by the same rule from an item that the
// day's first take makes; what the total then refuses is spare like any other number (decision 072).
import { UpdateItemCommand, type UpdateItemCommandInput } from "@aws-sdk/client-dynamodb";
import { calendarDay } from "@huike/shared/day";
import { dayStockKey, type StockItem, stockKey } from "../offer/offer.items.ts";
import { type StockState, stockOf, stockState } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { attributes, fields, type Item, type Key, refusedBy } from "../platform/table.ts";

/** A number makes a coupon within this time of its taking or never; the nightly return counts on it. */
const TICKET_AGE_MS = 30_000;
/** Sold out and closed are answered from memory for a second. */
const REFUSAL_AGE_MS = 1_000;

type Numbered = { readonly k: number; readonly takenAtMs: number };
/** `day`: the number of its day's stock, where a day has one. */
export type Ticket = Numbered & { readonly day?: Numbered & { readonly key: Key } };
export type NoTicket = Exclude<StockState, "claimable"> | "sold_out_today";

const nameOf = ({ pk, sk }: Key): string => `${pk}#${sk}`;

async function sparesOf(env: Env, key: Key): Promise<Numbered[]> {
  // A cache entry so that it lives as long as the instance; its content has its own age.
  const cache = env.cache<Numbered[]>("spare-tickets", Number.POSITIVE_INFINITY);
  return (await cache.get(nameOf(key), async () => [])) ?? [];
}

export const isAlive = ({ takenAtMs }: Pick<Ticket, "takenAtMs">, nowMs: number): boolean =>
  nowMs - takenAtMs < TICKET_AGE_MS;

async function takeSpare(env: Env, key: Key, nowMs: number): Promise<Numbered | undefined> {
  const spares = await sparesOf(env, key);
  for (let spare = spares.pop(); spare; spare = spares.pop()) {
    if (isAlive(spare, nowMs)) return spare;
  }
  return undefined;
}

const refusalsOf = (env: Env) => env.cache<NoTicket>("no-tickets", REFUSAL_AGE_MS);
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
  (await sparesOf(env, key)).push(ofDay);
  return ofTotal;
}

async function takeOfTotal(env: Env, offerId: string, nowMs: number): Promise<Numbered | NoTicket> {
  const key = stockKey(offerId);
  const spare = await takeSpare(env, key, nowMs);
  if (spare) {
    // Nothing else would tell that the offer was closed since the number was taken.
    const why = await closedBy(env, key, nowMs);
    if (!why) return spare;
    (await sparesOf(env, key)).push(spare);
    return why;
  }
  const values = { ":one": 1, ":open": "open", ":now": nowMs };
  const { k, old } = await take(env, key, {
    UpdateExpression: "SET #rest = #rest - :one, nxt = nxt + :one",
    ConditionExpression: "#rest >= :one AND #state = :open AND opens <= :now AND closes > :now",
    ExpressionAttributeNames: { "#rest": "rest", "#state": "state" },
    ExpressionAttributeValues: attributes(values),
  });
  if (k !== undefined) return { k, takenAtMs: nowMs };
  if (old === "absent") throw new Error(`${offerId} has no stock item`);
  const why = stockState(old as unknown as StockItem, nowMs);
  if (why === "claimable") throw new Error(`${offerId} refused a ticket but nothing forbids it`);
  refusalsOf(env).put(nameOf(key), why);
  return why;
}

async function closedBy(env: Env, key: Key, nowMs: number): Promise<"closed" | "not_open" | undefined> {
  const stock = await getItem<StockItem>(env.tables, key, { consistent: true });
  const why = stock && stockState(stock, nowMs);
  return why === "closed" || why === "not_open" ? why : undefined;
}

async function takeOfDay(env: Env, key: Key, cap: number, nowMs: number): Promise<Numbered | "sold_out_today"> {
  if (await known(env, key)) return "sold_out_today";
  const spare = await takeSpare(env, key, nowMs);
  if (spare) return spare;
  const fresh = ["cap = if_not_exists(cap, :cap)", "#done = if_not_exists(#done, :none)"];
  const taken = ["#rest = if_not_exists(#rest, :cap) - :one", "nxt = if_not_exists(nxt, :none) + :one"];
  const { k } = await take(env, key, {
    UpdateExpression: `SET ${[...fresh, ...taken].join(", ")}, retired = if_not_exists(retired, :none)`,
    ConditionExpression: "attribute_not_exists(pk) OR #rest >= :one",
    ExpressionAttributeNames: { "#rest": "rest", "#done": "done" },
    ExpressionAttributeValues: attributes({ ":one": 1, ":none": 0, ":cap": cap }),
  });
  if (k !== undefined) return { k, takenAtMs: nowMs };
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

/** The number this take got, or the item that refused it. Throws when the outcome is unknown: its number is spent. */
async function take(env: Env, key: Key, expressions: Take): Promise<{ k?: number; old?: Item | "absent" }> {
  try {
    const { Attributes } = await env.tables.once.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(key),
        ...expressions,
        ReturnValues: "UPDATED_NEW",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return { k: Number(Attributes?.nxt?.N) - 1 };
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined) throw cause;
    return { old: old === "absent" ? old : fields<Item>(old) };
  }
}

/** Hands back a ticket that provably made no coupon. */
export async function spareTicket(env: Env, offerId: string, { day, ...ofTotal }: Ticket): Promise<void> {
  (await sparesOf(env, stockKey(offerId))).push(ofTotal);
  if (day) (await sparesOf(env, day.key)).push({ k: day.k, takenAtMs: day.takenAtMs });
}
