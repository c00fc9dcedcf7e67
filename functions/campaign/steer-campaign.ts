// 暂停, 继续, 取消: each one conditional update of the state. Workers look at it again within three seconds and before
// they take anybody in hand.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { CancelCampaign, PauseCampaign, ResumeCampaign } from "@huike/shared/campaign";
import type { CampaignState } from "@huike/shared/campaign-live";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { attributes, fields, refusedBy } from "../platform/table.ts";
import { type CampaignItem, campaignKey } from "./campaign.items.ts";

type Request = RequestOf<typeof PauseCampaign>;
type Value = ResponseOf<typeof PauseCampaign>;

export const pauseCampaign = async (
  caller: Member,
  request: Request,
  env: Env,
): Promise<Result<Value, ErrorOf<typeof PauseCampaign>>> =>
  (await steer(env, caller, request, ["running"], "paused")) ?? refused("campaign_not_running");

export const resumeCampaign = async (
  caller: Member,
  request: Request,
  env: Env,
): Promise<Result<Value, ErrorOf<typeof ResumeCampaign>>> =>
  (await steer(env, caller, request, ["paused"], "running")) ?? refused("campaign_not_running");

export const cancelCampaign = async (
  caller: Member,
  request: Request,
  env: Env,
): Promise<Result<Value, ErrorOf<typeof CancelCampaign>>> =>
  (await steer(env, caller, request, ["draft", "scheduled", "running", "paused"], "cancelled")) ??
  refused("campaign_over");

/** Nothing when it is in none of the states it may come from; already there is the same answer again. */
async function steer(
  env: Env,
  { memberNo }: Member,
  { campaignId, why }: Request,
  from: readonly CampaignState[],
  to: CampaignState,
): Promise<Result<Value, "campaign_unknown"> | undefined> {
  const names = from.map((_, i) => `:from${i}`);
  try {
    const { Attributes } = await env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(campaignKey(campaignId)),
        UpdateExpression: "SET st = :to, sby = :by, sat = :now, swhy = :why REMOVE #stop",
        ConditionExpression: `st IN (${names.join(", ")})`,
        ExpressionAttributeNames: { "#stop": "stop" },
        ExpressionAttributeValues: attributes({
          ...{ ":to": to, ":by": memberNo, ":why": why, ":now": env.nowMs() },
          ...Object.fromEntries(from.map((state, i) => [`:from${i}`, state])),
        }),
        ReturnValues: "ALL_NEW",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    const { ver } = fields<CampaignItem>(Attributes ?? {});
    return ok({ campaignId, state: to, version: ver });
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined) throw cause;
    if (old === "absent") return refused("campaign_unknown");
    const { st, ver } = fields<CampaignItem>(old);
    return st === to ? ok({ campaignId, state: to, version: ver }) : undefined;
  }
}
