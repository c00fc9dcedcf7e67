// Keeps a draft, and another plan for it. The item and its place in the list appear together.
import { TransactWriteItemsCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { PutCampaign, ReviseCampaign } from "@huike/shared/campaign";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem } from "../platform/read.ts";
import { attributes, fields, refusedBy, refusedStatements } from "../platform/table.ts";
import { type CampaignItem, campaignKey, listedCampaignKey } from "./campaign.items.ts";
import { whyNotPlan } from "./check-plan.ts";

const FIRST = 1;

export async function putCampaign(
  { memberNo }: Member,
  { campaignId, plan, why }: RequestOf<typeof PutCampaign>,
  env: Env,
): Promise<Result<ResponseOf<typeof PutCampaign>, ErrorOf<typeof PutCampaign>>> {
  const whyNot = await whyNotPlan(env, plan);
  if (whyNot) return whyNot;
  const item: CampaignItem = {
    st: "draft",
    ver: FIRST,
    plan: JSON.stringify(plan),
    by: memberNo,
    at: env.nowMs(),
    why,
  };
  const TableName = env.tables.app;
  const ConditionExpression = "attribute_not_exists(pk)";
  const TransactItems = [
    { ...campaignKey(campaignId), ...item, first: item.plan },
    { ...listedCampaignKey(campaignId), at: item.at },
  ].map((Item) => ({ Put: { TableName, Item: attributes(Item), ConditionExpression } }));
  try {
    await env.tables.client.send(new TransactWriteItemsCommand({ TransactItems }));
  } catch (cause) {
    if (!refusedStatements(cause)) throw cause;
    // By what it was made with: it may have been revised since.
    const old = await getItem<{ first: string }>(env.tables, campaignKey(campaignId), { consistent: true });
    if (old?.first !== item.plan) return refused("campaign_exists");
  }
  return ok({ campaignId, state: "draft", version: FIRST });
}

export async function reviseCampaign(
  { memberNo }: Member,
  { campaignId, ifVersion, plan, why }: RequestOf<typeof ReviseCampaign>,
  env: Env,
): Promise<Result<ResponseOf<typeof ReviseCampaign>, ErrorOf<typeof ReviseCampaign>>> {
  const whyNot = await whyNotPlan(env, plan);
  if (whyNot) return whyNot;
  const text = JSON.stringify(plan);
  const version = ifVersion + 1;
  try {
    await env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(campaignKey(campaignId)),
        UpdateExpression: "SET ver = :version, #plan = :plan, #by = :by, #at = :now, why = :why REMOVE rv, rat, rp, rf",
        ConditionExpression: "st = :draft AND ver = :read",
        ExpressionAttributeNames: { "#plan": "plan", "#by": "by", "#at": "at" },
        ExpressionAttributeValues: attributes({
          ...{ ":version": version, ":plan": text, ":by": memberNo, ":now": env.nowMs(), ":why": why },
          ...{ ":draft": "draft", ":read": ifVersion },
        }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined) throw cause;
    if (old === "absent") return refused("campaign_unknown");
    const stands = fields<CampaignItem>(old);
    if (stands.st !== "draft") return refused("campaign_not_draft");
    // The same change asked again.
    if (stands.ver !== version || stands.plan !== text || stands.by !== memberNo) return refused("campaign_changed");
  }
  return ok({ campaignId, state: "draft", version });
}
