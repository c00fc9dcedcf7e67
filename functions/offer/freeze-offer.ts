// 暂停使用 and taking it back: a flag every claim and every redemption minds, from memory for less than 10 s.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { FreezeOffer, ThawOffer } from "@huike/shared/offer-life";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { attributes, refusedBy } from "../platform/table.ts";
import { offerKey } from "./offer.items.ts";

type Request = RequestOf<typeof FreezeOffer>;
type Answer = Result<ResponseOf<typeof FreezeOffer>, ErrorOf<typeof FreezeOffer> & ErrorOf<typeof ThawOffer>>;

export const freezeOffer = (caller: Member, request: Request, env: Env): Promise<Answer> =>
  setFrozen(caller, request, env, true);

export const thawOffer = (caller: Member, request: Request, env: Env): Promise<Answer> =>
  setFrozen(caller, request, env, false);

async function setFrozen({ memberNo }: Member, { offerId, why }: Request, env: Env, frozen: boolean): Promise<Answer> {
  try {
    await env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(offerKey(offerId)),
        UpdateExpression: "SET frozen = :frozen, #by = :by, #at = :now, why = :why",
        ConditionExpression: "attribute_exists(pk) AND attribute_not_exists(voidedAt)",
        ExpressionAttributeNames: { "#by": "by", "#at": "at" },
        ExpressionAttributeValues: attributes({
          ":frozen": frozen,
          ":by": memberNo,
          ":now": env.nowMs(),
          ":why": why,
        }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return ok({ offerId });
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined) throw cause;
    return refused(old === "absent" ? "offer_unknown" : "offer_voided");
  }
}
