// What an operator may promise, whether as an offer's first terms or a later version, and the set of shops it is good in.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type Refused, refused } from "@huike/shared/endpoint";
import type { OfferTerms, termsErrors } from "@huike/shared/offer";
import type { Env } from "../platform/env.ts";
import { attributes } from "../platform/table.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { unknownStore } from "../store/read-store.ts";
import { storeKey, tagSet } from "../store/store.items.ts";
import { ALL_STORES, listSet } from "./offer.items.ts";

type Put = { readonly terms: OfferTerms; readonly acceptsFollowRisk?: true | undefined };

/** Why these terms may not be put by this operator; undefined when they may. */
export async function whyNotTerms(
  env: Env,
  staff: StaffItem,
  { terms, acceptsFollowRisk }: Put,
): Promise<Refused<keyof typeof termsErrors> | undefined> {
  if (terms.reward === "follow" && staff.role !== "owner") return refused("follow_reward_owner_only");
  if (terms.reward === "follow" && !acceptsFollowRisk) return refused("follow_reward_warned");
  if (terms.storeTag && terms.storeIds.length > 0) return refused("offer_shops_twice");
  if (await unknownStore(env, terms.storeIds)) return refused("store_unknown");
  return undefined;
}

/** The set the terms' coupons will name, with the shops in it. */
export async function openStoreSet(env: Env, { storeIds, storeTag }: OfferTerms): Promise<string> {
  if (storeTag) return tagSet(storeTag);
  if (storeIds.length === 0) return ALL_STORES;
  const set = listSet(storeIds);
  // Before the terms stand: sets only gain shops, so a crash in between leaves nothing to undo.
  await Promise.all(storeIds.map((storeId) => joinSet(env, storeId, set)));
  return set;
}

async function joinSet(env: Env, storeId: string, set: string): Promise<void> {
  await env.tables.client.send(
    new UpdateItemCommand({
      TableName: env.tables.app,
      Key: attributes(storeKey(storeId)),
      UpdateExpression: "ADD #sets :set",
      ConditionExpression: "attribute_exists(pk)",
      ExpressionAttributeNames: { "#sets": "sets" },
      ExpressionAttributeValues: attributes({ ":set": new Set([set]) }),
    }),
  );
}
