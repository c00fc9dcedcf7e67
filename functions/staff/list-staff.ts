// Everybody who is or was staff, by the rows made from their items; a manager sees those of own shops.
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import type { ListStaff, StaffRow } from "@huike/shared/staff";
import type { Env } from "../platform/env.ts";
import { queryRange } from "../platform/read.ts";
import { STAFF, type StaffListRow } from "../projection/staff-rows.ts";
import { seesStore } from "./owns-store.ts";
import type { StaffItem } from "./staff.items.ts";

const PAGE_MAX = 200;

export async function listStaff(
  { staff: me }: { readonly staff: StaffItem },
  { after }: RequestOf<typeof ListStaff>,
  env: Env,
): Promise<Result<ResponseOf<typeof ListStaff>, ErrorOf<typeof ListStaff>>> {
  // The first key behind `after`: numbers hold no blank, and a blank sorts before all they hold.
  const range = { pk: STAFF, from: after === undefined ? "0" : `${after} `, to: "~" };
  const rows = await queryRange<StaffListRow & { sk: string }>(env.tables, range, {
    ...{ table: "views", limit: PAGE_MAX },
  });
  const page = rows.slice(0, PAGE_MAX);
  const next = page.length === PAGE_MAX ? page.at(-1)?.sk : undefined;
  const isMine = ({ stores }: StaffListRow) =>
    me.role !== "manager" || stores.some((storeId) => seesStore(me, storeId));
  return ok({ staff: page.filter(isMine).map(shown), ...(next === undefined ? {} : { next }) });
}

const shown = ({ sk, name, clerkNo, role, stores, state, at, by, why }: StaffListRow & { sk: string }): StaffRow => ({
  ...{ memberNo: sk, name, clerkNo, role, storeIds: [...stores], state },
  ...{ changedAtMs: at, by, why },
});
