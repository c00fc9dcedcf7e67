// 回店: members by the month or week they joined in, and how many of them came on a later day within 7, 30 and 90.
// Asked of every member's row of facts (audience/facts.items.ts), so it costs what an audience's count costs.

import type { MemberFacts } from "@huike/shared/audience";
import { businessDayNo, calendarDayNo, DAY_MS } from "@huike/shared/day";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import { COHORTS, type CohortLine, type CohortUnit, type GetCohorts, RETURN_DAYS } from "@huike/shared/report";
import { FACT_SHARDS } from "../audience/facts.items.ts";
import { readFacts } from "../audience/walk-audience.ts";
import { eachOf } from "../platform/each-of.ts";
import type { Env } from "../platform/env.ts";
import { type Scope, type Staff, scopeOf } from "./scope.ts";

/** Nothing in it moves faster than by the day. */
const AGE_MS = 600_000;

type Answer = ResponseOf<typeof GetCohorts>;
type Sum = {
  readonly from: string;
  readonly storeId: string;
  members: number;
  readonly of: number[];
  readonly came: number[];
};
/** Of every cohort and shop: whoever asks next, for whichever shop, shares them. */
type Cohorts = { readonly sums: readonly Sum[]; readonly atMs: number };

export async function showCohorts(
  { staff }: Staff,
  { by, storeId }: RequestOf<typeof GetCohorts>,
  env: Env,
): Promise<Result<Answer, ErrorOf<typeof GetCohorts>>> {
  const scope = await scopeOf(env, staff, storeId);
  if (!scope.ok) return scope;
  const counted = await env.cache<Cohorts>("cohorts", AGE_MS).get(by, () => count(env, by));
  if (!counted) throw new Error("a count is always a count");
  return ok({ lines: linesOf(counted.sums, by, env.nowMs(), scope.value), asOfMs: counted.atMs });
}

const isoOf = (dayNo: number): string => new Date(dayNo * DAY_MS).toISOString().slice(0, "2026-11-22".length);
/** Day 0 was a Thursday. */
const mondayOf = (dayNo: number): number => dayNo - ((dayNo + 3) % 7);

/** The first day of a day's month or week. */
const startOf: Readonly<Record<CohortUnit, (dayNo: number) => string>> = {
  month: (dayNo) => `${isoOf(dayNo).slice(0, "2026-11".length)}-01`,
  week: (dayNo) => isoOf(mondayOf(dayNo)),
};

/** The newest cohorts, the oldest of them first. */
function startsAt(by: CohortUnit, nowMs: number): string[] {
  const starts: string[] = [];
  for (let dayNo = calendarDayNo(nowMs); starts.length < COHORTS; ) {
    const start = startOf[by](dayNo);
    starts.push(start);
    dayNo = Date.parse(start) / DAY_MS - 1;
  }
  return starts.reverse();
}

async function count(env: Env, by: CohortUnit): Promise<Cohorts> {
  const atMs = env.nowMs();
  const [first = ""] = startsAt(by, atMs);
  const today = businessDayNo(atMs);
  const sums = new Map<string, Sum>();
  const shards = Array.from({ length: FACT_SHARDS }, (_, shard) => shard);
  await eachOf(shards, async (shard) => {
    let after: string | undefined;
    do {
      const page = await readFacts(env, { shard, after });
      for (const facts of page.facts) addMember(sums, facts, { by, first, today });
      after = page.after;
    } while (after !== undefined);
  });
  return { sums: [...sums.values()], atMs };
}

type Counting = { readonly by: CohortUnit; readonly first: string; readonly today: number };

function addMember(sums: Map<string, Sum>, facts: MemberFacts, { by, first, today }: Counting): void {
  const { joinedDay, storeId = "", visits } = facts;
  const from = startOf[by](joinedDay);
  if (from < first) return;
  const key = `${from} ${storeId}`;
  const none = () => RETURN_DAYS.map(() => 0);
  const sum = sums.get(key) ?? { from, storeId, members: 0, of: none(), came: none() };
  sums.set(key, sum);
  sum.members += 1;
  RETURN_DAYS.forEach((days, i) => {
    // Who has some of the days before them yet is not asked.
    if (joinedDay + days >= today) return;
    sum.of[i] = (sum.of[i] ?? 0) + 1;
    if (visits.some(({ day }) => day > joinedDay && day <= joinedDay + days)) sum.came[i] = (sum.came[i] ?? 0) + 1;
  });
}

function linesOf(sums: readonly Sum[], by: CohortUnit, nowMs: number, scope: Scope): CohortLine[] {
  const mine = sums.filter(({ storeId }) => scope.has(storeId === "" ? undefined : storeId));
  const total = (of: readonly Sum[], value: (one: Sum) => number) => of.reduce((all, one) => all + value(one), 0);
  const lines = startsAt(by, nowMs).map((from) => {
    const some = mine.filter((one) => one.from === from);
    const back = RETURN_DAYS.map((days, i) => ({
      ...{ days, of: total(some, (one) => one.of[i] ?? 0), came: total(some, (one) => one.came[i] ?? 0) },
    }));
    return { from, members: total(some, (one) => one.members), back };
  });
  const oldest = lines.findIndex(({ members }) => members > 0);
  return oldest < 0 ? [] : lines.slice(oldest);
}
