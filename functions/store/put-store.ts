// Opens a shop or corrects its facts. The version grows with every change, in the write itself, and so do the
// sets the shop is in: a tag taken away later leaves the coupons good here that were issued under it.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import type { PutStore } from "@huike/shared/store";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { attributes } from "../platform/table.ts";
import { storeFields, storeKey, tagSet } from "./store.items.ts";

export async function putStore(
  { memberNo }: Member,
  { storeId, facts, why }: RequestOf<typeof PutStore>,
  env: Env,
): Promise<Result<ResponseOf<typeof PutStore>, ErrorOf<typeof PutStore>>> {
  const { name, facts: text } = storeFields(facts);
  const tags = facts.tags && new Set(facts.tags.map(tagSet));
  await env.tables.client.send(
    new UpdateItemCommand({
      TableName: env.tables.app,
      Key: attributes(storeKey(storeId)),
      UpdateExpression: `SET #name = :name, facts = :facts, ev = :one, #by = :by, #at = :now, why = :why ADD ver :one${tags ? ", #sets :tags" : ""}`,
      ExpressionAttributeNames: { "#name": "name", "#by": "by", "#at": "at", ...(tags ? { "#sets": "sets" } : {}) },
      ExpressionAttributeValues: attributes({
        ":name": name,
        ":facts": text,
        ":one": 1,
        ":by": memberNo,
        ":now": env.nowMs(),
        ":why": why,
        ":tags": tags,
      }),
    }),
  );
  return ok({ storeId });
}
