// Whether the rows in `views` are those their sources stand for: none missing, none other, none over.
import { isDeepStrictEqual } from "node:util";
import { businessDay } from "@huike/shared/day";
import type { Env } from "../platform/env.ts";
import { getItems } from "../platform/read.ts";
import { attributes, fields, type Item, type Key } from "../platform/table.ts";
import { type Row, SCANS, VERSION } from "./rows.ts";
import { rowsOf, type Source } from "./rows-of.ts";
import { sourcesOf } from "./sources-of.ts";

export type RowFault = {
  readonly what: "row_missing" | "row_differs" | "row_without_source";
  readonly row: Key;
  readonly source?: Key;
  /** Levels. */
  readonly expected?: number;
  readonly found?: number;
};

export type FoundRow = Key & Item & { readonly lvl?: number; readonly at?: number; readonly ttl?: number };
type Reading = { readonly consistent: boolean };
type Expected = { readonly row: Row; readonly source: Key };

/** All rows lie under this. */
export const ROWS = `${VERSION}#`;
/** A visitor's touches end before the rows they made: of older ones nobody can tell. */
const TOUCH_KNOWN_MS = 170 * 86_400_000;

const text = ({ pk, sk }: Key): string => `${pk} ${sk}`;
const isOver = (ttl: unknown, nowMs: number): boolean => Number(ttl) * 1000 <= nowMs;

/** Rows that are missing or differ, of these sources. */
export async function rowFaults(env: Env, sources: readonly Source[], { consistent }: Reading): Promise<RowFault[]> {
  // One that is over is gone, or will be when DynamoDB comes to it.
  const due = sources
    .flatMap((source) => rowsOf(source).map((row): Expected => ({ row, source })))
    .filter(({ row }) => !isOver(row.fields.ttl, env.nowMs()));
  const keys = new Map(due.map(({ row }) => [text(row.key), row.key]));
  const found = await getItems<FoundRow>(env.tables, [...keys.values()], { consistent, table: "views" });
  const at = new Map(found.map((row) => [text(row), row]));
  return due.flatMap(({ row, source: { pk, sk } }): RowFault[] => {
    const there = at.get(text(row.key));
    const fault = { row: row.key, source: { pk, sk }, expected: row.level };
    if (!there) return [{ what: "row_missing", ...fault }];
    return isRow(there, row)
      ? []
      : [{ what: "row_differs", ...fault, ...(there.lvl === undefined ? {} : { found: there.lvl }) }];
  });
}

function isRow(found: FoundRow, { key, level, fields: made }: Row): boolean {
  // Of several touches of one business day any one may have made the row.
  if (key.sk.startsWith(SCANS)) return found.lvl === level && key.pk.includes(`#${businessDay(found.at ?? 0)}#`);
  return isDeepStrictEqual(found, fields(attributes({ ...key, ...made, lvl: level })));
}

/** Of rows that are there: those no source stands for. */
export async function strayRows(env: Env, rows: readonly FoundRow[], { consistent }: Reading): Promise<RowFault[]> {
  const judged = rows.filter((row) => !isOver(row.ttl, env.nowMs()) && !isOldTouch(row, env.nowMs()));
  let open = judged;
  // A coupon's own place first, then the one it was put away to, and so on.
  for (let i = 0; open.length > 0 && i < PLACES_MAX; i++) open = await withoutSource(env, open, i, consistent);
  return open.map(({ pk, sk }): RowFault => ({ what: "row_without_source", row: { pk, sk } }));
}

/** As many as `sourcesOf` may name. */
const PLACES_MAX = 4;

const isOldTouch = ({ sk, at }: FoundRow, nowMs: number): boolean =>
  sk.startsWith(SCANS) && (at ?? 0) < nowMs - TOUCH_KNOWN_MS;

async function withoutSource(env: Env, rows: readonly FoundRow[], place: number, consistent: boolean) {
  const keys = new Map<string, Key>();
  for (const row of rows) {
    const key = sourcesOf(row)[place];
    if (key) keys.set(text(key), key);
  }
  const sources = await getItems<Source & { ev?: number }>(env.tables, [...keys.values()], { consistent });
  const stood = new Set(sources.filter(({ ev }) => ev).flatMap((source) => rowsOf(source).map(({ key }) => text(key))));
  return rows.filter((row) => !stood.has(text(row)));
}
