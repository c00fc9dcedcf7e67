// How a night's work keeps its place: one item in `views`, cursor, phase and whatever was gathered together, saved by
// one conditional put. Of two runs at once the later saver has lost its step, so what they saw never mixes.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { businessDay } from "@huike/shared/day";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { attributes, type Item, type Key, tookEffect } from "../platform/table.ts";

export type Round = {
  /** Raised by every save. */
  ver: number;
  /** The business day it began on. */
  day: string;
  phase: string;
};

/** The round that is under way, of whatever night; a new one when the last is over and a day has begun since. */
export async function roundOfTonight<R extends Round>(
  env: Env,
  key: Key,
  first: Omit<R, keyof Key | "ver" | "day">,
): Promise<R> {
  const last = await getItem<R>(env.tables, key, { consistent: true, table: "views" });
  const day = businessDay(env.nowMs());
  if (last && (last.phase !== "over" || last.day === day)) return last;
  return { ...first, ver: last?.ver ?? 0, day } as R;
}

/** False when another run has saved meanwhile. */
export async function saveRound<R extends Round>(env: Env, key: Key, read: R, next: R): Promise<boolean> {
  return tookEffect(
    env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.views,
        Item: attributes({ ...key, ...(next as unknown as Item), ver: read.ver + 1 }),
        ConditionExpression: read.ver === 0 ? "attribute_not_exists(pk)" : "ver = :read",
        ...(read.ver === 0 ? {} : { ExpressionAttributeValues: attributes({ ":read": read.ver }) }),
      }),
    ),
  );
}
