// How soon a campaign's page asks again, in ms.
import type { CampaignLive } from "@huike/shared/campaign-live";

const MOVING_MS = 2_500;
const STILL_MS = 15_000;
const SOON_MS = 60_000;

/** At once while it moves or is about to, now and then while it waits, not at all where nothing moves by itself. */
export function lookAgainMs(live: CampaignLive | undefined, nowMs: number): number | undefined {
  if (!live || live.state === "done" || live.state === "cancelled" || live.state === "draft") return undefined;
  const { state, counts, dueAtMs = 0 } = live;
  if (state === "running") return counts.quiet > 0 && counts.quiet === counts.waiting ? STILL_MS : MOVING_MS;
  return state === "scheduled" && dueAtMs - nowMs < SOON_MS ? MOVING_MS : STILL_MS;
}
