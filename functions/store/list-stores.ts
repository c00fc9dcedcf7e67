// What phones list: the projector's snapshot of all shops, from memory for 10 s.
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import type { ListStores } from "@huike/shared/store";
import { packStores } from "@huike/shared/store-sheet";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { readSheet, type SnapshotItem, snapshotKey } from "./store.items.ts";

const AGE_MS = 10_000;

type Answer = ResponseOf<typeof ListStores>;

const NONE_YET: Answer = { version: 0, stores: packStores([]) };

/** The whole answer is remembered, not only the shops: what has been compressed once need not be again (http.ts). */
export async function snapshotOf(env: Env): Promise<Answer> {
  const snapshot = await env.cache<Answer>("stores", AGE_MS).get("all", async () => {
    const item = await getItem<SnapshotItem>(env.tables, snapshotKey);
    return item ? { version: item.ver, stores: readSheet(item) } : NONE_YET;
  });
  return snapshot ?? NONE_YET;
}

export async function listStores(
  _caller: unknown,
  { version }: RequestOf<typeof ListStores>,
  env: Env,
): Promise<Result<Answer, ErrorOf<typeof ListStores>>> {
  const snapshot = await snapshotOf(env);
  return ok(version === String(snapshot.version) ? { version: snapshot.version } : snapshot);
}
