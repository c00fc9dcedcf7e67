// views MBR#m / PUSH: what decides whether a member may be sent something. A source, though it lies in `views` to keep
// the stream quiet: it is never dropped.
//   con_<template>  messages of this kind the member still agreed to
//   n<week>         pushes of all campaigns together in a week
//   c<week>         the runs that took this member in hand, by the week they began in
//   m<month>        the runs whose mass message they were taken in hand for in a calendar month
// The week is in the name, so that a new one needs no other expression than an old one: one write decides either.
//   views MBR#m / CNS#<id>  a consent that was kept, so that the same answer of a phone counts once
//   views MBR#m / TST#<id>  a test to the own phone, so that the same request sends once
import { calendarDay, DAY_MS } from "@huike/shared/day";
import type { Key } from "../platform/table.ts";

export const pushKey = (memberNo: string): Key => ({ pk: `MBR#${memberNo}`, sk: "PUSH" });
export const consentKey = (memberNo: string, consentId: string): Key => ({
  pk: `MBR#${memberNo}`,
  sk: `CNS#${consentId}`,
});

export const testKey = (memberNo: string, testId: string): Key => ({ pk: `MBR#${memberNo}`, sk: `TST#${testId}` });

export type PushItem = Readonly<Record<string, number | ReadonlySet<string> | string>>;

const CONSENT = "con_";
export const consentName = (template: string): string => `${CONSENT}${template}`;

/** How many messages of each kind a member still agreed to. */
export function consentsOf(item: Readonly<Record<string, unknown>> | undefined): Record<string, number> {
  const consents: Record<string, number> = {};
  for (const [name, value] of Object.entries(item ?? {})) {
    if (name.startsWith(CONSENT) && typeof value === "number") consents[name.slice(CONSENT.length)] = value;
  }
  return consents;
}

const WEEK_MS = 7 * DAY_MS;
/** Monday, 5 January 1970, 00:00 in Shanghai. */
const FIRST_MONDAY_MS = 4 * DAY_MS - 8 * 3_600_000;

/** Weeks from Monday to Sunday in Shanghai, counted from 1970. */
export const weekOf = (ms: number): number => Math.floor((ms - FIRST_MONDAY_MS) / WEEK_MS);

export const countName = (week: number): string => `n${week}`;
export const runsName = (week: number): string => `c${week}`;

/** A run may go on in the week it began in and the two after; what lies before is taken away by the next mark. */
export const RUN_WEEKS = 2;
const SWEPT_WEEKS = 26;

/** A calendar month in Shanghai, as WeChat counts them: "m202601"; `back`: so many months before. */
export function massName(ms: number, back = 0): string {
  const [year = 0, month = 0] = calendarDay(ms).split("-").map(Number);
  const months = year * 12 + month - 1 - back;
  return `m${Math.floor(months / 12)}${String((months % 12) + 1).padStart(2, "0")}`;
}

const SWEPT_MONTHS = 6;

/** Names of weeks and months that are over, for a mark to remove: of a member who was not sent anything for half a year some stay. */
export function sweptNames(nowMs: number): string[] {
  const week = weekOf(nowMs);
  const over = Array.from({ length: SWEPT_WEEKS }, (_, i) => week - RUN_WEEKS - 1 - i);
  // Last month's stays: a clock may be behind.
  const months = Array.from({ length: SWEPT_MONTHS }, (_, i) => massName(nowMs, i + 2));
  return [...over.flatMap((one) => [countName(one), runsName(one)]), ...months];
}

/** Mass messages of a calendar month so far. */
export function massIn(item: PushItem | undefined, ms: number): number {
  const runs = item?.[massName(ms)];
  return runs instanceof Set ? runs.size : 0;
}

export const pushesIn = (item: PushItem | undefined, week: number): number => {
  const count = item?.[countName(week)];
  return typeof count === "number" ? count : 0;
};

/** Was this member taken in hand by the run, in whatever week it began? */
export const hasMark = (item: PushItem | undefined, mark: string): boolean =>
  Object.entries(item ?? {}).some(
    ([name, runs]) =>
      name.startsWith("c") &&
      runs instanceof Set &&
      [...runs].some((one) => one === mark || one.startsWith(`${mark}#`)),
  );

/** Marks of runs that began in the week of a moment or later. */
export function marksSince(item: PushItem | undefined, sinceMs: number): string[] {
  const since = weekOf(sinceMs);
  return Object.entries(item ?? {}).flatMap(([name, runs]) =>
    runs instanceof Set && Number(/^c(\d+)$/.exec(name)?.[1] ?? -1) >= since ? [...runs] : [],
  );
}
