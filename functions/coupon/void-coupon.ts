// Cancels a coupon that has not been used, on its way to a friend too: one conditional update, so it ends either
// used, given or voided.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Env } from "../platform/env.ts";
import { attributes, type Key, refusedBy } from "../platform/table.ts";

/** Whether the coupon stands cancelled now, by this call or an earlier one. */
export async function voidCoupon(env: Env, key: Key): Promise<boolean> {
  try {
    await env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(key),
        UpdateExpression: "SET st = :voided, vat = :now",
        ConditionExpression: "st IN (:issued, :giving)",
        ExpressionAttributeValues: attributes({ ":issued": "i", ":giving": "g", ":voided": "v", ":now": env.nowMs() }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return true;
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined) throw cause;
    return old !== "absent" && old.st?.S === "v";
  }
}
