// Stores a part of a grant's list. The same part again changes nothing; other contents under its number are refused.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { PutGrantChunk } from "@huike/shared/grant";
import { currentOffer } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { attributes, fields, refusedBy } from "../platform/table.ts";
import { type ChunkItem, chunkKey } from "./grant.items.ts";

export async function putGrantChunk(
  { memberNo }: Member,
  request: RequestOf<typeof PutGrantChunk>,
  env: Env,
): Promise<Result<ResponseOf<typeof PutGrantChunk>, ErrorOf<typeof PutGrantChunk>>> {
  const { grantId, chunk, chunks, offerId, memberNos, why } = request;
  if (!(await currentOffer(env, offerId))) return refused("offer_unknown");
  const item: ChunkItem = { ofr: offerId, chunks, mbrs: [...new Set(memberNos)].join("") };
  try {
    await env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.app,
        Item: attributes({ ...chunkKey(grantId, Number(chunk)), ...item, by: memberNo, at: env.nowMs(), why }),
        ConditionExpression: "attribute_not_exists(pk)",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined || old === "absent") throw cause;
    const { ofr, chunks: declared, mbrs } = fields<ChunkItem>(old);
    if (ofr !== item.ofr || declared !== chunks || mbrs !== item.mbrs) return refused("grant_id_reused");
  }
  return ok({ grantId, chunk });
}
