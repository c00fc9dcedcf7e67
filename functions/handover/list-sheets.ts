// The shifts of a shop on a day, each with its sheet. A shift just opened may be missing for the seconds its row takes.
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { ListShiftSheets, ShiftSheet } from "@huike/shared/handover";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem, queryRange } from "../platform/read.ts";
import { storeDay } from "../projection/rows.ts";
import { SHIFTS, type ShiftRow } from "../projection/shift-rows.ts";
import { managesStore } from "../staff/owns-store.ts";
import { type ShiftRecord, type StaffItem, shiftRecordKey } from "../staff/staff.items.ts";
import { sheetOf } from "./sheet.ts";

/** More shifts than a shop has in a day; each costs two queries. */
const SHIFTS_MAX = 60;

export async function listSheets(
  { staff }: Member & { readonly staff: StaffItem },
  { storeId, day }: RequestOf<typeof ListShiftSheets>,
  env: Env,
): Promise<Result<ResponseOf<typeof ListShiftSheets>, ErrorOf<typeof ListShiftSheets>>> {
  if (!managesStore(staff, storeId)) return refused("not_your_store");
  const range = { pk: storeDay(storeId, day), from: SHIFTS, to: `${SHIFTS}~` };
  const rows = await queryRange<ShiftRow>(env.tables, range, { table: "views", limit: SHIFTS_MAX });
  const sheets = await Promise.all(
    rows.map(async ({ clerk, sft }): Promise<ShiftSheet> => {
      const record = await getItem<ShiftRecord>(env.tables, shiftRecordKey(clerk, sft), { consistent: true });
      if (!record) throw new Error(`shift ${sft} of ${clerk} has a row and no record`);
      return sheetOf(env, clerk, record);
    }),
  );
  return ok({ sheets });
}
