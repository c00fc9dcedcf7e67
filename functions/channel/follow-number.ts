// Permanent follow codes are scarce: 100,000 an account and never given back (cgi-bin/qrcode/create).
// A channel takes a number when its follow QR is first printed; numbers never used go first, then those
// of channels retired so long that their prints have gone from the walls. What a number means is an
// item of ours, so a number can come to mean another channel.
import { type TransactWriteItem, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import type { Env } from "../platform/env.ts";
import { Outage } from "../platform/outage.ts";
import { getItem, queryRange } from "../platform/read.ts";
import { attributes, type Item, type Key, refusedStatements } from "../platform/table.ts";
import {
  type ChannelItem,
  channelKey,
  FOLLOW_IDS,
  type FollowIdItem,
  type FreeItem,
  followIdKey,
  freeKey,
  poolKey,
} from "./channel.items.ts";

export const PERMANENT_MAX = 100_000;
/** A poster hangs on for a while after its channel is retired. */
export const REST_MS = 180 * 86_400_000;
const MEANING_AGE_MS = 10_000;
const TRIES_MAX = 5;

/** What WeChat carries for a number: no scene of a channel has a dash. */
const CARRIED = /^p-([1-9]\d{0,5})$/;
export const carriedBy = (id: number): string => `p-${id}`;

/** The channel's scene behind what a follow brought: itself, or what its number means now. */
export async function sceneOfFollow(env: Env, carried: string): Promise<string | undefined> {
  const id = CARRIED.exec(carried)?.[1];
  if (id === undefined) return carried;
  const item = await env
    .cache<FollowIdItem>("follow-number", MEANING_AGE_MS)
    .get(id, () => getItem<FollowIdItem>(env.tables, followIdKey(Number(id))));
  return item?.scene;
}

/** The channel's number, taken now if it has none; undefined when all are in use. */
export async function followNumberOf(env: Env, scene: string): Promise<number | undefined> {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const held = await heldNumber(env, scene);
    if (held !== undefined) return held;
    const offered = (await unusedNumber(env)) ?? (await restedNumber(env));
    // The last one may have come to this very channel since it was looked at.
    if (!offered) return heldNumber(env, scene);
    if (await take(env, scene, offered)) return offered.id;
  }
  throw new Outage("others took every follow number that was offered");
}

const heldNumber = async (env: Env, scene: string): Promise<number | undefined> =>
  (await getItem<ChannelItem>(env.tables, channelKey(scene), { consistent: true }))?.fid;

/** A number to be had, and the writes by which only one can have it. */
type Offered = { readonly id: number; readonly writes: TransactWriteItem[] };

async function unusedNumber(env: Env): Promise<Offered | undefined> {
  const id = (await getItem<{ nxt: number }>(env.tables, poolKey, { consistent: true }))?.nxt ?? 1;
  if (id > PERMANENT_MAX) return undefined;
  const next = update(env, poolKey, "SET nxt = :next", id === 1 ? "attribute_not_exists(nxt)" : "nxt = :id", {
    ":next": id + 1,
    ...(id === 1 ? {} : { ":id": id }),
  });
  return { id, writes: [next] };
}

/** The number that has rested longest; its old channel loses it in the same transaction. */
async function restedNumber(env: Env): Promise<Offered | undefined> {
  const until = freeKey(env.nowMs() - REST_MS, PERMANENT_MAX).sk;
  const range = { pk: FOLLOW_IDS, from: "FREE#", to: until };
  const [free] = await queryRange<FreeItem>(env.tables, range, { consistent: true, limit: 1 });
  if (!free) return undefined;
  const id = Number(free.sk.split("#")[2]);
  const forget = {
    Delete: {
      TableName: env.tables.app,
      Key: attributes({ pk: free.pk, sk: free.sk }),
      ConditionExpression: "attribute_exists(pk)",
    },
  };
  const leave = update(env, channelKey(free.scene), "REMOVE fid, freeSince", "fid = :id", { ":id": id });
  return { id, writes: [forget, leave] };
}

/** All of it or nothing: the number, what it means, and that the channel has it. */
async function take(env: Env, scene: string, { id, writes }: Offered): Promise<boolean> {
  const has = update(env, channelKey(scene), "SET fid = :id", "attribute_exists(pk) AND attribute_not_exists(fid)", {
    ":id": id,
  });
  const means = { Put: { TableName: env.tables.app, Item: attributes({ ...followIdKey(id), scene }) } };
  try {
    await env.tables.client.send(new TransactWriteItemsCommand({ TransactItems: [has, means, ...writes] }));
    return true;
  } catch (cause) {
    if (!refusedStatements(cause)) throw cause;
    return false;
  }
}

const update = (env: Env, key: Key, change: string, condition: string, values: Item): TransactWriteItem => ({
  Update: {
    TableName: env.tables.app,
    Key: attributes(key),
    UpdateExpression: change,
    ConditionExpression: condition,
    ExpressionAttributeValues: attributes(values),
  },
});
