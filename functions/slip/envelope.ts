// The shop's risk envelope: how many codes it may take unchecked in an hour of scans, and what they may cost it. The hour
// is the scan's, so that slips saved up cannot be passed off as many hours' at once.
import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { type SlipLimits, slipHour } from "@huike/shared/slip";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { attributes } from "../platform/table.ts";
import type { KnownStore } from "../store/read-store.ts";
import { type EnvelopeItem, envelopeKey, guardEndsAtS } from "./slip.items.ts";

/** Whether a slip could ever fit: the rest is the stake's condition. */
export const isRoomFor = ({ perHour, fenPerHour }: SlipLimits, stakeFen: number): boolean =>
  perHour > 0 && stakeFen <= fenPerHour;

/** The statement that stakes one slip; it is refused where the hour is full. */
export function stake(table: string, store: KnownStore, scannedAtMs: number, stakeFen: number): TransactWriteItem {
  const { perHour, fenPerHour } = store.slipLimits;
  return {
    Update: {
      TableName: table,
      Key: attributes(envelopeKey(store.storeId, slipHour(scannedAtMs))),
      ConditionExpression: "attribute_not_exists(pk) OR (n < :max AND fen <= :room)",
      UpdateExpression: "ADD n :one, fen :stake SET #ttl = :ttl",
      ExpressionAttributeNames: { "#ttl": "ttl" },
      ExpressionAttributeValues: attributes({
        ":max": perHour,
        ":room": fenPerHour - stakeFen,
        ":one": 1,
        ":stake": stakeFen,
        ":ttl": guardEndsAtS(scannedAtMs),
      }),
    },
  };
}

/** What a phone keeps, to know how many slips it may write down where it hears nothing. */
export async function slipRoom(env: Env, store: KnownStore) {
  const hour = slipHour(env.nowMs());
  const used = await getItem<EnvelopeItem>(env.tables, envelopeKey(store.storeId, hour));
  return { ...store.slipLimits, hour, used: used?.n ?? 0 };
}
