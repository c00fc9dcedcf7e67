// A shop's line: open or not, and when it opens next.

import { calendarDay, clockTime, DAY_MS, wallClock } from "@huike/shared/day";
import { nextOpeningMs, openSpansAt, type Schedule, spansText } from "@huike/shared/hours";
import type { StoreRow } from "@huike/shared/store-facts";

export type Opening = {
  readonly isOpen: boolean;
  readonly text: string;
  /** Of a shop that is closed now; none for one that is shut, or says no hours. */
  readonly opensAtMs?: number | undefined;
};

const weekdays = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

export function openingOf(store: Pick<StoreRow, "hours" | "exceptions" | "state">, nowMs: number): Opening {
  return store.state === "shut" ? shutForNow : byHours(store, nowMs);
}

const shutForNow: Opening = { isOpen: false, text: "暂停营业" };

function byHours(schedule: Schedule, nowMs: number): Opening {
  const spans = openSpansAt(schedule, nowMs);
  if (spans) return { isOpen: true, text: `营业中 · ${spansText(spans)}` };
  const opensAtMs = nextOpeningMs(schedule, nowMs);
  if (opensAtMs === undefined) return { isOpen: false, text: "休息中" };
  return { isOpen: false, text: `休息中 · ${dayText(opensAtMs, nowMs)} ${clockTime(opensAtMs)} 开门`, opensAtMs };
}

/** 「今天」, 「明天」, 「周五」 within a week, then 「2月8日」: behind a holiday a weekday alone would mislead. */
function dayText(ms: number, nowMs: number): string {
  const date = calendarDay(ms);
  const days = (Date.parse(date) - Date.parse(calendarDay(nowMs))) / DAY_MS;
  if (days === 0) return "今天";
  if (days === 1) return "明天";
  if (days < 7) return weekdays[wallClock(ms).weekday] ?? "";
  const [, month, day] = date.split("-").map(Number);
  return `${month}月${day}日`;
}

/**
 * The opening of any shop at one moment. Shops of the list that keep the same hours hold the same arrays, so a list of
 * thousands is worked out a dozen times.
 */
export function openingsAt(nowMs: number): (store: StoreRow) => Opening {
  const known = new Map<unknown, Map<unknown, Opening>>();
  return (store) => {
    if (store.state === "shut") return shutForNow;
    const sameHours = known.get(store.hours) ?? new Map<unknown, Opening>();
    known.set(store.hours, sameHours);
    const opening = sameHours.get(store.exceptions) ?? byHours(store, nowMs);
    sameHours.set(store.exceptions, opening);
    return opening;
  };
}
