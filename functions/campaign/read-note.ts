// A member opened what a campaign sent: one row a member and run, however often, and the note is put away. Only what
// was sent to this member counts, whoever asks.
import { PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import type { ReadNote } from "@huike/shared/member";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem } from "../platform/read.ts";
import { attributes, tookEffect } from "../platform/table.ts";
import { markOf, noteKey, openedKey, rowEndsAtS } from "./campaign.items.ts";
import { hasMark, type PushItem, pushKey } from "./push.items.ts";

export async function readNote(
  { memberNo }: Member,
  { campaignId, run }: RequestOf<typeof ReadNote>,
  env: Env,
): Promise<Result<ResponseOf<typeof ReadNote>, ErrorOf<typeof ReadNote>>> {
  const push = await getItem<PushItem>(env.tables, pushKey(memberNo), { table: "views" });
  if (!hasMark(push, markOf(campaignId, run))) return ok({ campaignId });
  const opened = { ...openedKey(campaignId, run, memberNo), at: env.nowMs(), ttl: rowEndsAtS(env.nowMs()) };
  // Refused: it was done before, or there is a newer note.
  await tookEffect(
    env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.views,
        Item: attributes(opened),
        ConditionExpression: "attribute_not_exists(pk)",
      }),
    ),
  );
  await tookEffect(
    env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(noteKey(memberNo)),
        UpdateExpression: "SET seen = :now",
        ConditionExpression: "cmp = :campaign AND #run = :run AND attribute_not_exists(seen)",
        ExpressionAttributeNames: { "#run": "run" },
        ExpressionAttributeValues: attributes({ ":now": env.nowMs(), ":campaign": campaignId, ":run": run }),
      }),
    ),
  );
  return ok({ campaignId });
}
