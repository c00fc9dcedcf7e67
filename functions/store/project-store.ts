// Keeps the snapshot phones list: one gzipped, versioned item. Two projectors at once cannot lose a
// shop: the write stands only on the version it read, and a shop's older image never replaces a newer.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Env } from "../platform/env.ts";
import { Outage } from "../platform/outage.ts";
import { getItem } from "../platform/read.ts";
import { attributes, tookEffect } from "../platform/table.ts";
import {
  parseFacts,
  readRows,
  type SnapshotItem,
  type StoreItem,
  snapshotBody,
  snapshotKey,
  type VersionedRow,
} from "./store.items.ts";

const TRIES_MAX = 8;
/** DynamoDB takes 400 KB an item: room for keys and names is left. */
const BODY_BYTES_MAX = 390_000;

type Change = { readonly storeId: string; readonly store: StoreItem };
type Batch = { readonly changes: Change[]; readonly written: Promise<void> };

const gathering = new WeakMap<Env, Batch>();
const lastWritten = new WeakMap<Env, Promise<void>>();

/**
 * Puts the shop into the snapshot unless it holds a newer version; throws Outage when others keep winning. Shops
 * projected at the same time go in together: a list of thousands imported one by one would be rewritten as often.
 */
export function projectStore(storeId: string, store: StoreItem, env: Env): Promise<void> {
  const batch = gathering.get(env) ?? openBatch(env);
  batch.changes.push({ storeId, store });
  return batch.written;
}

function openBatch(env: Env): Batch {
  const changes: Change[] = [];
  const before = lastWritten.get(env) ?? Promise.resolve();
  const written = before
    .catch(() => undefined)
    .then(nextTurn)
    .then(() => {
      gathering.delete(env);
      return mergeStores(changes, env);
    });
  const batch = { changes, written };
  gathering.set(env, batch);
  lastWritten.set(env, written);
  return batch;
}

/** All records of one delivery have come along by then. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function mergeStores(changes: readonly Change[], env: Env): Promise<void> {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const item = await getItem<SnapshotItem>(env.tables, snapshotKey, { consistent: true });
    const rows = new Map((item ? readRows(item) : []).map((one) => [one.row.storeId, one]));
    const newer = changes.filter((change) => takeNewer(rows, change));
    if (newer.length === 0) return;
    if (await replaceSnapshot(env, item?.ver ?? 0, [...rows.values()])) return;
  }
  throw new Outage("the shop list changed too often to be written");
}

function takeNewer(rows: Map<string, VersionedRow>, { storeId, store }: Change): boolean {
  const known = rows.get(storeId);
  if (known && known.ver >= store.ver) return false;
  rows.set(storeId, { row: { storeId, ...parseFacts(store) }, ver: store.ver });
  return true;
}

async function replaceSnapshot(env: Env, readVer: number, rows: readonly VersionedRow[]): Promise<boolean> {
  const body = snapshotBody(rows);
  if (body.length > BODY_BYTES_MAX) {
    throw new Error(
      `the list of ${rows.length} shops is ${body.length} B and no longer fits one item: split it by city`,
    );
  }
  return tookEffect(
    env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(snapshotKey),
        UpdateExpression: "SET body = :body, ver = :next",
        ConditionExpression: readVer === 0 ? "attribute_not_exists(ver)" : "ver = :read",
        ExpressionAttributeValues: attributes({
          ":body": body,
          ":next": readVer + 1,
          ...(readVer === 0 ? {} : { ":read": readVer }),
        }),
      }),
    ),
  );
}
