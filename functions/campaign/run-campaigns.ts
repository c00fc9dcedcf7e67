// A tick of the campaign worker: for every live campaign whatever is due next, as far as there is time. Ticks overlap,
// and workers may be cut off anywhere.
import { isImmediate } from "@huike/shared/campaign-plan";
import { calendarDay } from "@huike/shared/day";
import type { Env } from "../platform/env.ts";
import { logFailure } from "../platform/log.ts";
import { queryRange } from "../platform/read.ts";
import { type CampaignItem, LIVE, planOf } from "./campaign.items.ts";
import { deliver } from "./deliver.ts";
import { freezeAudience, MASS_PAGES_MAX, type Walker } from "./freeze-audience.ts";
import { gatherOccasions } from "./gather-occasions.ts";
import { isDueAt } from "./is-due.ts";
import { bury, endRun, keepChunks, readCampaign, startRun } from "./move-run.ts";
import { currentRules } from "./read-rules.ts";
import { type Bounds, RunInHand } from "./run-in-hand.ts";

export async function runCampaigns(env: Env, walk: Walker, bounds: Bounds): Promise<void> {
  const live = await queryRange<{ sk: string }>(env.tables, { pk: LIVE, from: "cmp_", to: "cmp_~" });
  // In another order each time: one that takes long keeps none of the others from their turn for good.
  const first = (env.random(1)[0] ?? 0) % Math.max(live.length, 1);
  for (const { sk } of [...live.slice(first), ...live.slice(0, first)]) {
    if (!bounds.hasTime()) return;
    try {
      await carryOn(env, sk, walk, bounds);
    } catch (cause) {
      logFailure("campaign", cause);
    }
  }
}

async function carryOn(env: Env, campaignId: string, walk: Walker, bounds: Bounds): Promise<void> {
  const item = await readCampaign(env, campaignId);
  if (!item || item.st === "done" || item.st === "cancelled") return bury(env, campaignId);
  if (item.st === "scheduled") {
    if ((item.due ?? 0) > env.nowMs() || !(await startRun(env, campaignId, item.run ?? 1))) return;
    return carryOn(env, campaignId, walk, bounds);
  }
  if (item.st !== "running") return;
  if (isImmediate(planOf(item).time)) {
    const chunks = await gatherOccasions(env, campaignId, item, bounds);
    if (chunks !== undefined) await seeThrough(env, campaignId, { ...item, chunks }, walk, bounds);
    return;
  }
  if (item.chunks !== undefined) return seeThrough(env, campaignId, item, walk, bounds);
  if (await freeze(env, campaignId, item, walk, bounds)) await carryOn(env, campaignId, walk, bounds);
}

/** Delivers what is frozen, and ends the run when everybody has been seen to. */
async function seeThrough(
  env: Env,
  campaignId: string,
  item: CampaignItem,
  walk: Walker,
  bounds: Bounds,
): Promise<void> {
  const { rules } = await currentRules(env);
  const inHand = new RunInHand(env, campaignId, item, rules, bounds);
  const isOver = inHand.isTooOld() || (await deliver(inHand)) === "over";
  if (!isOver || isStillOf(item, env.nowMs())) return;
  if (await endRun(env, campaignId, item)) await carryOn(env, campaignId, walk, bounds);
}

/** What happens today belongs to today's run. */
const isStillOf = (item: CampaignItem, nowMs: number): boolean => {
  const { time } = planOf(item);
  if (!isImmediate(time) || time.when !== "trigger") return false;
  return calendarDay(nowMs) === calendarDay(item.due ?? nowMs) && nowMs < time.untilMs;
};

/** False when time ran out; the next tick goes on. */
async function freeze(
  env: Env,
  campaignId: string,
  item: CampaignItem,
  walk: Walker,
  bounds: Bounds,
): Promise<boolean> {
  const run = item.run ?? 1;
  const { audience: rule, time, content } = planOf(item);
  const atMs = item.due ?? env.nowMs();
  const isDue = isDueAt(time, atMs);
  const pages = content.path === "mass" ? { pagesMax: MASS_PAGES_MAX } : {};
  const freezing = { campaignId, run, rule, atMs, ...(isDue ? { isDue } : {}), ...pages };
  const chunks = await freezeAudience(env, freezing, walk, bounds);
  if (chunks === undefined) return false;
  await keepChunks(env, campaignId, run, chunks);
  return true;
}
