// Which way a campaign goes, through this instance's memory: the plan of one that was sent does not change any more.
import type { PushPath } from "@huike/shared/push-text";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { type CampaignItem, campaignKey, planOf } from "./campaign.items.ts";

const PATH_AGE_MS = 3_600_000;

export const readCampaignPath = (env: Env, campaignId: string): Promise<PushPath | undefined> =>
  env.cache<PushPath>("campaign-path", PATH_AGE_MS).get(campaignId, async () => {
    const item = await getItem<CampaignItem>(env.tables, campaignKey(campaignId));
    return item && planOf(item).content.path;
  });
