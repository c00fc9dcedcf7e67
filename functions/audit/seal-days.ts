// Seals every business day that can gain no more rows, in order, each over its rows and the seal before it: whoever
// changes, adds or takes away a row afterwards would have to make every later seal anew, and the newest is logged each
// night, where the tables' own writers cannot reach it.
import { PutItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { businessDay } from "@huike/shared/day";
import type { Env } from "../platform/env.ts";
import { logSeal } from "../platform/log.ts";
import { queryRange } from "../platform/read.ts";
import { attributes, fields, tookEffect } from "../platform/table.ts";
import {
  auditRange,
  type ChangeItem,
  dayAfter,
  dayEndMs,
  NO_SEAL,
  SEALED_FROM_MS,
  SEALS,
  type SealItem,
  sealHash,
  sealKey,
} from "./audit.items.ts";

export type Seal = SealItem & { readonly sk: string };

/** A day at a time, as long as there is time. Two at once seal the same day alike, and one of them does. */
export async function sealDays(env: Env, { hasTime }: { readonly hasTime: () => boolean }): Promise<void> {
  let last = await lastSeal(env);
  while (hasTime()) {
    const day = last ? dayAfter(last.sk) : await firstDay(env);
    if (env.nowMs() < dayEndMs(day) + SEALED_FROM_MS) return;
    last = await sealDay(env, day, last?.hash ?? NO_SEAL);
    if (!last) return;
  }
}

/** Undefined where another has sealed it meanwhile: the next night goes on from there. */
async function sealDay(env: Env, day: string, prev: string): Promise<Seal | undefined> {
  const rows = await queryRange<ChangeItem>(env.tables, auditRange(day), { consistent: true, table: "views" });
  const hashes = rows.map(({ h }) => h);
  const seal: SealItem = { n: rows.length, hash: sealHash(prev, day, hashes), prev, at: env.nowMs() };
  const isMine = await tookEffect(
    env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.views,
        Item: attributes({ ...sealKey(day), ...seal }),
        ConditionExpression: "attribute_not_exists(pk)",
      }),
    ),
  );
  if (!isMine) return undefined;
  logSeal({ day, rows: seal.n, hash: seal.hash });
  return { ...seal, sk: day };
}

async function lastSeal(env: Env): Promise<Seal | undefined> {
  const { Items } = await env.tables.client.send(
    new QueryCommand({
      TableName: env.tables.views,
      KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
      ExpressionAttributeValues: attributes({ ":pk": SEALS.pk, ":from": SEALS.from, ":to": SEALS.to }),
      ScanIndexForward: false,
      ConsistentRead: true,
      Limit: 1,
    }),
  );
  return Items?.[0] && fields<Seal>(Items[0]);
}

/** The chain of seals begins with the first night that finds none: with the oldest day whose rows may still be open then. */
const firstDay = async (env: Env): Promise<string> => businessDay(env.nowMs() - 2 * SEALED_FROM_MS);
