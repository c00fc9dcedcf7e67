// Triggers that are asked once a day of facts: each true on one day for each occasion, so that nobody is met twice by it.
import { type CampaignTime, isDaily } from "@huike/shared/campaign-plan";
import { businessDayNo, calendarDayNo } from "@huike/shared/day";
import { daysToBirthday } from "@huike/shared/profile";
import type { WalkedMember } from "./freeze-audience.ts";

/** Whether it happened to a member as of a moment; nothing where the plan asks nothing of the kind. */
export function isDueAt(time: CampaignTime, atMs: number): ((member: WalkedMember) => boolean) | undefined {
  if (time.when !== "trigger" || !isDaily(time.trigger)) return undefined;
  const { on, days } = time.trigger;
  if (on === "unseen") return ({ visits = [] }) => visits[0]?.day === businessDayNo(atMs) - days;
  if (on === "birthday") return ({ birthday }) => birthday !== undefined && daysToBirthday(birthday, atMs) === days;
  // Valid until a moment: one that ends at midnight has the day before as its last.
  return ({ holds = [] }) => holds.some(({ untilMs }) => calendarDayNo(untilMs - 1) === calendarDayNo(atMs) + days);
}
