// Lets a draft go: one transaction, as the worker must find it live exactly when it is scheduled. What was rehearsed,
// how long ago, and who may approve so much are its condition.
import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import type { ApproveCampaign } from "@huike/shared/campaign";
import { type CampaignTime, isDaily } from "@huike/shared/campaign-plan";
import { DAY_MS } from "@huike/shared/day";
import {
  type ApprovalError,
  type ErrorOf,
  ok,
  type RequestOf,
  type ResponseOf,
  type Result,
  refused,
} from "@huike/shared/endpoint";
import type { PushRules } from "@huike/shared/push-rules";
import type { Sentence } from "@huike/shared/sentences";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { attributes, fields, type Key, refusedItems } from "../platform/table.ts";
import { type CampaignItem, campaignKey, liveKey, planOf } from "./campaign.items.ts";
import { readCampaign } from "./move-run.ts";
import { nextDueMs } from "./next-due.ts";
import { type TriggerItem, triggerKey } from "./occasions.items.ts";
import { currentRules } from "./read-rules.ts";

/** A rehearsal is good for a day: people come and go, and so does stock. */
export const REHEARSAL_AGE_MS = DAY_MS;

type Refusals = Exclude<ErrorOf<typeof ApproveCampaign>, ApprovalError>;
type Answer = Result<ResponseOf<typeof ApproveCampaign>, Refusals>;
type Request = RequestOf<typeof ApproveCampaign>;

/** What the approver's phone shows: derived from what is kept, never from what the browser says. */
export async function describeApproval({ campaignId }: Request, env: Env): Promise<Sentence | undefined> {
  const item = await readCampaign(env, campaignId);
  if (item?.st !== "draft") return undefined;
  const { name } = planOf(item);
  const people = item.rp ?? 0;
  return { zh: `批准营销活动「${name}」：${people} 人`, en: `Approve the campaign “${name}”: ${people} people` };
}

export async function approveCampaign({ memberNo }: Member, request: Request, env: Env): Promise<Answer> {
  const { campaignId, ifVersion, why } = request;
  // The plan of a version never changes: when it is due can be told from any reading of it.
  const read = await readCampaign(env, campaignId);
  if (!read) return refused("campaign_unknown");
  const { rules } = await currentRules(env);
  const nowMs = env.nowMs();
  const due = nextDueMs(planOf(read).time, nowMs);
  if (due === undefined && read.st === "draft" && read.ver === ifVersion) return refused("campaign_time_past");
  try {
    await env.tables.client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          {
            Update: {
              TableName: env.tables.app,
              Key: attributes(campaignKey(campaignId)),
              UpdateExpression:
                "SET st = :scheduled, appr = :me, #run = :first, due = :due, sby = :me, sat = :now, swhy = :why",
              ConditionExpression:
                "st = :draft AND ver = :ver AND rv = :ver AND rat > :fresh AND ((rp <= :people AND rf <= :fen) OR #by <> :me)",
              ExpressionAttributeNames: { "#run": "run", "#by": "by" },
              ExpressionAttributeValues: attributes({
                ...{
                  ":scheduled": "scheduled",
                  ":draft": "draft",
                  ":me": memberNo,
                  ":first": 1,
                  ":why": why,
                  ":now": nowMs,
                },
                ...{ ":due": due ?? nowMs, ":ver": ifVersion, ":fresh": nowMs - REHEARSAL_AGE_MS },
                ...{ ":people": rules.soloPeople, ":fen": rules.soloFen },
              }),
              ReturnValuesOnConditionCheckFailure: "ALL_OLD",
            },
          },
          { Put: { TableName: env.tables.app, Item: attributes(liveKey(campaignId)) } },
          ...waitsFor(campaignId, planOf(read).time, nowMs).map((item) => ({
            Put: { TableName: env.tables.app, Item: attributes(item) },
          })),
        ],
      }),
    );
  } catch (cause) {
    const [old] = refusedItems(cause) ?? [];
    if (old === undefined) throw cause;
    if (old === "absent") return refused("campaign_unknown");
    return refusalOf(fields<CampaignItem>(old), { memberNo, request, rules, nowMs });
  }
  return ok({ campaignId, state: "scheduled", version: ifVersion });
}

/** What the stream is to be watched for. */
function waitsFor(campaignId: string, time: CampaignTime, nowMs: number): (Key & TriggerItem)[] {
  if (time.when !== "trigger" || isDaily(time.trigger)) return [];
  return [{ ...triggerKey(campaignId), on: time.trigger.on, since: nowMs, until: time.untilMs }];
}

type Asked = { memberNo: string; request: Request; rules: PushRules; nowMs: number };

/** The negative of the condition above, in the order a person can act on. */
function refusalOf(item: CampaignItem, { memberNo, request, rules, nowMs }: Asked): Answer {
  const { campaignId, ifVersion } = request;
  if (item.st !== "draft") {
    const isMine = item.appr === memberNo && item.ver === ifVersion;
    return isMine ? ok({ campaignId, state: item.st, version: item.ver }) : refused("campaign_not_draft");
  }
  if (item.ver !== ifVersion) return refused("campaign_changed");
  if (item.rv !== ifVersion || (item.rat ?? 0) <= nowMs - REHEARSAL_AGE_MS) return refused("campaign_not_rehearsed");
  if (needsSecond(rules, item.rp ?? 0, item.rf ?? 0) && item.by === memberNo) return refused("campaign_needs_second");
  throw new Error(`approval of ${campaignId} was refused but nothing forbids it`);
}

export const needsSecond = ({ soloPeople, soloFen }: PushRules, people: number, worstFen: number): boolean =>
  people > soloPeople || worstFen > soloFen;
