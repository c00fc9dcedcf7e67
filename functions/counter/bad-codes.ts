// Ten wrong codes a clerk in ten minutes: with eight digits, a guesser gets nowhere. Counted by
// clerk, never by member, whom anybody could lock out. Kept in `views`, which no stream follows.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { attributes, type Key } from "../platform/table.ts";

const WINDOW_MS = 600_000;
export const BAD_CODES_MAX = 10;

const windowKey = (clerk: string, nowMs: number): Key => ({
  pk: `BAD#${clerk}`,
  sk: String(Math.floor(nowMs / WINDOW_MS)),
});

export async function hasTooManyBadCodes(env: Env, clerk: string): Promise<boolean> {
  const row = await getItem<{ n: number }>(env.tables, windowKey(clerk, env.nowMs()), {
    table: "views",
    consistent: true,
  });
  return (row?.n ?? 0) >= BAD_CODES_MAX;
}

export async function countBadCode(env: Env, clerk: string): Promise<void> {
  const nowMs = env.nowMs();
  await env.tables.client.send(
    new UpdateItemCommand({
      TableName: env.tables.views,
      Key: attributes(windowKey(clerk, nowMs)),
      UpdateExpression: "ADD n :one SET #ttl = :ttl",
      ExpressionAttributeNames: { "#ttl": "ttl" },
      ExpressionAttributeValues: attributes({ ":one": 1, ":ttl": Math.ceil((nowMs + 2 * WINDOW_MS) / 1000) }),
    }),
  );
}
