// Figures as they are read on a desk: thousands apart, the year where a day may be far off.
import { calendarDay } from "@huike/shared/day";

export const countText = (n: number): string => n.toLocaleString("en-US");

/** 2050 → 「¥20.50」, 10000000 → 「¥100,000」. */
export const moneyText = (fen: number): string =>
  `¥${(fen / 100).toLocaleString("en-US", fen % 100 === 0 ? {} : { minimumFractionDigits: 2 })}`;

/** "2026-11-21 – 2026-12-21". */
export const daysText = (fromMs: number, untilMs: number): string => `${calendarDay(fromMs)} – ${calendarDay(untilMs)}`;
