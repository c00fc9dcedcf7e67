// A shift's sheet, for the clerk whose shift it was and for who answers for the shop. A shift that 04:00 ended gets its
// sheet by being asked for.
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { GetShiftSheet } from "@huike/shared/handover";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem } from "../platform/read.ts";
import { managesStore } from "../staff/owns-store.ts";
import { type ShiftRecord, type StaffItem, shiftRecordKey } from "../staff/staff.items.ts";
import { sheetOf } from "./sheet.ts";

export async function showSheet(
  { memberNo, staff }: Member & { readonly staff: StaffItem },
  { shiftId, memberNo: whose = memberNo }: RequestOf<typeof GetShiftSheet>,
  env: Env,
): Promise<Result<ResponseOf<typeof GetShiftSheet>, ErrorOf<typeof GetShiftSheet>>> {
  const record = await getItem<ShiftRecord>(env.tables, shiftRecordKey(whose, shiftId), { consistent: true });
  if (!record) return refused("shift_unknown");
  if (whose !== memberNo && !managesStore(staff, record.storeId)) return refused("not_your_store");
  return ok(await sheetOf(env, whose, record));
}
