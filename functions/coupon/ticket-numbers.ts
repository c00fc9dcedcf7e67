// Numbered tickets of an offer's stock: one conditional update takes a number, a coupon keeps it.
//
//   nxt + rest = cap + retired, always. One item serialises the takes, so numbers are disjoint and
//   never more than cap; a number makes at most one coupon. A take or an issue whose outcome is
//   unknown has spent its number: it is never tried again here, and what is missing is found and
//   returned at night. Hence a client that does not retry.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type StockItem, stockKey } from "../offer/offer.items.ts";
import { type StockState, stockState } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import { attributes, fields, refusedBy } from "../platform/table.ts";

/** A number that provably made no coupon may serve the next claimant, for this long after it was taken. */
const SPARE_AGE_MS = 30_000;
/** Sold out and closed are answered from memory for a second. */
const REFUSAL_AGE_MS = 1_000;

type Spare = { readonly k: number; readonly takenAtMs: number };
export type Ticket = Spare;

const sparesOf = (env: Env, offerId: string) => {
  // A cache entry so that it lives as long as the instance; its content has its own age.
  const cache = env.cache<Spare[]>("spare-tickets", Number.POSITIVE_INFINITY);
  return cache.get(offerId, async () => []);
};

/** Takes one ticket, or says why there is none. */
export async function takeTicket(env: Env, offerId: string): Promise<Ticket | Exclude<StockState, "claimable">> {
  const nowMs = env.nowMs();
  const refusals = env.cache<Exclude<StockState, "claimable">>("no-tickets", REFUSAL_AGE_MS);
  const known = await refusals.get(offerId, async () => undefined);
  if (known) return known;

  const spares = (await sparesOf(env, offerId)) ?? [];
  for (let spare = spares.pop(); spare; spare = spares.pop()) {
    if (nowMs - spare.takenAtMs < SPARE_AGE_MS) return spare;
  }
  try {
    const { Attributes } = await env.tables.once.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(stockKey(offerId)),
        UpdateExpression: "SET #rest = #rest - :one, nxt = nxt + :one",
        ConditionExpression: "#rest >= :one AND #state = :open AND opens <= :now AND closes > :now",
        ExpressionAttributeNames: { "#rest": "rest", "#state": "state" },
        ExpressionAttributeValues: attributes({ ":one": 1, ":open": "open", ":now": nowMs }),
        ReturnValues: "UPDATED_NEW",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return { k: Number(Attributes?.nxt?.N) - 1, takenAtMs: nowMs };
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined) throw cause;
    if (old === "absent") throw new Error(`${offerId} has no stock item`);
    const why = stockState(fields<StockItem>(old), nowMs);
    if (why === "claimable") throw new Error(`${offerId} refused a ticket but nothing forbids it`);
    refusals.put(offerId, why);
    return why;
  }
}

/** Hands back a ticket that provably made no coupon. */
export async function spareTicket(env: Env, offerId: string, ticket: Ticket): Promise<void> {
  (await sparesOf(env, offerId))?.push(ticket);
}
