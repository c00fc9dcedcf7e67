// What the chain did on a day that is over, counted and put down whole, in `views`:
//   DAYS1#chain  / <day>   the whole chain's tally
//   DAYS1#<axis> / <day>   a line for each shop, channel, clerk or offer with anything on that day
//   DAYS1#minute / <day>   the chain's counts by the minute, for "up to this time"
// A day is five items however many shops there are, and a period of one axis is one query. Lines are text, one number
// after the other in base 36, compressed: 500 shops with five channels each are some 40 KB a day. `lvl` is the moment
// the rows were read, in ms: what was counted later stands. No end: rows end after 400 days, totals do not.
import { gunzipSync, gzipSync } from "node:zlib";
import { MEASURES, type Tally } from "@huike/shared/report";
import type { Key } from "../platform/table.ts";

export const AXES = ["shop", "channel", "clerk", "offer"] as const;
export type Axis = (typeof AXES)[number];

export const totalsPk = (part: Axis | "chain" | "minute"): string => `DAYS1#${part}`;
export const totalsKey = (part: Axis | "chain" | "minute", day: string): Key => ({ pk: totalsPk(part), sk: day });

export type ChainDayItem = Key & { lvl: number; t: string };
/** `b`: compressed lines. */
export type LinesItem = Key & { lvl: number; b: Uint8Array };

/** One line: whose it is, and in which shop; "" where it is no shop's. */
export type Entry = {
  readonly id: string;
  readonly storeId: string;
  readonly tally: Tally;
  /** Of an offer: how many were used so many whole days after they were claimed. */
  readonly usedAfter?: ReadonlyMap<number, number>;
};

const BASE = 36;
const SHOP = "sto_";

/** In the order of MEASURES, which only grows at its end; noughts at the end are left out. */
export const packTally = (tally: Tally): string =>
  MEASURES.map((name) => (tally[name] === 0 ? "" : tally[name].toString(BASE)))
    .join()
    .replace(/,+$/, "");

export function unpackTally(text: string): Tally {
  const parts = text.split(",");
  return Object.fromEntries(MEASURES.map((name, i) => [name, Number.parseInt(parts[i] || "0", BASE)])) as Tally;
}

/** Shop after shop, so that what is alike stands together. */
export function packLines(entries: readonly Entry[]): Uint8Array {
  const lines = entries.map(({ id, storeId, tally, usedAfter }) =>
    [storeId.slice(SHOP.length), id, packTally(tally), ...(usedAfter?.size ? [packDays(usedAfter)] : [])].join("\t"),
  );
  return gzipSync(lines.sort().join("\n"), { level: 9 });
}

const packDays = (days: ReadonlyMap<number, number>): string =>
  [...days]
    .sort(([a], [b]) => a - b)
    .map(([day, count]) => `${day}:${count}`)
    .join();

export function unpackLines(body: Uint8Array): Entry[] {
  const text = gunzipSync(body).toString("utf8");
  if (text === "") return [];
  return text.split("\n").map((line) => {
    const [store = "", id = "", tally = "", days] = line.split("\t");
    return {
      ...{ id, storeId: store && SHOP + store, tally: unpackTally(tally) },
      ...(days === undefined ? {} : { usedAfter: unpackDays(days) }),
    };
  });
}

const unpackDays = (text: string): ReadonlyMap<number, number> =>
  new Map(text.split(",").map((pair) => pair.split(":").map(Number) as [number, number]));

/** Minute of the business day → what happened in it. */
export type Minutes = ReadonlyMap<number, Tally>;

export const packMinutes = (minutes: Minutes): Uint8Array =>
  gzipSync(
    [...minutes]
      .sort(([a], [b]) => a - b)
      .map(([minute, tally]) => `${minute}\t${packTally(tally)}`)
      .join("\n"),
    { level: 9 },
  );

export function unpackMinutes(body: Uint8Array): Minutes {
  const text = gunzipSync(body).toString("utf8");
  const lines = text === "" ? [] : text.split("\n");
  return new Map(
    lines.map((line) => {
      const [minute, tally = ""] = line.split("\t");
      return [Number(minute), unpackTally(tally)];
    }),
  );
}
