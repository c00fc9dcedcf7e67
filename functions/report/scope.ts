// What a report may be about: which shops, and which days.
import { businessDay, DAY_MS } from "@huike/shared/day";
import { ok, type Refused, type Result, refused } from "@huike/shared/endpoint";
import { PERIOD_DAYS_MAX } from "@huike/shared/report";
import type { Env } from "../platform/env.ts";
import { seesStore } from "../staff/owns-store.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { storeOf } from "../store/read-store.ts";

export type Staff = { readonly staff: StaffItem };

/** `isWhole`: the chain, with what belongs to no shop. */
export type Scope = { readonly isWhole: boolean; readonly has: (storeId: string | undefined) => boolean };

/** The shop that was asked for, else all the caller may see. */
export async function scopeOf(
  env: Env,
  staff: StaffItem,
  storeId: string | undefined,
): Promise<Result<Scope, "not_your_store" | "store_unknown">> {
  if (storeId === undefined) {
    const isWhole = staff.role !== "manager";
    return ok({ isWhole, has: (one) => isWhole || (one !== undefined && seesStore(staff, one)) });
  }
  if (!seesStore(staff, storeId)) return refused("not_your_store");
  if (!(await storeOf(env, storeId))) return refused("store_unknown");
  return ok({ isWhole: false, has: (one) => one === storeId });
}

export type Days = { readonly from: string; readonly to: string };

/** Undefined where the period is one. */
export function whyNoPeriod(
  env: Env,
  { from, to }: Days,
  daysMax = PERIOD_DAYS_MAX,
): Refused<"report_period"> | undefined {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  const isPeriod = days >= 1 && days <= daysMax && to <= businessDay(env.nowMs());
  return isPeriod ? undefined : refused("report_period");
}
