// Where a business day has anything to count, in `views`:
//   MARKS1#<day> / <untilMs>#<random>   shops and shards of channels under whose day rows may land until then, in ms
//   MARKS1       / from                 the first day all rows of which were marked
// One item is what one batch of the projector touched, however many rows that is: a mark for each row's partition would
// cost a quiet shop two writes an event. It is never written over, so no mark can be lost to another. Under a prefix of
// their own, so that the night's check of rows does not meet them; they end when the rows do.
import { businessDay, DAY_MS } from "@huike/shared/day";
import type { Key } from "../platform/table.ts";
import { endsAtS, VERSION } from "./rows.ts";

export const marksPk = (day: string): string => `MARKS1#${day}`;
export const MARKED_FROM: Key = { pk: "MARKS1", sk: "from" };
/** Before every day: of a chain that never was without marks. */
const EVER = "0";
/** A projector from before may still be at work so long after the first of the new ones. */
const CHANGING_MS = 3_600_000;

/** `p`: partitions, short. */
export type MarkItem = Key & { readonly p: string; readonly ttl: number };
export type MarkedFromItem = Key & { readonly day: string };

const DAY_PARTITION = new RegExp(`^${VERSION}#((?:STO|CHN)#.+)#(\\d{4}-\\d\\d-\\d\\d)(#\\d)$`);

/** The business day whose rows lie there; of another partition none. */
export const dayOfPartition = (pk: string): string | undefined => DAY_PARTITION.exec(pk)?.[2];

/** All of one day. */
export function markItem(day: string, pks: readonly string[], untilMs: number, id: string): MarkItem {
  // No shop and no scene holds a blank.
  const p = pks.map((pk) => pk.replace(DAY_PARTITION, "$1$3")).join(" ");
  // A row of the day's last moment ends last.
  const ttl = endsAtS(Date.parse(day) + 2 * DAY_MS);
  return { pk: marksPk(day), sk: `${untilMs}#${id}`, p, ttl };
}

export const untilMsOf = ({ sk }: Pick<Key, "sk">): number => Number(sk.split("#")[0]);

export const partitionsOf = (day: string, { p }: Pick<MarkItem, "p">): string[] =>
  p.split(" ").map((short) => short.replace(/^(.*)(#\d)$/, `${VERSION}#$1#${day}$2`));

/** The first day of marks, where they begin now: a chain that has rows already has those of today in part. */
export const firstMarkedDay = (isNewChain: boolean, nowMs: number): string =>
  isNewChain ? EVER : businessDay(nowMs + CHANGING_MS + DAY_MS);
