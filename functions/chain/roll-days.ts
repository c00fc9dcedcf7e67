// Each night the totals of the last month are made anew, and of older days those that were never made.
//
// A month, because an undo may come thirty days after what it takes back (UNDO_KEPT_MS), and is counted under the day
// of that. Whatever else comes late comes sooner: a slip within a day, a touch or a claim within the minutes of a
// stream. A follower may leave at any time: a day's net fans stand as they were a month after it.
// Where it has come to is in the totals themselves, by when they were counted: a run that is cut, doubled or repeated
// counts a day again, or goes on with the next.
import { UNDO_KEPT_MS } from "@huike/shared/counter";
import { businessDay, DAY_MS } from "@huike/shared/day";
import { emptyTally } from "@huike/shared/report";
import type { Env } from "../platform/env.ts";
import { queryRange } from "../platform/read.ts";
import { dayStartMs } from "./day-books.ts";
import { type ChainDayItem, packTally, totalsPk } from "./day-totals.items.ts";
import { listAsks } from "./list-asks.ts";
import { daysBefore, firstKnownDay, rollDay } from "./roll-day.ts";

/** The day on which the last undo can come is over the night after. */
export const ROLLED_DAYS = UNDO_KEPT_MS / DAY_MS + 1;
/** Of days that were never counted, so many a night. */
const BACKFILL_DAYS = 31;
/** Before a month without anything there was no chain. */
const EMPTY_DAYS = 31;
/** What a stream brings of a day comes minutes after its end: a count before that is not the night's. */
export const SETTLED_MS = 20 * 60_000;

const EMPTY = packTally(emptyTally());

/** Answers how many days were counted. */
export async function rollDays(env: Env, { hasTime }: { readonly hasTime: () => boolean }): Promise<number> {
  const made = await madeDays(env);
  const rolled: number[] = [];
  const isFilled = () => rolled.filter((ago) => ago > ROLLED_DAYS).length >= BACKFILL_DAYS;
  let empty = 0;
  for (let ago = 1; empty < EMPTY_DAYS && !isFilled() && hasTime(); ago++) {
    const day = daysBefore(businessDay(env.nowMs()), ago);
    if (day < firstKnownDay(env.nowMs())) break;
    const known = made.get(day);
    const stands = known !== undefined && (ago > ROLLED_DAYS || isOfTonight(known, env));
    if (!stands) rolled.push(ago);
    const tally = stands ? known.t : packTally((await rollDay(env, await listAsks(env, day))).books.chain);
    empty = tally === EMPTY ? empty + 1 : 0;
  }
  return rolled.length;
}

async function madeDays(env: Env): Promise<ReadonlyMap<string, ChainDayItem>> {
  const range = { from: firstKnownDay(env.nowMs()), to: businessDay(env.nowMs()) };
  const days = await queryRange<ChainDayItem>(env.tables, { pk: totalsPk("chain"), ...range }, { table: "views" });
  return new Map(days.map((day) => [day.sk, day]));
}

const isOfTonight = ({ lvl }: ChainDayItem, env: Env): boolean =>
  lvl >= dayStartMs(businessDay(env.nowMs())) + SETTLED_MS;
