// Items of a shop: STO#s / STO the truth; STO#s / PLACE what a clerk's phone said of its place; STORES / SNAPSHOT what phones list, made by the projector.
import { gunzipSync, gzipSync } from "node:zlib";
import type { SlipLimits } from "@huike/shared/slip";
import type { StoreFacts, StoreRow } from "@huike/shared/store-facts";
import { packStores, type StoreSheet, unpackStores } from "@huike/shared/store-sheet";
import type { Item, Key } from "../platform/table.ts";

export const storeKey = (storeId: string): Key => ({ pk: `STO#${storeId}`, sk: "STO" });
export const snapshotKey: Key = { pk: "STORES", sk: "SNAPSHOT" };

export type StoreItem = {
  /** Raised by every change: a projection never goes back to an older one. */
  ver: number;
  name: string;
  facts: string;
  /** Names of the sets of shops this one is in, beside "all": offers name sets, and sets only gain shops. */
  sets?: ReadonlySet<string>;
  /** What it may stake on slips in an hour; absent: the default. */
  slips?: SlipLimits;
  /** Raised by every change of those: they are changed by other people at other times than the facts. */
  sver?: number;
};

/** Reported, not signed: it is an operator who changes the shop. `no`: the clerk's number. */
export type PlaceItem = { lat: number; lng: number; no: string; rat: number };

export const placeKey = (storeId: string): Key => ({ pk: `STO#${storeId}`, sk: "PLACE" });

/** The set of the shops that carry a tag. */
export const tagSet = (tag: string): string => `tag#${tag}`;

export const storeFields = (facts: StoreFacts): Item => ({ name: facts.name, facts: JSON.stringify(facts) });
export const parseFacts = (item: StoreItem): StoreFacts => JSON.parse(item.facts) as StoreFacts;

export type SnapshotItem = { ver: number; body: Uint8Array };

/** `vers` are the versions of the shops' own items, in the sheet's order; phones do not get them. */
type SnapshotBody = { readonly sheet: StoreSheet; readonly vers: readonly number[] };
export type VersionedRow = { readonly row: StoreRow; readonly ver: number };

const readBody = (item: SnapshotItem): SnapshotBody =>
  JSON.parse(gunzipSync(item.body).toString("utf8")) as SnapshotBody;

export const readSheet = (item: SnapshotItem): StoreSheet => readBody(item).sheet;

export function readRows(item: SnapshotItem): VersionedRow[] {
  const { sheet, vers } = readBody(item);
  return unpackStores(sheet).map((row, i) => ({ row, ver: vers[i] ?? 0 }));
}

export function snapshotBody(rows: readonly VersionedRow[]): Uint8Array {
  const sheet = packStores(rows.map(({ row }) => row));
  const verOf = new Map(rows.map(({ row, ver }) => [row.storeId, ver]));
  const body: SnapshotBody = { sheet, vers: unpackStores(sheet).map(({ storeId }) => verOf.get(storeId) ?? 0) };
  return gzipSync(JSON.stringify(body), { level: 9 });
}
