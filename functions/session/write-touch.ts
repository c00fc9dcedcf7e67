// Puts a touch on record and lets it be the person's first if it is the oldest. Neither depends on the order touches are
// recorded in: the table keeps the oldest of a day and scene, the person the oldest of all.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { calendarDay } from "@huike/shared/day";
import type { Env } from "../platform/env.ts";
import { attributes, tookEffect } from "../platform/table.ts";
import { setFirstTouch } from "./first-touch.ts";
import { touchKey, visitorEndsAtS } from "./person.items.ts";

/** `firstAtMs`: of the first touch as far as it is known; it only grows older, so knowing a stale one costs a write at most. */
type Toucher = { readonly memberNo: string; readonly isMember: boolean; readonly firstAtMs?: number | undefined };

/** Answers the time of the first touch as it is known now. */
export async function writeTouch(env: Env, { memberNo, isMember, firstAtMs }: Toucher, scene: string): Promise<number> {
  const nowMs = env.nowMs();
  const isKnown = firstAtMs !== undefined && firstAtMs < nowMs;
  if (!isKnown) await setFirstTouch(env, memberNo, scene, nowMs);
  await putTouch(env, memberNo, isMember, scene);
  return isKnown ? firstAtMs : nowMs;
}

/** A visitor's touch ends with the visitor. */
async function putTouch(env: Env, memberNo: string, isMember: boolean, scene: string): Promise<void> {
  const nowMs = env.nowMs();
  const ttl = isMember ? undefined : visitorEndsAtS(nowMs);
  await tookEffect(
    env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.app,
        Item: attributes({ ...touchKey(memberNo, scene, calendarDay(nowMs)), ev: 1, at: nowMs, ttl }),
        ConditionExpression: "attribute_not_exists(pk) OR #at > :at",
        ExpressionAttributeNames: { "#at": "at" },
        ExpressionAttributeValues: attributes({ ":at": nowMs }),
      }),
    ),
  );
}
