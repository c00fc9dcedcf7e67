// Changes what a shop expects of its clerks in a month, from the version its manager saw. A month that is over stays as it
// was: what was agreed is not moved to what came of it.
import { businessDay } from "@huike/shared/day";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import { monthOf, type PutTargets } from "@huike/shared/target";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { putVersion } from "../platform/put-version.ts";
import { getItems } from "../platform/read.ts";
import { ownsStore } from "../staff/owns-store.ts";
import { type StaffItem, staffKey } from "../staff/staff.items.ts";
import { storeOf } from "../store/read-store.ts";
import { targetsKey, targetsText } from "./target.items.ts";

export async function putTargets(
  { memberNo, staff }: Member & { readonly staff: StaffItem },
  { storeId, month, ifVersion, targets, why }: RequestOf<typeof PutTargets>,
  env: Env,
): Promise<Result<ResponseOf<typeof PutTargets>, ErrorOf<typeof PutTargets>>> {
  if (!ownsStore(staff, storeId)) return refused("not_your_store");
  if (!(await storeOf(env, storeId))) return refused("store_unknown");
  if (month < monthOf(businessDay(env.nowMs()))) return refused("target_month_over");
  const keys = targets.clerks.map((one) => staffKey(one.memberNo));
  const named = await getItems<StaffItem>(env.tables, keys, { consistent: true });
  const here = named.filter(({ state, stores }) => state === "active" && stores?.has(storeId));
  if (here.length < targets.clerks.length) return refused("target_not_staff");
  const text = targetsText(targets);
  const isPut = await putVersion(env, targetsKey(storeId, month), { ifVersion, text, by: memberNo, why });
  return isPut ? ok({ version: ifVersion + 1 }) : refused("setting_changed");
}
