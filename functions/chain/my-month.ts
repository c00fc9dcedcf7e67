// How far one clerk is in the month, for their own phone: closed days from what the night put down, and today's from rows the
// phone asks for anyway. Nothing is counted for it: one query an instance in ten minutes and one key a shop. What is newer
// than the last closed day counts as it stands; the night looks at it.
import { businessDay } from "@huike/shared/day";
import { emptyTally, type Tally } from "@huike/shared/report";
import { daysLeftOf, monthOf } from "@huike/shared/target";
import type { Env } from "../platform/env.ts";
import { targetsOf } from "../target/read-targets.ts";
import { type DayLine, monthStart, sumBy } from "./board-lines.ts";
import { type Progress, progressAt, type Worker } from "./month-progress.ts";
import { closedLines } from "./read-days.ts";
import { daysBefore } from "./roll-day.ts";

const AGE_MS = 600_000;

export type MyMonth = {
  readonly daysLeft: number;
  readonly judgedUntil?: string;
  readonly shops: readonly (Progress & { readonly storeId: string })[];
};
/** What the clerk brought to a shop today. */
export type Today = Pick<Tally, "members" | "redemptions">;

type Closed = { readonly sums: ReadonlyMap<string, Tally>; readonly last: string | undefined };

/** Undefined where no shop expects anything of them. */
export async function myMonth(
  env: Env,
  me: Worker,
  todayAt: (storeId: string) => Today | undefined,
): Promise<MyMonth | undefined> {
  const today = businessDay(env.nowMs());
  const targets = await targetsOf(env, me.storeIds, monthOf(today));
  if (targets.size === 0) return undefined;
  const { sums, last } = await closedMonth(env, today);
  const shops = me.storeIds.flatMap((storeId) => {
    const closed = sums.get(`${me.memberNo} ${storeId}`) ?? emptyTally();
    const { members = 0, redemptions = 0 } = todayAt(storeId) ?? {};
    const sum = { ...closed, members: closed.members + members, redemptions: closed.redemptions + redemptions };
    const progress = progressAt(me, targets.get(storeId), sum);
    return progress ? [{ storeId, ...progress }] : [];
  });
  if (shops.length === 0) return undefined;
  return { daysLeft: daysLeftOf(today), shops, ...(last === undefined ? {} : { judgedUntil: last }) };
}

async function closedMonth(env: Env, today: string): Promise<Closed> {
  const known = await env.cache<Closed>("closed-month", AGE_MS).get(today, async () => {
    const days = await closedLines(env, "clerk", monthStart(today), daysBefore(today, 1));
    const lines = days.flatMap(([day, entries]) => entries.map((entry): DayLine => ({ day, ...entry })));
    return { sums: sumBy(lines, ({ id, storeId }) => `${id} ${storeId}`), last: days.at(-1)?.[0] };
  });
  if (!known) throw new Error("a month is always a month");
  return known;
}
