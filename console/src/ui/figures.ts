// Figures as they are read on a desk: thousands apart, the year where a day may be far off.
import { calendarDay } from "@huike/shared/day";

// Made once: toLocaleString makes one for each figure, which took a long table longer than drawing it.
const whole = new Intl.NumberFormat("en-US");
const withCents = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2 });

export const countText = (n: number): string => whole.format(n);

/** 2050 → 「¥20.50」, 10000000 → 「¥100,000」. */
export const moneyText = (fen: number): string => `¥${(fen % 100 === 0 ? whole : withCents).format(fen / 100)}`;

/** "2026-11-21 – 2026-12-21". */
export const daysText = (fromMs: number, untilMs: number): string => `${calendarDay(fromMs)} – ${calendarDay(untilMs)}`;
