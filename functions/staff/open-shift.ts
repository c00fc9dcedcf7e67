// A clerk starts working by scanning the shop's table card. One open shift a clerk: a newer one ends it, 04:00 ends it
// anyway. The shift's id is the phone's, so a repeat gets the same shift, also when it has ended since.
//
// The open shift is read, and one transaction puts the new one in its place, ends the old one's record and begins its
// own: three items must agree, or a redemption at the seam would be in no hand-over sheet or in two.
import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { businessDayEndMs } from "@huike/shared/day";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import { readScan } from "@huike/shared/scan";
import type { OpenShift, Shift } from "@huike/shared/staff";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { Outage } from "../platform/outage.ts";
import { getItem } from "../platform/read.ts";
import { attributes, fields, refusedItems } from "../platform/table.ts";
import { storeOf } from "../store/read-store.ts";
import { shiftCache } from "./open-counter.ts";
import { ownsStore } from "./owns-store.ts";
import {
  SHIFT_AGE_MS,
  type ShiftItem,
  type ShiftRecord,
  type StaffItem,
  shiftKey,
  shiftRecordKey,
} from "./staff.items.ts";

type Clerk = Member & { readonly staff: StaffItem };

/** One clerk with several phones: more than two openings at the same instant are a mistake. */
const TRIES_MAX = 3;

export const readShift = ({ shiftId, storeId, storeName, openedAt, endsAt }: ShiftItem): Shift => ({
  shiftId,
  storeId,
  storeName,
  openedAtMs: openedAt,
  endsAtMs: endsAt,
});

export async function openShift(
  clerk: Clerk,
  { shiftId, tableCard }: RequestOf<typeof OpenShift>,
  env: Env,
): Promise<Result<ResponseOf<typeof OpenShift>, ErrorOf<typeof OpenShift>>> {
  const card = readScan(tableCard);
  if (card.is !== "table_card") return refused("not_a_table_card");
  const store = await storeOf(env, card.storeId);
  if (!store) return refused("store_unknown");
  if (!ownsStore(clerk.staff, store.storeId)) return refused("not_your_store");

  const nowMs = env.nowMs();
  const shift: ShiftItem = {
    shiftId,
    storeId: store.storeId,
    storeName: store.name,
    openedAt: nowMs,
    endsAt: businessDayEndMs(nowMs),
  };
  const begun = await begin(clerk, shift, env);
  // What it began is remembered; of a repeat only the table knows whether it still runs.
  if (begun === shift) shiftCache(env).put(clerk.memberNo, begun);
  else shiftCache(env).drop(clerk.memberNo);
  return ok({ shift: readShift(begun) });
}

async function begin(clerk: Clerk, shift: ShiftItem, env: Env): Promise<ShiftItem> {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const old = await getItem<ShiftItem>(env.tables, shiftKey(clerk.memberNo), { consistent: true });
    if (old?.shiftId === shift.shiftId) return old;
    try {
      await env.tables.client.send(decision(clerk, shift, old, env));
      return shift;
    } catch (cause) {
      const met = refusedItems(cause);
      if (!met) throw cause;
      const [record] = met;
      if (record && record !== "absent") return fields<ShiftRecord>(record);
      // Another phone of this clerk has just opened or ended one: look again.
    }
  }
  throw new Outage("a clerk's shift changed too often to open another");
}

function decision({ memberNo, staff }: Clerk, shift: ShiftItem, old: ShiftItem | undefined, env: Env) {
  const { app } = env.tables;
  const oldEnd = old && Math.min(old.endedAt ?? shift.openedAt, old.endsAt);
  const isSameShop = old?.storeId === shift.storeId;
  const countsFrom = Math.max(shift.openedAt, isSameShop && oldEnd !== undefined ? oldEnd + SHIFT_AGE_MS : 0);
  const record = {
    ...shiftRecordKey(memberNo, shift.shiftId),
    ...shift,
    countsFrom,
    no: staff.clerkNo,
    name: staff.name,
  };
  return new TransactWriteItemsCommand({
    TransactItems: [
      {
        Put: {
          TableName: app,
          Item: attributes({ ...record, ev: 1 }),
          ConditionExpression: "attribute_not_exists(pk)",
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        },
      },
      {
        Put: {
          TableName: app,
          Item: attributes({ ...shiftKey(memberNo), ...shift }),
          ConditionExpression: asRead(old),
          ...(old ? { ExpressionAttributeValues: attributes({ ":id": old.shiftId, ":end": old.endedAt }) } : {}),
        },
      },
      ...(old
        ? [
            {
              Update: {
                TableName: app,
                Key: attributes(shiftRecordKey(memberNo, old.shiftId)),
                UpdateExpression: "SET endedAt = if_not_exists(endedAt, :end)",
                ExpressionAttributeValues: attributes({ ":end": oldEnd }),
              },
            },
          ]
        : []),
    ],
  });
}

function asRead(old: ShiftItem | undefined): string {
  if (!old) return "attribute_not_exists(pk)";
  return `shiftId = :id AND ${old.endedAt === undefined ? "attribute_not_exists(endedAt)" : "endedAt = :end"}`;
}
