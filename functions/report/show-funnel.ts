// 漏斗: from scan to return, by day, channel, shop or clerk.
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import {
  addTally,
  emptyTally,
  type FunnelLine,
  type GetFunnel,
  REPORT_LINES_MAX,
  type Tally,
} from "@huike/shared/report";
import type { Entry } from "../chain/day-totals.items.ts";
import { type Period, readDays } from "../chain/read-days.ts";
import type { Env } from "../platform/env.ts";
import { namesOf } from "./names.ts";
import { type Scope, type Staff, scopeOf, whyNoPeriod } from "./scope.ts";

type Asked = RequestOf<typeof GetFunnel>;
type Funnel = ResponseOf<typeof GetFunnel>;
type Refusals = ErrorOf<typeof GetFunnel>;

export async function showFunnel(staff: Staff, asked: Asked, env: Env): Promise<Result<Funnel, Refusals>> {
  const whole = await wholeFunnel(staff, asked, env);
  if (!whole.ok) return whole;
  const { lines } = whole.value;
  const more = Math.max(0, lines.length - REPORT_LINES_MAX);
  return ok({ ...whole.value, lines: lines.slice(0, REPORT_LINES_MAX), more });
}

/** However many lines it has. */
export async function wholeFunnel({ staff }: Staff, asked: Asked, env: Env): Promise<Result<Funnel, Refusals>> {
  const wrong = whyNoPeriod(env, asked);
  if (wrong) return wrong;
  const scope = await scopeOf(env, staff, asked.storeId);
  if (!scope.ok) return scope;
  const period = await readDays(env, asked.from, asked.to);
  const days = await byDay(period, scope.value);
  const total = sumOf([...days.values()]);
  const lines = asked.by === "day" ? dayLines(days) : await idLines(env, period, asked.by, scope.value);
  return ok({ total, lines, more: 0, missing: period.missing, asOfMs: period.asOfMs });
}

function sumOf(tallies: readonly Tally[]): Tally {
  const sum = emptyTally();
  for (const tally of tallies) addTally(sum, tally);
  return sum;
}

/** The chain has its own tally, with what belongs to no shop. */
async function byDay(period: Period, scope: Scope): Promise<ReadonlyMap<string, Tally>> {
  if (scope.isWhole) return period.days;
  const shops = await period.lines("shop");
  const inScope = (day: string) => (shops.get(day) ?? []).filter(({ storeId }) => scope.has(storeId));
  return new Map([...period.days.keys()].map((day) => [day, sumOf(inScope(day).map(({ tally }) => tally))]));
}

const dayLines = (days: ReadonlyMap<string, Tally>): FunnelLine[] => [...days].map(([id, tally]) => ({ id, tally }));

async function idLines(
  env: Env,
  period: Period,
  by: "channel" | "shop" | "clerk",
  scope: Scope,
): Promise<FunnelLine[]> {
  const sums = new Map<string, Entry>();
  for (const entries of (await period.lines(by)).values()) {
    for (const { id, storeId, tally } of entries) {
      if (!scope.has(storeId)) continue;
      const known = sums.get(id)?.tally ?? emptyTally();
      addTally(known, tally);
      // Of one that has moved, the shop it was in last.
      sums.set(id, { id, storeId, tally: known });
    }
  }
  const names = await namesOf[by](env, [...sums.keys()]);
  return [...sums.values()].sort(byMembers).map(({ id, storeId, tally }) => {
    const name = names.get(id);
    return {
      ...{ id, tally },
      ...(name === undefined ? {} : { name }),
      ...(storeId === "" || by === "clerk" ? {} : { storeId }),
    };
  });
}

const byMembers = (a: Entry, b: Entry): number =>
  b.tally.members - a.tally.members ||
  b.tally.scans - a.tally.scans ||
  b.tally.redemptions - a.tally.redemptions ||
  (a.id < b.id ? -1 : 1);
