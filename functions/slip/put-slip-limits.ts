// Gives a shop its own risk envelope for slips, from the version its operator saw; counters go by it within 15 s.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { PutSlipLimits } from "@huike/shared/slip";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { attributes, fields, refusedBy } from "../platform/table.ts";
import { type StoreItem, storeKey } from "../store/store.items.ts";

type Asked = RequestOf<typeof PutSlipLimits>;

export async function putSlipLimits(
  { memberNo }: Member,
  { storeId, limits, ifVersion, why }: Asked,
  env: Env,
): Promise<Result<ResponseOf<typeof PutSlipLimits>, ErrorOf<typeof PutSlipLimits>>> {
  const isRead =
    ifVersion === 0 ? " AND attribute_not_exists(sver)" : ifVersion === undefined ? "" : " AND sver = :read";
  try {
    await env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(storeKey(storeId)),
        ConditionExpression: `attribute_exists(pk)${isRead}`,
        UpdateExpression: "SET slips = :limits, #by = :by, #at = :now, why = :why ADD sver :one",
        ExpressionAttributeNames: { "#by": "by", "#at": "at" },
        ExpressionAttributeValues: attributes({
          ...{ ":limits": limits, ":by": memberNo, ":now": env.nowMs(), ":why": why, ":one": 1 },
          ...(ifVersion ? { ":read": ifVersion } : {}),
        }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined) throw cause;
    if (old === "absent") return refused("store_unknown");
    if (!isDone(fields<StoreItem>(old), { limits, ifVersion })) return refused("setting_changed");
  }
  return ok({ storeId, limits });
}

/** The same change, sent before. */
const isDone = (
  { sver = 0, slips }: StoreItem,
  { limits, ifVersion = 0 }: Pick<Asked, "limits" | "ifVersion">,
): boolean => sver === ifVersion + 1 && slips?.perHour === limits.perHour && slips.fenPerHour === limits.fenPerHour;
