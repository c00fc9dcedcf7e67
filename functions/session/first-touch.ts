// Who won a person: the oldest touch of either half, whatever order they come to light in. Of two
// in the same moment the one whose scene sorts first, so that nothing depends on which came first.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Env } from "../platform/env.ts";
import { attributes, tookEffect } from "../platform/table.ts";
import { personKey } from "./person.items.ts";

/** For `:scene` and `:at` against `src` and `srcAt`. */
export const IS_OLDER = "attribute_not_exists(srcAt) OR srcAt > :at OR (srcAt = :at AND src > :scene)";

/** One conditional write: an older touch takes the place of a newer one, never the other way round. */
export async function setFirstTouch(env: Env, memberNo: string, scene: string, atMs: number): Promise<void> {
  await tookEffect(
    env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(personKey(memberNo)),
        UpdateExpression: "SET src = :scene, srcAt = :at",
        // A visitor whose rows have ended is not brought back by half an item.
        ConditionExpression: `attribute_exists(pk) AND (${IS_OLDER})`,
        ExpressionAttributeValues: attributes({ ":scene": scene, ":at": atMs }),
      }),
    ),
  );
}
