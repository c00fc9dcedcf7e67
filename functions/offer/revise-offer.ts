// New terms as a new version. Versions never change and coupons name theirs, so nothing is taken from anybody; who
// revises from an older version than the current one is told.
import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { ReviseOffer } from "@huike/shared/offer-life";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem } from "../platform/read.ts";
import { attributes, refusedStatements } from "../platform/table.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { openStoreSet, whyNotTerms } from "./check-terms.ts";
import { type OfferItem, offerKey, type TermsItem, termsFields, termsKey } from "./offer.items.ts";

type Answer = Result<ResponseOf<typeof ReviseOffer>, ErrorOf<typeof ReviseOffer>>;

export async function reviseOffer(
  { memberNo, staff }: Member & { readonly staff: StaffItem },
  request: RequestOf<typeof ReviseOffer>,
  env: Env,
): Promise<Answer> {
  const { offerId, ifVersion, terms, why } = request;
  const whyNot = await whyNotTerms(env, staff, request);
  if (whyNot) return whyNot;
  const version = ifVersion + 1;
  const item = termsFields(terms, await openStoreSet(env, terms));
  const { app, client } = env.tables;
  const signed = { by: memberNo, at: env.nowMs(), why };
  try {
    await client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          {
            Update: {
              TableName: app,
              Key: attributes(offerKey(offerId)),
              UpdateExpression: "SET version = :next, #by = :by, #at = :at, why = :why",
              ConditionExpression: "version = :read AND attribute_not_exists(voidedAt)",
              ExpressionAttributeNames: { "#by": "by", "#at": "at" },
              ExpressionAttributeValues: attributes({
                ":next": version,
                ":read": ifVersion,
                ":by": memberNo,
                ":at": signed.at,
                ":why": why,
              }),
            },
          },
          {
            Put: {
              TableName: app,
              Item: attributes({ ...termsKey(offerId, version), ...item, ...signed }),
              ConditionExpression: "attribute_not_exists(pk)",
            },
          },
        ],
      }),
    );
    return ok({ offerId, version });
  } catch (cause) {
    if (!refusedStatements(cause)) throw cause;
    return refusal(env, request);
  }
}

/** The same revision again is answered as the first time, whatever came after it. */
async function refusal(env: Env, { offerId, ifVersion, terms }: RequestOf<typeof ReviseOffer>): Promise<Answer> {
  const [offer, next] = await Promise.all([
    getItem<OfferItem>(env.tables, offerKey(offerId), { consistent: true }),
    getItem<TermsItem>(env.tables, termsKey(offerId, ifVersion + 1), { consistent: true }),
  ]);
  if (next?.terms === JSON.stringify(terms)) return ok({ offerId, version: ifVersion + 1 });
  if (!offer) return refused("offer_unknown");
  return refused(offer.voidedAt === undefined ? "offer_changed" : "offer_voided");
}
