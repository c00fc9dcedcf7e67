// What campaigns have to do: a tick every minute, and workers of several minutes side by side. Leases share the work
// out among them; what one leaves another finds.
import type { Context, ScheduledHandler } from "aws-lambda";
import { walkAudience } from "../audience/walk-audience.ts";
import { runCampaigns } from "../campaign/run-campaigns.ts";
import { liveEnv } from "../platform/env.ts";

/** Left at the end for what is in hand: a call to WeChat, its result, the last save. */
const SPARE_MS = 15_000;

const env = liveEnv();

export const handler: ScheduledHandler = async (_, context: Context) => {
  await runCampaigns(env, walkAudience, {
    hasTime: () => context.getRemainingTimeInMillis() > SPARE_MS,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
};
