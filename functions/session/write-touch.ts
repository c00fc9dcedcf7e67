// Puts a touch on record and lets it be the person's first if it is the oldest. Neither depends on the order touches are
// recorded in: the table keeps the oldest of a day and scene, the person the oldest of all.
import { PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { calendarDay } from "@huike/shared/day";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { attributes, refusedBy } from "../platform/table.ts";
import { type PersonItem, personKey, touchKey, visitorEndsAtS } from "./person.items.ts";

/** `person` as just read, by who has done so. */
type Toucher = { readonly memberNo: string; readonly isMember: boolean; readonly person?: PersonItem | undefined };

export async function writeTouch(env: Env, { memberNo, isMember, person }: Toucher, scene: string): Promise<void> {
  await putTouch(env, memberNo, isMember, scene);
  // First touches only grow older, so a stale read can cost a write but never a touch.
  const known = person ?? (await getItem<PersonItem>(env.tables, personKey(memberNo)));
  if (known?.srcAt === undefined || known.srcAt >= env.nowMs()) await offerFirst(env, memberNo, scene);
}

/** A visitor's touch ends with the visitor. */
async function putTouch(env: Env, memberNo: string, isMember: boolean, scene: string): Promise<void> {
  const nowMs = env.nowMs();
  const ttl = isMember ? undefined : visitorEndsAtS(nowMs);
  await unlessRefused(
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

/** Of two in one millisecond the same scene wins, whichever comes first. */
async function offerFirst(env: Env, memberNo: string, scene: string): Promise<void> {
  await unlessRefused(
    env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(personKey(memberNo)),
        UpdateExpression: "SET src = :scene, srcAt = :at",
        ConditionExpression:
          "attribute_exists(pk) AND (attribute_not_exists(srcAt) OR srcAt > :at OR (srcAt = :at AND src > :scene))",
        ExpressionAttributeValues: attributes({ ":scene": scene, ":at": env.nowMs() }),
      }),
    ),
  );
}

async function unlessRefused(write: Promise<unknown>): Promise<void> {
  await write.catch((cause: unknown) => {
    if (refusedBy(cause) === undefined) throw cause;
  });
}
