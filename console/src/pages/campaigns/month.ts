// Months of the wall calendar: "2026-11", and its days in whole weeks from Monday.
import { calendarDay, DAY_MS } from "@huike/shared/day";

export const monthOf = (ms: number): string => calendarDay(ms).slice(0, 7);

/** So many months on, or back. */
export function nextMonth(month: string, by: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

type Planned = { readonly path: string; readonly state: string; readonly dueAtMs: number };

/** Mass messages of a month, sent or to be sent. */
export const massInMonth = (due: readonly Planned[], month: string): number =>
  due.filter(({ path, state, dueAtMs }) => path === "mass" && state !== "cancelled" && monthOf(dueAtMs) === month)
    .length;

/** "2026-10-26" …: from the Monday on or before the first to the Sunday on or after the last. */
export function daysOfMonth(month: string): string[] {
  const firstMs = Date.parse(`${month}-01T00:00:00Z`);
  const lastMs = Date.parse(`${nextMonth(month, 1)}-01T00:00:00Z`) - DAY_MS;
  const fromMonday = (ms: number) => (new Date(ms).getUTCDay() + 6) % 7;
  const beginMs = firstMs - fromMonday(firstMs) * DAY_MS;
  const days = Math.round((lastMs - beginMs) / DAY_MS) + 7 - fromMonday(lastMs);
  return Array.from({ length: days }, (_, i) => new Date(beginMs + i * DAY_MS).toISOString().slice(0, 10));
}
