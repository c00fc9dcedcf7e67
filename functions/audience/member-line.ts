// A member as a list shows one, from the facts and what they told of themselves.
import { type MemberFacts, visitsWithin } from "@huike/shared/audience";
import { DAY_MS } from "@huike/shared/day";
import type { MemberLine } from "@huike/shared/members";
import type { Env } from "../platform/env.ts";
import { getItems } from "../platform/read.ts";
import { type ProfileItem, profileKey } from "../profile/profile.items.ts";

export const LINE_DAYS = 90;

export const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, "2026-11-22".length);

export function memberLine(facts: MemberFacts, told: ProfileItem | undefined, nowMs: number): MemberLine {
  const { memberNo, level, points, joinedDay, storeId, clerk, city, tags, visits } = facts;
  const recent = visitsWithin(facts, LINE_DAYS, nowMs);
  return {
    memberNo,
    ...(told?.nm === undefined ? {} : { name: told.nm }),
    ...(told?.telm === undefined ? {} : { phone: told.telm }),
    ...{ level, points, joinedDay: dayText(joinedDay), tags: [...tags] },
    ...(storeId === undefined ? {} : { storeId }),
    ...(clerk === undefined ? {} : { clerkMemberNo: clerk }),
    ...(city === undefined ? {} : { city }),
    ...(visits[0] ? { lastVisitDay: dayText(visits[0].day) } : {}),
    visits: recent.length,
    fen: recent.reduce((sum, { fen }) => sum + fen, 0),
  };
}

/** With name and phone of those who gave them. */
export async function memberLines(env: Env, found: readonly MemberFacts[], nowMs: number): Promise<MemberLine[]> {
  const profiles = await getItems<ProfileItem>(
    env.tables,
    found.map(({ memberNo }) => profileKey(memberNo)),
  );
  const toldBy = new Map(profiles.map((profile) => [profile.pk, profile]));
  return found.map((facts) => memberLine(facts, toldBy.get(profileKey(facts.memberNo).pk), nowMs));
}
