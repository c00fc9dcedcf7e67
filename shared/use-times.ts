// When in the week a coupon can be used, beside its validity: days, hours, dates left out.
import * as z from "zod/mini";
import { calendarDay, wallClock } from "./day.ts";
import { CalendarDate, minuteText, Span } from "./hours.ts";

export const UseTimes = z.strictObject({
  /** 0 = Sunday; absent: every day. */
  weekdays: z.optional(z.array(z.int().check(z.gte(0), z.lte(6))).check(z.minLength(1), z.maxLength(7))),
  /** [fromMinute, untilMinute] of the day, as opening hours; past midnight belongs to the day it starts on. */
  hours: z.optional(z.array(Span).check(z.minLength(1), z.maxLength(3))),
  /** Calendar dates on which it cannot be used. */
  except: z.optional(z.array(CalendarDate).check(z.minLength(1), z.maxLength(60))),
});
export type UseTimes = z.infer<typeof UseTimes>;

const DAY_MINUTES = 1440;
const DAY_MS = 86_400_000;

/** Whether it can be used at `nowMs`. */
export function isUseTime(times: UseTimes | undefined, nowMs: number): boolean {
  if (!times) return true;
  const { hours } = times;
  const { minute } = wallClock(nowMs);
  const isDay = (ms: number) =>
    (times.weekdays?.includes(wallClock(ms).weekday) ?? true) && !times.except?.includes(calendarDay(ms));
  if (!hours) return isDay(nowMs);
  const isIn = (at: number) => hours.some(([from, until]) => at >= from && at < until);
  // In the small hours yesterday's late span still runs.
  return (isDay(nowMs) && isIn(minute)) || (isDay(nowMs - DAY_MS) && isIn(minute + DAY_MINUTES));
}

const DAYS = "日一二三四五六";

/** 「周一、周二 14:00–17:00 可用，除 10-01」; undefined where nothing is narrowed. */
export function useTimesText(times: UseTimes | undefined): string | undefined {
  if (!times) return undefined;
  const days = times.weekdays
    ? `周${[...times.weekdays]
        .sort()
        .map((day) => DAYS[day])
        .join("、")}`
    : "";
  const hours = (times.hours ?? []).map(([from, until]) => `${minuteText(from)}–${minuteText(until)}`).join("、");
  const use = [days, hours].filter(Boolean).join(" ");
  const except = times.except ? `${times.except.map((date) => date.slice(5)).join("、")} 不可用` : "";
  return [use && `${use} 可用`, except].filter(Boolean).join("，") || undefined;
}
