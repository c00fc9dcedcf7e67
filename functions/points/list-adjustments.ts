// Corrections that wait for a second person, oldest first.
import type { ListAdjustments } from "@huike/shared/adjustment";
import { ok, type ResponseOf, type Result } from "@huike/shared/endpoint";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { queryRange } from "../platform/read.ts";
import { ADJUSTMENTS, type AdjustmentRow } from "../projection/adjustment-rows.ts";
import type { StaffItem } from "../staff/staff.items.ts";

export async function listAdjustments(
  { memberNo: reader, staff }: Member & { readonly staff: StaffItem },
  _request: unknown,
  env: Env,
): Promise<Result<ResponseOf<typeof ListAdjustments>, never>> {
  const range = { pk: ADJUSTMENTS, from: "0", to: ":" };
  const rows = await queryRange<AdjustmentRow>(env.tables, range, { table: "views" });
  const waiting = rows.filter(({ st }) => st === "pending");
  return ok({
    adjustments: waiting.map(({ mbr, adj, points, why, by, at }) => ({
      ...{ adjustmentId: adj, memberNo: mbr, points, why, by, atMs: at },
      mayApprove: staff.role !== "auditor" && reader !== by && reader !== mbr,
    })),
  });
}
