// How old the last night's word is: a night begins at 04:30 in Shanghai and is over before seven.
import { businessDay, businessDayNo, DAY_MS } from "@huike/shared/day";

const OVER_BY_MS = 3 * 3_600_000;

/** Nights that should have come to an end since that one; 0 where it is the newest there can be. */
export const nightsMissed = (beganAtMs: number, nowMs: number): number =>
  Math.max(0, businessDayNo(nowMs - OVER_BY_MS) - businessDayNo(beganAtMs));

/** The business day whose night should be the newest. */
export const newestNight = (nowMs: number): string => businessDay(nowMs - OVER_BY_MS);

export const nextNightMs = (nowMs: number): number => {
  const todays = Date.parse(`${businessDay(nowMs)}T04:30:00+08:00`);
  return todays > nowMs ? todays : todays + DAY_MS;
};
