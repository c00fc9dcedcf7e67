// Changes a setting from the version its writer saw: one conditional write, and of two who change it at once one is told.
// The same change sent twice is one. Whatever else stands on the item stays.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Env } from "./env.ts";
import { attributes, fields, type Key, refusedBy } from "./table.ts";

export type VersionItem = { ver: number; text: string; by: string; at: number; why: string };
type Change = { readonly ifVersion: number; readonly text: string; readonly by: string; readonly why: string };

/** Answers whether it stands now as the version after `ifVersion` (0: nobody has changed it before). */
export async function putVersion(env: Env, key: Key, { ifVersion, text, by, why }: Change): Promise<boolean> {
  const ver = ifVersion + 1;
  try {
    await env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(key),
        UpdateExpression: "SET ver = :next, #text = :text, #by = :by, #at = :now, why = :why",
        ConditionExpression: ifVersion === 0 ? "attribute_not_exists(pk)" : "ver = :read",
        ExpressionAttributeNames: { "#text": "text", "#by": "by", "#at": "at" },
        ExpressionAttributeValues: attributes({
          ...(ifVersion === 0 ? {} : { ":read": ifVersion }),
          ...{ ":next": ver, ":text": text, ":by": by, ":now": env.nowMs(), ":why": why },
        }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return true;
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined) throw cause;
    if (old === "absent") return false;
    const standing = fields<VersionItem>(old);
    return standing.ver === ver && standing.text === text && standing.by === by;
  }
}
