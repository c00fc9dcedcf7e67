// What a shop expects of its clerks, read anew: whoever is about to change it starts from what stands.
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import { type GetTargets, NO_TARGET } from "@huike/shared/target";
import type { Env } from "../platform/env.ts";
import type { VersionItem } from "../platform/put-version.ts";
import { getItem } from "../platform/read.ts";
import { seesStore } from "../staff/owns-store.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { storeOf } from "../store/read-store.ts";
import { readTargetsText, targetsKey } from "./target.items.ts";

export async function showTargets(
  { staff }: { readonly staff: StaffItem },
  { storeId, month }: RequestOf<typeof GetTargets>,
  env: Env,
): Promise<Result<ResponseOf<typeof GetTargets>, ErrorOf<typeof GetTargets>>> {
  if (!seesStore(staff, storeId)) return refused("not_your_store");
  if (!(await storeOf(env, storeId))) return refused("store_unknown");
  const item = await getItem<VersionItem>(env.tables, targetsKey(storeId, month), { consistent: true });
  if (!item) return ok({ version: 0, targets: { each: NO_TARGET, clerks: [] } });
  return ok({ version: item.ver, targets: readTargetsText(item.text) });
}
