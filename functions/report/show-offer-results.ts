// 券效果: what each offer came to in a period.
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import {
  addTally,
  emptyTally,
  type GetOfferResults,
  type OfferLine,
  REPORT_LINES_MAX,
  type Tally,
} from "@huike/shared/report";
import { readDays } from "../chain/read-days.ts";
import type { Env } from "../platform/env.ts";
import { offerTitles } from "./names.ts";
import { type Staff, scopeOf, whyNoPeriod } from "./scope.ts";

type Asked = RequestOf<typeof GetOfferResults>;
type Results = ResponseOf<typeof GetOfferResults>;
type Refusals = ErrorOf<typeof GetOfferResults>;
type Sum = { readonly tally: Tally; readonly usedAfter: Map<number, number> };

export async function showOfferResults(staff: Staff, asked: Asked, env: Env): Promise<Result<Results, Refusals>> {
  const whole = await wholeOfferResults(staff, asked, env);
  if (!whole.ok) return whole;
  const { lines } = whole.value;
  const more = Math.max(0, lines.length - REPORT_LINES_MAX);
  return ok({ ...whole.value, lines: lines.slice(0, REPORT_LINES_MAX), more });
}

/** However many lines it has; the most used first. */
export async function wholeOfferResults({ staff }: Staff, asked: Asked, env: Env): Promise<Result<Results, Refusals>> {
  const wrong = whyNoPeriod(env, asked);
  if (wrong) return wrong;
  const scope = await scopeOf(env, staff, asked.storeId);
  if (!scope.ok) return scope;
  const period = await readDays(env, asked.from, asked.to);
  const sums = new Map<string, Sum>();
  for (const entry of [...(await period.lines("offer")).values()].flat()) {
    if (!scope.value.has(entry.storeId)) continue;
    const sum = sums.get(entry.id) ?? { tally: emptyTally(), usedAfter: new Map() };
    addTally(sum.tally, entry.tally);
    for (const [days, n] of entry.usedAfter ?? []) sum.usedAfter.set(days, (sum.usedAfter.get(days) ?? 0) + n);
    sums.set(entry.id, sum);
  }
  const titles = await offerTitles(env, [...sums.keys()]);
  const lines = [...sums].map(([offerId, sum]) => lineOf(offerId, sum, titles.get(offerId)));
  lines.sort((a, b) => b.redemptions - a.redemptions || b.claims - a.claims || (a.offerId < b.offerId ? -1 : 1));
  return ok({ lines, more: 0, missing: period.missing, asOfMs: period.asOfMs });
}

function lineOf(offerId: string, { tally, usedAfter }: Sum, title: string | undefined): OfferLine {
  const { claims, grants, redemptions, undone, savedFen, salesFen } = tally;
  const medianDays = medianOf(usedAfter);
  return {
    ...{ offerId, claims, grants, redemptions, undone, savedFen, salesFen },
    ...(title === undefined ? {} : { title }),
    ...(medianDays === undefined ? {} : { medianDays }),
  };
}

/** The least number of days within which half of them were used. */
export function medianOf(usedAfter: ReadonlyMap<number, number>): number | undefined {
  const half = [...usedAfter.values()].reduce((sum, n) => sum + n, 0) / 2;
  let seen = 0;
  for (const [days, n] of [...usedAfter].sort(([a], [b]) => a - b)) {
    seen += n;
    if (seen >= half && seen > 0) return days;
  }
  return undefined;
}
