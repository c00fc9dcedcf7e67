// Hours in which no phone is made to ring, on the wall clock of Shanghai.
import * as z from "zod/mini";
import { calendarDayEndMs, wallClock } from "./day.ts";

const DAY_MINUTES = 1440;
const MINUTE_MS = 60_000;
const Minute = z.int().check(z.gte(0), z.lt(DAY_MINUTES));

/** From one minute of the day up to another, as a rule over midnight; the same twice: never quiet. */
export const QuietHours = z.strictObject({ fromMinute: Minute, toMinute: Minute });
export type QuietHours = z.infer<typeof QuietHours>;

/** 21:00–09:00. */
export const USUAL_QUIET: QuietHours = { fromMinute: 21 * 60, toMinute: 9 * 60 };

export function isQuietAt({ fromMinute, toMinute }: QuietHours, nowMs: number): boolean {
  const { minute } = wallClock(nowMs);
  if (fromMinute <= toMinute) return minute >= fromMinute && minute < toMinute;
  return minute >= fromMinute || minute < toMinute;
}

/** When a phone may ring next, in ms: now, or the end of these quiet hours. */
export function nextLoudMs(quiet: QuietHours, nowMs: number): number {
  if (!isQuietAt(quiet, nowMs)) return nowMs;
  const todayMs = calendarDayEndMs(nowMs, -1) + 1;
  const endsMs = todayMs + quiet.toMinute * MINUTE_MS;
  return endsMs > nowMs ? endsMs : endsMs + DAY_MINUTES * MINUTE_MS;
}

/** When `sends` are through at so many a second, in ms, none of them in quiet hours. */
export function endOfSendingMs(quiet: QuietHours, startsMs: number, sends: number, perSecond: number): number {
  let atMs = nextLoudMs(quiet, startsMs);
  for (let leftMs = (sends / perSecond) * 1000; ; ) {
    const untilMs = nextQuietMs(quiet, atMs);
    if (atMs + leftMs <= untilMs) return Math.ceil(atMs + leftMs);
    leftMs -= untilMs - atMs;
    atMs = nextLoudMs(quiet, untilMs);
  }
}

function nextQuietMs({ fromMinute, toMinute }: QuietHours, loudMs: number): number {
  if (fromMinute === toMinute) return Number.POSITIVE_INFINITY;
  const beginsMs = calendarDayEndMs(loudMs, -1) + 1 + fromMinute * MINUTE_MS;
  return beginsMs > loudMs ? beginsMs : beginsMs + DAY_MINUTES * MINUTE_MS;
}
