// What a worker may change about a campaign: each step is one update on condition that the campaign still is where the
// worker saw it, so that of many workers one takes the step.
import { DeleteItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { attributes, type Item, tookEffect } from "../platform/table.ts";
import { type CampaignItem, campaignKey, liveKey, planOf } from "./campaign.items.ts";
import { dueAgainMs } from "./next-due.ts";
import { triggerKey } from "./occasions.items.ts";

export const readCampaign = (env: Env, campaignId: string): Promise<CampaignItem | undefined> =>
  getItem<CampaignItem>(env.tables, campaignKey(campaignId), { consistent: true });

/** Its time has come. */
export const startRun = (env: Env, campaignId: string, run: number): Promise<boolean> =>
  change(env, campaignId, { set: "st = :running", condition: "st = :scheduled AND #run = :run" }, { ":run": run });

/** Everybody it is for is frozen in so many chunks. */
export const keepChunks = (env: Env, campaignId: string, run: number, chunks: number): Promise<boolean> =>
  change(
    env,
    campaignId,
    {
      set: "chunks = :chunks",
      condition: "#run = :run AND st IN (:running, :paused) AND attribute_not_exists(chunks)",
    },
    { ":run": run, ":chunks": chunks },
  );

/** A triggered campaign's run has so many chunks by now; false when it is another run's turn. */
export const raiseChunks = (env: Env, campaignId: string, run: number, chunks: number): Promise<boolean> =>
  change(
    env,
    campaignId,
    {
      set: "chunks = :chunks",
      condition: "#run = :run AND st IN (:running, :paused) AND (attribute_not_exists(chunks) OR chunks <= :chunks)",
    },
    { ":run": run, ":chunks": chunks },
  );

type Seen = { readonly run: number; readonly sinceMs: number };

/**
 * Nobody did it, and it says why: what WeChat refuses for all, or for half of them. Not where a person has paused or resumed
 * it since `sinceMs`: they decided on what they saw.
 */
export const stopRun = (env: Env, campaignId: string, { run, sinceMs }: Seen, why: string): Promise<boolean> =>
  change(
    env,
    campaignId,
    {
      set: "st = :paused, #stop = :why",
      condition: `st = :running AND #run = :run AND ${sinceMs === 0 ? "attribute_not_exists(sat)" : "sat = :since"}`,
      names: { "#stop": "stop" },
    },
    { ":run": run, ":why": why, ...(sinceMs === 0 ? {} : { ":since": sinceMs }) },
  );

/** Everybody has been seen to: it is done, or waits for its next time. */
export function endRun(env: Env, campaignId: string, item: CampaignItem): Promise<boolean> {
  const run = item.run ?? 1;
  const due = dueAgainMs(planOf(item).time, env.nowMs());
  // Chunks: a worker may have gathered another while this one saw the last through.
  const condition = "st = :running AND #run = :run AND chunks = :chunks";
  if (due === undefined)
    return change(env, campaignId, { set: "st = :done", condition }, { ":run": run, ":chunks": item.chunks });
  return change(
    env,
    campaignId,
    { set: "st = :scheduled, #run = :next, due = :due", remove: "chunks", condition },
    { ":run": run, ":next": run + 1, ":due": due, ":chunks": item.chunks },
  );
}

/** One that is over never lives again: taking it away can be done by anybody, any number of times. */
export async function bury(env: Env, campaignId: string): Promise<void> {
  for (const key of [triggerKey(campaignId), liveKey(campaignId)]) {
    await env.tables.client.send(new DeleteItemCommand({ TableName: env.tables.app, Key: attributes(key) }));
  }
}

type Change = {
  readonly set: string;
  readonly remove?: string;
  readonly condition: string;
  readonly names?: Readonly<Record<string, string>>;
};

async function change(
  env: Env,
  campaignId: string,
  { set, remove, condition, names = {} }: Change,
  values: Item,
): Promise<boolean> {
  const states = { ":running": "running", ":scheduled": "scheduled", ":paused": "paused", ":done": "done" };
  const used = Object.entries(states).filter(([name]) => new RegExp(`${name}\\b`).test(`${set} ${condition}`));
  return tookEffect(
    env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(campaignKey(campaignId)),
        UpdateExpression: `SET ${set}${remove ? ` REMOVE ${remove}` : ""}`,
        ConditionExpression: condition,
        ExpressionAttributeNames: { "#run": "run", ...names },
        ExpressionAttributeValues: attributes({ ...Object.fromEntries(used), ...values }),
      }),
    ),
  );
}
