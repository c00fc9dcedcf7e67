// A clerk starts working by scanning the shop's table card. One open shift a clerk: a newer one
// replaces it, 04:00 ends it anyway. The shift's id is the phone's, so a repeat gets the same shift.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { businessDayEndMs } from "@huike/shared/day";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import { readScan } from "@huike/shared/scan";
import type { OpenShift, Shift } from "@huike/shared/staff";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { attributes, fields, refusedBy } from "../platform/table.ts";
import { storeOf } from "../store/read-store.ts";
import { shiftCache } from "./open-counter.ts";
import { ownsStore } from "./owns-store.ts";
import { type ShiftItem, type StaffItem, shiftKey } from "./staff.items.ts";

export const readShift = ({ shiftId, storeId, storeName, openedAt, endsAt }: ShiftItem): Shift => ({
  shiftId,
  storeId,
  storeName,
  openedAtMs: openedAt,
  endsAtMs: endsAt,
});

export async function openShift(
  { memberNo, staff }: Member & { readonly staff: StaffItem },
  { shiftId, tableCard }: RequestOf<typeof OpenShift>,
  env: Env,
): Promise<Result<ResponseOf<typeof OpenShift>, ErrorOf<typeof OpenShift>>> {
  const card = readScan(tableCard);
  if (card.is !== "table_card") return refused("not_a_table_card");
  const store = await storeOf(env, card.storeId);
  if (!store) return refused("store_unknown");
  if (!ownsStore(staff, store.storeId)) return refused("not_your_store");

  const nowMs = env.nowMs();
  const shift: ShiftItem = {
    shiftId,
    storeId: store.storeId,
    storeName: store.name,
    openedAt: nowMs,
    endsAt: businessDayEndMs(nowMs),
  };
  const open = await putShift(env, memberNo, shift);
  shiftCache(env).put(memberNo, open);
  return ok({ shift: readShift(open) });
}

async function putShift(env: Env, memberNo: string, shift: ShiftItem): Promise<ShiftItem> {
  try {
    await env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.app,
        Item: attributes({ ...shiftKey(memberNo), ...shift }),
        ConditionExpression: "attribute_not_exists(pk) OR shiftId <> :id",
        ExpressionAttributeValues: attributes({ ":id": shift.shiftId }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return shift;
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined || old === "absent") throw cause;
    return fields<ShiftItem>(old);
  }
}
