// A member as a list shows one, from the facts alone.
import { type MemberFacts, visitsWithin } from "@huike/shared/audience";
import { DAY_MS } from "@huike/shared/day";
import type { MemberLine } from "@huike/shared/members";

export const LINE_DAYS = 90;

export const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, "2026-11-22".length);

export function memberLine(facts: MemberFacts, nowMs: number): MemberLine {
  const { memberNo, level, points, joinedDay, storeId, clerk, city, tags, visits } = facts;
  const recent = visitsWithin(facts, LINE_DAYS, nowMs);
  return {
    ...{ memberNo, level, points, joinedDay: dayText(joinedDay), tags: [...tags] },
    ...(storeId === undefined ? {} : { storeId }),
    ...(clerk === undefined ? {} : { clerkMemberNo: clerk }),
    ...(city === undefined ? {} : { city }),
    ...(visits[0] ? { lastVisitDay: dayText(visits[0].day) } : {}),
    visits: recent.length,
    fen: recent.reduce((sum, { fen }) => sum + fen, 0),
  };
}
