// What clerks brought, by shop: one line a clerk, shop and day, for the week of a board and for its month. From one query of
// the chain's days and one of the clerks' lines, and today as it stands; once a minute an instance, whoever looks.
import { BOARD_DAYS } from "@huike/shared/chain-day";
import { addTally, emptyTally, type Tally } from "@huike/shared/report";
import { monthOf } from "@huike/shared/target";
import type { Env } from "../platform/env.ts";
import type { Entry } from "./day-totals.items.ts";
import { readDays } from "./read-days.ts";
import { daysBefore } from "./roll-day.ts";

/** A board is looked at, not watched. */
const AGE_MS = 60_000;

export type DayLine = Pick<Entry, "id" | "storeId" | "tally"> & { readonly day: string };
export type BoardLines = { readonly lines: readonly DayLine[]; readonly missing: number; readonly asOfMs: number };

export const weekStart = (lastDay: string): string => daysBefore(lastDay, BOARD_DAYS - 1);
export const monthStart = (day: string): string => `${monthOf(day)}-01`;

/** From the first of the month, or of the week where that is earlier. */
export async function boardLines(env: Env, lastDay: string): Promise<BoardLines> {
  const known = await env.cache<BoardLines>("board-lines", AGE_MS).get(lastDay, async () => {
    const [week, month] = [weekStart(lastDay), monthStart(lastDay)];
    const period = await readDays(env, week < month ? week : month, lastDay);
    const days = [...(await period.lines("clerk"))];
    const lines = days.flatMap(([day, entries]) =>
      entries.map(({ id, storeId, tally }) => ({ day, id, storeId, tally })),
    );
    return { lines, missing: period.missing, asOfMs: period.asOfMs };
  });
  if (!known) throw new Error("a board is always a board");
  return known;
}

/** Added up by a key of theirs. */
export function sumBy(lines: readonly DayLine[], keyOf: (line: DayLine) => string): ReadonlyMap<string, Tally> {
  const sums = new Map<string, Tally>();
  for (const line of lines) {
    const key = keyOf(line);
    const sum = sums.get(key) ?? emptyTally();
    addTally(sum, line.tally);
    sums.set(key, sum);
  }
  return sums;
}
