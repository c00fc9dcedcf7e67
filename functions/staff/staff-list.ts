// Everybody who is or was staff, from memory for a minute: their rows lie in one partition, some hundred bytes each.
import type { Env } from "../platform/env.ts";
import { queryRange } from "../platform/read.ts";
import type { Key } from "../platform/table.ts";
import { STAFF, type StaffListRow } from "../projection/staff-rows.ts";

const AGE_MS = 60_000;

export type StaffOnList = StaffListRow & Pick<Key, "sk">;

/** `sk`: the member number. */
export const staffRows = async (env: Env): Promise<readonly StaffOnList[]> =>
  (await env
    .cache<readonly StaffOnList[]>("staff-list", AGE_MS)
    .get("", () => queryRange<StaffOnList>(env.tables, { pk: STAFF, from: "0", to: "~" }, { table: "views" }))) ?? [];
