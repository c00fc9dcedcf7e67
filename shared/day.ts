// Days in Asia/Shanghai, which has had no daylight saving since 1991: a fixed +08:00.

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const SHANGHAI_MS = 8 * HOUR_MS;
/** Counts and day sheets run 04:00–04:00, so that a night shift is one day. */
const BUSINESS_DAY_STARTS_MS = 4 * HOUR_MS;

const isoDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** "2026-11-21": the calendar day in Shanghai; validity and daily limits go by it. */
export const calendarDay = (ms: number): string => isoDay(ms + SHANGHAI_MS);

/** "2026-11-21": the business day, 04:00–04:00 in Shanghai. */
export const businessDay = (ms: number): string => isoDay(ms + SHANGHAI_MS - BUSINESS_DAY_STARTS_MS);

/** Days since 1970, counted as the calendar in Shanghai does: two of them differ by whole days. */
export const calendarDayNo = (ms: number): number => Math.floor((ms + SHANGHAI_MS) / DAY_MS);

/** The same for business days. */
export const businessDayNo = (ms: number): number => Math.floor((ms + SHANGHAI_MS - BUSINESS_DAY_STARTS_MS) / DAY_MS);

/** The next 04:00 in Shanghai after `ms`: every shift ends there. */
export const businessDayEndMs = (ms: number): number =>
  (Math.floor((ms + SHANGHAI_MS - BUSINESS_DAY_STARTS_MS) / DAY_MS) + 1) * DAY_MS -
  SHANGHAI_MS +
  BUSINESS_DAY_STARTS_MS;

/** The last millisecond of the calendar day that lies `days` after `ms`'s own day. */
export const calendarDayEndMs = (ms: number, days: number): number =>
  (Math.floor((ms + SHANGHAI_MS) / DAY_MS) + 1 + days) * DAY_MS - SHANGHAI_MS - 1;

/** The last millisecond of the month that lies `months` after `ms`'s own. */
export function monthEndMs(ms: number, months: number): number {
  const local = new Date(ms + SHANGHAI_MS);
  return Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + months + 1) - SHANGHAI_MS - 1;
}

/** The last millisecond of the calendar year that lies `years` after `ms`'s own. */
export const yearEndMs = (ms: number, years: number): number =>
  Date.UTC(new Date(ms + SHANGHAI_MS).getUTCFullYear() + years + 1, 0) - SHANGHAI_MS - 1;

/** 0 = Sunday, and the minute of that day, as a clock on a Shanghai wall shows. */
export function wallClock(ms: number): { weekday: number; minute: number } {
  const local = new Date(ms + SHANGHAI_MS);
  return { weekday: local.getUTCDay(), minute: local.getUTCHours() * 60 + local.getUTCMinutes() };
}

/** "11-21 14:02" in Shanghai. */
export const shortTime = (ms: number): string =>
  new Date(ms + SHANGHAI_MS).toISOString().slice(5, 16).replace("T", " ");

/** "14:02" in Shanghai. */
export const clockTime = (ms: number): string => new Date(ms + SHANGHAI_MS).toISOString().slice(11, 16);
