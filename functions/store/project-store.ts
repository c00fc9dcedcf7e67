// Keeps the snapshot phones list: one gzipped, versioned item. Two projectors at once cannot lose a
// shop: the write stands only on the version it read, and a shop's older image never replaces a newer.
import { gzipSync } from "node:zlib";
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Env } from "../platform/env.ts";
import { Outage } from "../platform/outage.ts";
import { getItem } from "../platform/read.ts";
import { attributes, refusedBy } from "../platform/table.ts";
import { readSnapshot, type SnapshotRow } from "./list-stores.ts";
import { parseFacts, type SnapshotItem, type StoreItem, snapshotKey } from "./store.items.ts";

const TRIES_MAX = 8;

/** Shops of one batch take turns: side by side they would only refuse each other. */
const turns = new WeakMap<Env, Promise<void>>();

/** Puts the shop into the snapshot unless it holds a newer version; throws Outage when others keep winning. */
export function projectStore(storeId: string, store: StoreItem, env: Env): Promise<void> {
  const before = turns.get(env) ?? Promise.resolve();
  const mine = before.then(() => mergeStore(storeId, store, env));
  turns.set(
    env,
    mine.catch(() => undefined),
  );
  return mine;
}

async function mergeStore(storeId: string, store: StoreItem, env: Env): Promise<void> {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const item = await getItem<SnapshotItem>(env.tables, snapshotKey, { consistent: true });
    const rows = item ? readSnapshot(item).stores : [];
    const known = rows.find((row) => row.storeId === storeId);
    if (known && known.ver >= store.ver) return;
    const row: SnapshotRow = { storeId, ...parseFacts(store), ver: store.ver };
    const others = rows.filter((other) => other.storeId !== storeId);
    const sorted = [...others, row].sort((a, b) => (a.storeId < b.storeId ? -1 : 1));
    if (await replaceSnapshot(env, item?.ver ?? 0, sorted)) return;
  }
  throw new Outage("the shop list changed too often to be written");
}

async function replaceSnapshot(env: Env, readVer: number, rows: readonly SnapshotRow[]): Promise<boolean> {
  try {
    await env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(snapshotKey),
        UpdateExpression: "SET body = :body, ver = :next",
        ConditionExpression: readVer === 0 ? "attribute_not_exists(ver)" : "ver = :read",
        ExpressionAttributeValues: attributes({
          ":body": gzipSync(JSON.stringify(rows)),
          ":next": readVer + 1,
          ...(readVer === 0 ? {} : { ":read": readVer }),
        }),
      }),
    );
    return true;
  } catch (cause) {
    if (refusedBy(cause) === undefined) throw cause;
    return false;
  }
}
