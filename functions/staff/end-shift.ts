// A clerk stops working. The first time stands, so a repeat changes nothing.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { EndShift } from "@huike/shared/staff";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { attributes, refusedBy } from "../platform/table.ts";
import { shiftCache } from "./open-counter.ts";
import { shiftKey } from "./staff.items.ts";

export async function endShift(
  { memberNo }: Member,
  { shiftId }: RequestOf<typeof EndShift>,
  env: Env,
): Promise<Result<ResponseOf<typeof EndShift>, ErrorOf<typeof EndShift>>> {
  try {
    await env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(shiftKey(memberNo)),
        UpdateExpression: "SET endedAt = if_not_exists(endedAt, :now)",
        ConditionExpression: "shiftId = :id",
        ExpressionAttributeValues: attributes({ ":id": shiftId, ":now": env.nowMs() }),
      }),
    );
  } catch (cause) {
    if (refusedBy(cause) === undefined) throw cause;
    return refused("shift_unknown");
  }
  shiftCache(env).drop(memberNo);
  return ok({ shiftId });
}
