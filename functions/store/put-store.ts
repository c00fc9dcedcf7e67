// Opens a shop or corrects its facts, from the version that was seen where one is named. The version grows with every
// change, in the write itself, and so do the sets the shop is in: a tag taken away later leaves the coupons good here
// that were issued under it.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { PutStore } from "@huike/shared/store";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { attributes, fields, refusedBy } from "../platform/table.ts";
import { type StoreItem, storeFields, storeKey, tagSet } from "./store.items.ts";

export async function putStore(
  { memberNo }: Member,
  { storeId, facts, ifVersion, why }: RequestOf<typeof PutStore>,
  env: Env,
): Promise<Result<ResponseOf<typeof PutStore>, ErrorOf<typeof PutStore>>> {
  const { name, facts: text } = storeFields(facts);
  const tags = facts.tags && new Set(facts.tags.map(tagSet));
  try {
    await env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(storeKey(storeId)),
        ...onlyFrom(ifVersion),
        UpdateExpression: `SET #name = :name, facts = :facts, ev = :one, #by = :by, #at = :now, why = :why ADD ver :one${tags ? ", #sets :tags" : ""}`,
        ExpressionAttributeNames: { "#name": "name", "#by": "by", "#at": "at", ...(tags ? { "#sets": "sets" } : {}) },
        ExpressionAttributeValues: attributes({
          ...{ ":name": name, ":facts": text, ":one": 1, ":by": memberNo, ":now": env.nowMs(), ":why": why },
          ":tags": tags,
          ...(ifVersion ? { ":read": ifVersion } : {}),
        }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined || ifVersion === undefined) throw cause;
    if (!isDone(old === "absent" ? undefined : fields<StoreItem>(old), ifVersion, text))
      return refused("setting_changed");
  }
  return ok({ storeId });
}

const onlyFrom = (ifVersion: number | undefined): { readonly ConditionExpression?: string } =>
  ifVersion === undefined ? {} : { ConditionExpression: ifVersion === 0 ? "attribute_not_exists(pk)" : "ver = :read" };

/** The same change, sent before. */
const isDone = (standing: StoreItem | undefined, ifVersion: number, text: unknown): boolean =>
  standing?.ver === ifVersion + 1 && standing.facts === text;
