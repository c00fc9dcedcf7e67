// Gives a shop its own risk envelope for slips; counters go by it within 15 s.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { PutSlipLimits } from "@huike/shared/slip";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { attributes, tookEffect } from "../platform/table.ts";
import { storeKey } from "../store/store.items.ts";

export async function putSlipLimits(
  { memberNo }: Member,
  { storeId, limits, why }: RequestOf<typeof PutSlipLimits>,
  env: Env,
): Promise<Result<ResponseOf<typeof PutSlipLimits>, ErrorOf<typeof PutSlipLimits>>> {
  const isDone = await tookEffect(
    env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(storeKey(storeId)),
        ConditionExpression: "attribute_exists(pk)",
        UpdateExpression: "SET slips = :limits, #by = :by, #at = :now, why = :why",
        ExpressionAttributeNames: { "#by": "by", "#at": "at" },
        ExpressionAttributeValues: attributes({ ":limits": limits, ":by": memberNo, ":now": env.nowMs(), ":why": why }),
      }),
    ),
  );
  return isDone ? ok({ storeId, limits }) : refused("store_unknown");
}
