// Opening hours. A span may run past midnight: [1080, 1560] is 18:00 to 02:00 the next day, and belongs to the day it
// starts on. A dated exception (a holiday) takes the place of that date's weekly hours, whole.
import * as z from "zod/mini";
import { calendarDay, calendarDayEndMs, DAY_MS, wallClock } from "./day.ts";

const DAY_MINUTES = 1440;
const MINUTE_MS = 60_000;
const EXCEPTIONS_MAX = 40;

export const Span = z
  .tuple([z.int().check(z.gte(0), z.lt(DAY_MINUTES)), z.int().check(z.gt(0), z.lte(2 * DAY_MINUTES))])
  .check(z.refine(([from, to]) => to > from && to - from <= DAY_MINUTES));
export type Span = z.infer<typeof Span>;

const Spans = z.array(Span).check(z.maxLength(3));

/** Seven days from Sunday, each a list of [opensMinute, closesMinute]. */
export const WeeklyHours = z.array(Spans).check(z.length(7));
export type WeeklyHours = z.infer<typeof WeeklyHours>;

/** "2027-02-05", and a day that exists: Date.parse takes February 30 for March 2. */
export const CalendarDate = z.string().check(
  z.regex(/^20\d\d-\d\d-\d\d$/),
  z.refine((date) => {
    const ms = Date.parse(`${date}T00:00:00Z`);
    return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date);
  }),
);

/** One date with hours of its own; without spans the shop is closed that day. */
export const HoursException = z.strictObject({ date: CalendarDate, spans: Spans });
export type HoursException = z.infer<typeof HoursException>;

export const HoursExceptions = z.array(HoursException).check(
  z.maxLength(EXCEPTIONS_MAX),
  z.refine((list) => new Set(list.map(({ date }) => date)).size === list.length),
);

/** When a shop means to be open: what the rules below need of it. */
export type Schedule = {
  readonly hours: WeeklyHours;
  readonly exceptions?: readonly HoursException[] | undefined;
};

function spansOn({ hours, exceptions = [] }: Schedule, dayMs: number): readonly Span[] {
  if (exceptions.length > 0) {
    const date = calendarDay(dayMs);
    const exception = exceptions.find((one) => one.date === date);
    if (exception) return exception.spans;
  }
  return hours[wallClock(dayMs).weekday] ?? [];
}

/**
 * The spans of the day the shop is open by at `nowMs`, or nothing when it is closed. In the small hours that may be
 * yesterday's late span, even when today is a holiday.
 */
export function openSpansAt(schedule: Schedule, nowMs: number): readonly Span[] | undefined {
  const { minute } = wallClock(nowMs);
  const today = spansOn(schedule, nowMs);
  if (today.some(([from, to]) => minute >= from && minute < to)) return today;
  const yesterday = spansOn(schedule, nowMs - DAY_MS);
  const late = minute + DAY_MINUTES;
  return yesterday.some(([from, to]) => late >= from && late < to) ? yesterday : undefined;
}

export const isOpenAt = (schedule: Schedule, nowMs: number): boolean => openSpansAt(schedule, nowMs) !== undefined;

/**
 * When it opens next, in ms; nothing for a shop without hours. Looks past every exception, so that a shop closed for a
 * long holiday still says when it is back.
 */
export function nextOpeningMs(schedule: Schedule, nowMs: number): number | undefined {
  const midnightMs = calendarDayEndMs(nowMs, -1) + 1;
  const daysAhead = 7 + (schedule.exceptions?.length ?? 0);
  for (let ahead = 0; ahead <= daysAhead; ahead++) {
    const dayMs = midnightMs + ahead * DAY_MS;
    const starts = spansOn(schedule, dayMs).map(([from]) => dayMs + from * MINUTE_MS);
    const next = starts.filter((ms) => ms > nowMs);
    if (next.length > 0) return Math.min(...next);
  }
  return undefined;
}

/** 1560 → "02:00"; the end of a day is "24:00". */
export const minuteText = (minute: number): string => {
  const ofDay = minute > DAY_MINUTES ? minute - DAY_MINUTES : minute;
  return `${String(Math.floor(ofDay / 60)).padStart(2, "0")}:${String(ofDay % 60).padStart(2, "0")}`;
};

/** 「10:00–22:00」, 「18:00–次日 02:00」, 「24 小时」. */
export const spansText = (spans: readonly Span[]): string =>
  spans
    .map(([from, to]) =>
      from === 0 && to === DAY_MINUTES
        ? "24 小时"
        : `${minuteText(from)}–${to > DAY_MINUTES ? "次日 " : ""}${minuteText(to)}`,
    )
    .join("，");
