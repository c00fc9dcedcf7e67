// views OFR#o / TALLY: what had become of an offer's coupons when the last night met them. Begun earlier never writes over
// begun later, so a night that is repeated or overtaken changes nothing.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { OfferTally } from "@huike/shared/offer-life";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { attributes, type Key, tookEffect } from "../platform/table.ts";
import { offerKey } from "./offer.items.ts";

/** Coupons held, used, run out, voided; what the used ones took off, in fen, as far as it is known. */
export type Tally = { held: number; used: number; ended: number; voided: number; saved: number };

const tallyKey = (offerId: string): Key => ({ pk: offerKey(offerId).pk, sk: "TALLY" });

export async function putTally(env: Env, offerId: string, tally: Tally, atMs: number): Promise<void> {
  await tookEffect(
    env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.views,
        Item: attributes({ ...tallyKey(offerId), ...tally, began: atMs }),
        ConditionExpression: "attribute_not_exists(pk) OR began < :began",
        ExpressionAttributeValues: attributes({ ":began": atMs }),
      }),
    ),
  );
}

export async function readTally(env: Env, offerId: string): Promise<OfferTally | undefined> {
  const found = await getItem<Tally & { began: number }>(env.tables, tallyKey(offerId), { table: "views" });
  if (!found) return undefined;
  const { began, held, used, ended, voided, saved } = found;
  return { asOfMs: began, held, used, ended, voided, savedFen: saved };
}
