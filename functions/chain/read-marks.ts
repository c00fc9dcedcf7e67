// What was marked of a business day, as the projector leaves it (projection/mark-places.ts).
import type { Env } from "../platform/env.ts";
import { getItem, queryRange } from "../platform/read.ts";
import {
  MARKED_FROM,
  type MarkedFromItem,
  type MarkItem,
  marksPk,
  partitionsOf,
  untilMsOf,
} from "../projection/marks.items.ts";

/** Only its absence changes, once. */
const AGE_MS = 60_000;

/** Whether every row of the day was marked; rows of earlier days were put by a projector that knew no marks. */
export async function isMarkedDay(env: Env, day: string): Promise<boolean> {
  const from = await env
    .cache<MarkedFromItem>("marked-from", AGE_MS)
    .get("", () => getItem<MarkedFromItem>(env.tables, MARKED_FROM, { table: "views" }));
  return from !== undefined && day >= from.day;
}

/** Partitions of the day with the moment until which rows may have landed there, in ms; of marks that hold at `sinceMs`. */
export async function readMarks(env: Env, day: string, sinceMs = 0): Promise<ReadonlyMap<string, number>> {
  const range = { pk: marksPk(day), from: `${Math.max(0, sinceMs)}`, to: "~" };
  const items = await queryRange<MarkItem>(env.tables, range, { table: "views", only: ["sk", "p"] });
  const marks = new Map<string, number>();
  // In the order of their times: the last stands.
  for (const item of items) for (const pk of partitionsOf(day, item)) marks.set(pk, untilMsOf(item));
  return marks;
}
