// What the small hours do, a tick every ten minutes: each carries the night's work on as far as its time goes.
import type { Context, ScheduledHandler } from "aws-lambda";
import { runNight } from "../nightly/run-night.ts";
import { liveEnv } from "../platform/env.ts";

/** Left at the end of a run for the last page and its save. */
const SPARE_MS = 20_000;

const env = liveEnv();

export const handler: ScheduledHandler = async (_, context: Context) => {
  await runNight(env, { hasTime: () => context.getRemainingTimeInMillis() > SPARE_MS });
};
