// Opening hours. A span may run past midnight: [1080, 1560] is 18:00 to 02:00 the next day.
import * as z from "zod/mini";
import { wallClock } from "./day.ts";

const DAY_MINUTES = 1440;

const Span = z
  .tuple([z.int().check(z.gte(0), z.lt(DAY_MINUTES)), z.int().check(z.gt(0), z.lte(2 * DAY_MINUTES))])
  .check(z.refine(([from, to]) => to > from && to - from <= DAY_MINUTES));

/** Seven days from Sunday, each a list of [opensMinute, closesMinute]. */
export const WeeklyHours = z.array(z.array(Span).check(z.maxLength(3))).check(z.length(7));
export type WeeklyHours = z.infer<typeof WeeklyHours>;

/** Is a shop with these hours open at `nowMs`? Yesterday's late span counts for the small hours. */
export function isOpenAt(weekly: WeeklyHours, nowMs: number): boolean {
  const { weekday, minute } = wallClock(nowMs);
  const today = weekly[weekday] ?? [];
  const yesterday = weekly[(weekday + 6) % 7] ?? [];
  return (
    today.some(([from, to]) => minute >= from && minute < to) ||
    yesterday.some(([from, to]) => minute + DAY_MINUTES >= from && minute + DAY_MINUTES < to)
  );
}

/** When it opens next, looking a week ahead: weekday and minute, or nothing for a shop without hours. */
export function nextOpening(weekly: WeeklyHours, nowMs: number): { weekday: number; minute: number } | undefined {
  const now = wallClock(nowMs);
  for (let ahead = 0; ahead <= 7; ahead++) {
    const weekday = (now.weekday + ahead) % 7;
    const starts = (weekly[weekday] ?? []).map(([from]) => from).filter((from) => ahead > 0 || from > now.minute);
    if (starts.length > 0) return { weekday, minute: Math.min(...starts) };
  }
  return undefined;
}

/** 1560 → "02:00". */
export const minuteText = (minute: number): string =>
  `${String(Math.floor((minute % DAY_MINUTES) / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
