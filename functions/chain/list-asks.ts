// What a count of a business day asks for: of the shops and channels that are listed, those with a mark. A day from before
// there were marks is asked for whole.
import { businessDay } from "@huike/shared/day";
import type { Env } from "../platform/env.ts";
import { storeDay } from "../projection/rows.ts";
import { type Place, placesOf, type Shard, shardsOf } from "./chain-rows.ts";
import { isMarkedDay, readMarks } from "./read-marks.ts";
import { TodayRows } from "./today-rows.ts";

export type Asks = {
  readonly day: string;
  /** When it was listed, in ms: what has landed by then is counted. */
  readonly atMs: number;
  readonly storeIds: readonly string[];
  readonly shards: readonly Shard[];
  /** All that are listed. */
  readonly channels: readonly Place[];
  /** Of one partition: as `read` has them, or from memory where they are the same. */
  readonly rows: <T extends object>(pk: string, read: () => Promise<T[]>) => Promise<readonly T[]>;
};

/** Of how many partitions, which is of how many queries at most. */
export const countAsks = ({ storeIds, shards }: Asks): number => storeIds.length + shards.length;

export async function listAsks(env: Env, day: string): Promise<Asks> {
  const atMs = env.nowMs();
  const { storeIds, channels } = await placesOf(env);
  const shards = shardsOf(channels, day);
  const all: Asks = { day, atMs, storeIds, shards, channels, rows: (_, read) => read() };
  if (!(await isMarkedDay(env, day))) return all;
  const today = day === businessDay(atMs) ? await todayRows(env, day) : undefined;
  const marked = today ? await today.look(env) : await readMarks(env, day);
  return {
    ...all,
    storeIds: storeIds.filter((storeId) => marked.has(storeDay(storeId, day))),
    shards: shards.filter(({ pk }) => marked.has(pk)),
    ...(today ? { rows: (pk, read) => today.rows(env, pk, read) } : {}),
  };
}

/** One day's at a time: yesterday's are let go. */
async function todayRows(env: Env, day: string): Promise<TodayRows> {
  const cache = env.cache<TodayRows>("today-rows", Number.POSITIVE_INFINITY);
  const known = await cache.get("", async () => new TodayRows(day));
  if (known?.day === day) return known;
  const rows = new TodayRows(day);
  cache.put("", rows);
  return rows;
}
