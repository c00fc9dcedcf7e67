// What phones list: the projector's snapshot of all shops, from memory for 10 s.
import { gunzipSync } from "node:zlib";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import type { ListStores, StoreRow } from "@huike/shared/store";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { type SnapshotItem, snapshotKey } from "./store.items.ts";

const AGE_MS = 10_000;

export type Snapshot = { readonly version: number; readonly stores: readonly SnapshotRow[] };
/** A row of the snapshot: the shop with the version of its source item. */
export type SnapshotRow = StoreRow & { readonly ver: number };

export const readSnapshot = (item: SnapshotItem): Snapshot => ({
  version: item.ver,
  stores: JSON.parse(gunzipSync(item.body).toString("utf8")) as SnapshotRow[],
});

const NONE_YET: Snapshot = { version: 0, stores: [] };

export async function snapshotOf(env: Env): Promise<Snapshot> {
  const snapshot = await env.cache<Snapshot>("stores", AGE_MS).get("all", async () => {
    const item = await getItem<SnapshotItem>(env.tables, snapshotKey);
    return item ? readSnapshot(item) : NONE_YET;
  });
  return snapshot ?? NONE_YET;
}

export async function listStores(
  _caller: unknown,
  { version }: RequestOf<typeof ListStores>,
  env: Env,
): Promise<Result<ResponseOf<typeof ListStores>, ErrorOf<typeof ListStores>>> {
  const snapshot = await snapshotOf(env);
  if (version === String(snapshot.version)) return ok({ version: snapshot.version });
  return ok({ version: snapshot.version, stores: snapshot.stores.map(({ ver: _, ...row }) => row) });
}
