// 门店: what every shop did day by day, by one measure.
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import { type GetShopDays, HEAT_DAYS_MAX, REPORT_LINES_MAX } from "@huike/shared/report";
import { readDays } from "../chain/read-days.ts";
import type { Env } from "../platform/env.ts";
import { storeNames } from "./names.ts";
import { type Staff, scopeOf, whyNoPeriod } from "./scope.ts";

type Asked = RequestOf<typeof GetShopDays>;
type ShopDays = ResponseOf<typeof GetShopDays>;
type Refusals = ErrorOf<typeof GetShopDays>;

export async function showShopDays(staff: Staff, asked: Asked, env: Env): Promise<Result<ShopDays, Refusals>> {
  const whole = await wholeShopDays(staff, asked, env);
  if (!whole.ok) return whole;
  const { lines } = whole.value;
  const more = Math.max(0, lines.length - REPORT_LINES_MAX);
  return ok({ ...whole.value, lines: lines.slice(0, REPORT_LINES_MAX), more });
}

/** Every shop there is, also one where nothing was; the busiest first. */
export async function wholeShopDays({ staff }: Staff, asked: Asked, env: Env): Promise<Result<ShopDays, Refusals>> {
  const wrong = whyNoPeriod(env, asked, HEAT_DAYS_MAX);
  if (wrong) return wrong;
  const scope = await scopeOf(env, staff, asked.storeId);
  if (!scope.ok) return scope;
  const [period, names] = await Promise.all([readDays(env, asked.from, asked.to), storeNames(env)]);
  const days = [...period.days.keys()];
  const shops = await period.lines("shop");
  const found = new Map(
    days.flatMap((day) =>
      (shops.get(day) ?? []).map(({ storeId, tally }) => [`${storeId} ${day}`, tally[asked.measure]] as const),
    ),
  );
  const lines = [...names]
    .filter(([storeId]) => scope.value.has(storeId))
    .map(([storeId, name]) => ({ storeId, name, counts: days.map((day) => found.get(`${storeId} ${day}`) ?? 0) }))
    .sort((a, b) => sum(b.counts) - sum(a.counts) || (a.storeId < b.storeId ? -1 : 1));
  return ok({ days, lines, more: 0, missing: period.missing, asOfMs: period.asOfMs });
}

const sum = (counts: readonly number[]): number => counts.reduce((total, n) => total + n, 0);
