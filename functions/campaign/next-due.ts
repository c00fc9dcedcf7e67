// When a plan's next run begins.
import type { CampaignTime } from "@huike/shared/campaign-plan";
import { calendarDayEndMs, wallClock } from "@huike/shared/day";

const MINUTE_MS = 60_000;

/** In ms, later than `afterMs`; nothing when there is none: a plan that is done once has none after its first. */
export function nextDueMs(time: CampaignTime, afterMs: number): number | undefined {
  if (time.when === "now") return afterMs;
  if (time.when === "at") return time.atMs > afterMs ? time.atMs : undefined;
  if (time.when === "every") return nextAtMinute(time, afterMs);
  const { trigger, untilMs } = time;
  if ("minute" in trigger) return nextAtMinute({ minute: trigger.minute, weekdays: ALL_DAYS, untilMs }, afterMs);
  return afterMs < untilMs ? afterMs : undefined;
}

const ALL_DAYS = [0, 1, 2, 3, 4, 5, 6];

type Daily = Pick<Extract<CampaignTime, { when: "every" }>, "weekdays" | "minute" | "untilMs">;

function nextAtMinute(time: Daily, afterMs: number): number | undefined {
  for (let ahead = 0; ahead <= 7; ahead++) {
    const dayMs = calendarDayEndMs(afterMs, ahead - 1) + 1;
    const dueMs = dayMs + time.minute * MINUTE_MS;
    if (dueMs > time.untilMs) return undefined;
    if (dueMs > afterMs && time.weekdays.includes(wallClock(dayMs).weekday)) return dueMs;
  }
  return undefined;
}

/** After a run is over: nothing, unless the plan repeats or waits for what happens. */
export const dueAgainMs = (time: CampaignTime, nowMs: number): number | undefined =>
  time.when === "every" || time.when === "trigger" ? nextDueMs(time, nowMs) : undefined;
