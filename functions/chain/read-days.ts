// Days of a period as reports read them: those that are over from their totals, today as it stands. A day that has no
// totals yet is counted when it is asked for, if that is not too much to wait for; the night makes the others.
import { businessDay } from "@huike/shared/day";
import type { Tally } from "@huike/shared/report";
import type { Env } from "../platform/env.ts";
import { getItems, queryRange } from "../platform/read.ts";
import { type Counted, countDay } from "./count-day.ts";
import {
  type Axis,
  type ChainDayItem,
  type Entry,
  type LinesItem,
  type Minutes,
  totalsKey,
  totalsPk,
  unpackLines,
  unpackMinutes,
  unpackTally,
} from "./day-totals.items.ts";
import { countAsks, listAsks } from "./list-asks.ts";
import { daysBefore, firstKnownDay, rollDay } from "./roll-day.ts";

/** Somebody waits: a second or two of queries. */
const QUERIES_MAX = 1_500;
/** Nor longer than this, in ms, on a machine that has other things to do. */
const PIECE_MS = 3_000;
/** A report of today is looked at, not watched. */
const TODAY_AGE_MS = 60_000;
/** A closed day's totals, as home reads them. */
const CLOSED_AGE_MS = 600_000;

export type Period = {
  /** Days that are known, in order, with the whole chain's tally. */
  readonly days: ReadonlyMap<string, Tally>;
  readonly missing: number;
  /** When the newest of them was counted. */
  readonly asOfMs: number;
  /** Lines of one axis, by day. */
  readonly lines: (axis: Axis) => Promise<ReadonlyMap<string, readonly Entry[]>>;
};

/** From a day to another, both with it; days before any totals can be are left out. */
export async function readDays(env: Env, from: string, to: string): Promise<Period> {
  const today = businessDay(env.nowMs());
  const first = firstKnownDay(env.nowMs());
  const range = { from, to: to < today ? to : daysBefore(today, 1) };
  // DynamoDB refuses a range that ends before it begins.
  const read = async <T>(part: Axis | "chain"): Promise<T[]> =>
    range.to < range.from ? [] : queryRange<T>(env.tables, { pk: totalsPk(part), ...range }, { table: "views" });
  const closed = await read<ChainDayItem>("chain");
  const counted = new Map<string, Counted>();
  if (to >= today && from <= today) counted.set(today, await countToday(env, today));
  const absent = daysIn(from > first ? from : first, range.to).filter((day) => !closed.some(({ sk }) => sk === day));
  const endsAtMs = env.nowMs() + PIECE_MS;
  let made = 0;
  let room = QUERIES_MAX;
  for (const day of absent.reverse()) {
    const asks = await listAsks(env, day);
    room -= countAsks(asks);
    if (room < 0 || env.nowMs() >= endsAtMs) break;
    counted.set(day, await rollDay(env, asks));
    made += 1;
  }
  const tallies: [string, Tally][] = [
    ...closed.map(({ sk, t }): [string, Tally] => [sk, unpackTally(t)]),
    ...[...counted].map(([day, { books }]): [string, Tally] => [day, books.chain]),
  ];
  return {
    days: new Map(tallies.sort(([a], [b]) => (a < b ? -1 : 1))),
    missing: absent.length - made,
    asOfMs:
      Math.max(0, ...closed.map(({ lvl }) => lvl), ...[...counted.values()].map(({ atMs }) => atMs)) || env.nowMs(),
    lines: async (axis) => {
      const items = await read<LinesItem>(axis);
      return new Map<string, readonly Entry[]>([
        ...items.map(({ sk, b }): [string, Entry[]] => [sk, unpackLines(b)]),
        ...[...counted].map(([day, { books }]): [string, Entry[]] => [day, books.lines(axis)]),
      ]);
    },
  };
}

async function countToday(env: Env, today: string): Promise<Counted> {
  const counted = await env
    .cache<Counted>("report-today", TODAY_AGE_MS)
    .get(today, async () => countDay(env, await listAsks(env, today)));
  if (!counted) throw new Error("a count is always a count");
  return counted;
}

/** From a day to another, both with it. */
export function daysIn(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = daysBefore(day, -1)) days.push(day);
  return days;
}

/** Lines of closed days as they were put down; nothing is counted for it. In order of days. */
export const closedLines = async (env: Env, axis: Axis, from: string, to: string): Promise<[string, Entry[]][]> =>
  to < from
    ? []
    : (await queryRange<LinesItem>(env.tables, { pk: totalsPk(axis), from, to }, { table: "views" })).map(
        ({ sk, b }) => [sk, unpackLines(b)],
      );

export type ClosedDay = {
  readonly chain: Tally;
  readonly minutes: Minutes;
  readonly shops: readonly Entry[];
  readonly atMs: number;
};

/** A day that is over, all that home asks of it; counted and put down where nobody has done so. */
export async function closedDay(env: Env, day: string): Promise<ClosedDay> {
  const closed = await env.cache<ClosedDay>("closed-day", CLOSED_AGE_MS).get(day, () => readClosed(env, day));
  if (!closed) throw new Error("a day is always a day");
  return closed;
}

async function readClosed(env: Env, day: string): Promise<ClosedDay> {
  const keys = [totalsKey("chain", day), totalsKey("minute", day), totalsKey("shop", day)];
  const items = await getItems<ChainDayItem & LinesItem>(env.tables, keys, { table: "views" });
  const [chain, minutes, shops] = keys.map(({ pk }) => items.find((item) => item.pk === pk));
  if (chain && minutes && shops) {
    const read = { minutes: unpackMinutes(minutes.b), shops: unpackLines(shops.b) };
    return { chain: unpackTally(chain.t), ...read, atMs: chain.lvl };
  }
  const { books, atMs } = await rollDay(env, await listAsks(env, day));
  return { chain: books.chain, minutes: books.minutes, shops: books.lines("shop"), atMs };
}
