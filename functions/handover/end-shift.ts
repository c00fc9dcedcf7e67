// 交班: a clerk stops working and hands over. The first time stands: the end is decided once, in one transaction on the
// shift's record and on what the counter asks, and so is the sheet. Cut off between the two, the repeat makes the sheet
// of the same end.
//
// Counts come from rows, and rows come seconds late. So the phone names what it was told is done, and what of it has not
// been counted stands on the sheet by its number, beside what was never answered.
import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { EndShift } from "@huike/shared/handover";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem } from "../platform/read.ts";
import { attributes, refusedItems } from "../platform/table.ts";
import { shiftCache } from "../staff/open-counter.ts";
import { type ShiftRecord, shiftKey, shiftRecordKey } from "../staff/staff.items.ts";
import { sheetOf } from "./sheet.ts";

export async function endShift(
  { memberNo }: Member,
  { shiftId, heard = [], unanswered = [] }: RequestOf<typeof EndShift>,
  env: Env,
): Promise<Result<ResponseOf<typeof EndShift>, ErrorOf<typeof EndShift>>> {
  const key = shiftRecordKey(memberNo, shiftId);
  const record = await getItem<ShiftRecord>(env.tables, key, { consistent: true });
  if (!record) return refused("shift_unknown");
  const ended = record.endedAt === undefined ? await end(memberNo, record, env) : record;
  shiftCache(env).drop(memberNo);
  return ok(await sheetOf(env, memberNo, ended, { heard, unanswered }));
}

/** The record as it stands once the shift has ended, by this call or by another. */
async function end(memberNo: string, record: ShiftRecord, env: Env): Promise<ShiftRecord> {
  const { app, client } = env.tables;
  // 04:00 has ended it before anybody asked.
  const endedAt = Math.min(env.nowMs(), record.endsAt);
  const values = { ":end": endedAt, ":id": record.shiftId };
  const ending = { TableName: app, UpdateExpression: "SET endedAt = :end" };
  const stillOpen = { ConditionExpression: "shiftId = :id AND attribute_not_exists(endedAt)" };
  const ofKey = (key: ReturnType<typeof shiftKey>) => ({
    Update: { ...ending, ...stillOpen, Key: attributes(key), ExpressionAttributeValues: attributes(values) },
  });
  const key = shiftRecordKey(memberNo, record.shiftId);
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems: [ofKey(key), ofKey(shiftKey(memberNo))] }));
    return { ...record, endedAt };
  } catch (cause) {
    if (!refusedItems(cause)) throw cause;
    // A twin of this call, or a newer shift, has ended it since it was read.
    const now = await getItem<ShiftRecord>(env.tables, key, { consistent: true });
    if (now?.endedAt === undefined)
      throw new Error(`${record.pk} ${record.shiftId} was not ended but nothing forbids it`);
    return now;
  }
}
