// LISTS / lst_…: that there is such a list, and what it is called.
// LST#<list> / CHUNK#<nn>: a part of a list of members; never changed. A thousand sorted numbers of nine digits are
// three kilobytes when each is kept as its distance to the one before.
import { createHash } from "node:crypto";
import type { BadRow } from "@huike/shared/audience-calls";
import type { Key } from "../platform/table.ts";

export const LISTS = "LISTS";
export const listKey = (listId: string): Key => ({ pk: LISTS, sk: listId });
export type ListItem = { readonly name: string; readonly at: number };

export const listPk = (listId: string): string => `LST#${listId}`;
export const listChunkKey = (listId: string, chunk: number): Key => ({
  pk: listPk(listId),
  sk: `CHUNK#${String(chunk).padStart(2, "0")}`,
});

export type ListChunkItem = {
  /** How many parts the list has. */
  chunks: number;
  mbrs: Uint8Array;
  /** Of the rows as they were sent: the same again is known by it. */
  hash: string;
  bad: readonly BadRow[];
};

export const hashOf = (rows: readonly string[]): string =>
  createHash("sha256").update(rows.join("\n")).digest("base64url").slice(0, 22);

const MORE = 0x80;

/** In base 128, low digits first: a set bit says that another byte follows. */
export function packNumbers(numbers: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  let before = 0;
  for (const number of [...numbers].sort((a, b) => a - b)) {
    let rest = number - before;
    before = number;
    for (; rest >= MORE; rest = Math.floor(rest / MORE)) bytes.push((rest % MORE) | MORE);
    bytes.push(rest);
  }
  return Uint8Array.from(bytes);
}

export function unpackNumbers(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  let [before, rest, digit] = [0, 0, 1];
  for (const byte of bytes) {
    rest += (byte % MORE) * digit;
    digit *= MORE;
    if (byte >= MORE) continue;
    before += rest;
    numbers.push(before);
    [rest, digit] = [0, 1];
  }
  return numbers;
}
