// The whole number, for an owner who signs for it: the write that signs is the one that reads, and the audit's row comes of
// it, so nobody has seen a number without its saying who and why.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { RevealPhone } from "@huike/shared/members";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { unseal } from "../platform/seal.ts";
import { attributes, fields, refusedBy } from "../platform/table.ts";
import { type ProfileItem, profileKey, sealedAs } from "./profile.items.ts";

export async function revealPhone(
  { memberNo: by }: Member,
  { memberNo, why }: RequestOf<typeof RevealPhone>,
  env: Env,
): Promise<Result<ResponseOf<typeof RevealPhone>, ErrorOf<typeof RevealPhone>>> {
  try {
    const { Attributes } = await env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(profileKey(memberNo)),
        UpdateExpression: "SET #by = :by, #at = :at, #why = :why",
        ConditionExpression: "attribute_exists(sealed)",
        ExpressionAttributeNames: { "#by": "by", "#at": "at", "#why": "why" },
        ExpressionAttributeValues: attributes({ ":by": by, ":at": env.nowMs(), ":why": why }),
        ReturnValues: "ALL_NEW",
      }),
    );
    const { sealed = "" } = fields<ProfileItem>(Attributes ?? {});
    return ok({ memberNo, phone: unseal(env.secrets.sealKey, sealedAs(memberNo), sealed) });
  } catch (cause) {
    if (refusedBy(cause) === undefined) throw cause;
    return refused("phone_unknown");
  }
}
