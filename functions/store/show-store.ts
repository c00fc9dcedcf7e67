// One shop as it is about to be changed: read anew, with the versions a change starts from.
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import { DEFAULT_SLIP_LIMITS } from "@huike/shared/slip";
import type { GetStore } from "@huike/shared/store";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { seesStore } from "../staff/owns-store.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { parseFacts, type StoreItem, storeKey } from "./store.items.ts";

export async function showStore(
  { staff }: { readonly staff: StaffItem },
  { storeId }: RequestOf<typeof GetStore>,
  env: Env,
): Promise<Result<ResponseOf<typeof GetStore>, ErrorOf<typeof GetStore>>> {
  if (!seesStore(staff, storeId)) return refused("not_your_store");
  const item = await getItem<StoreItem>(env.tables, storeKey(storeId), { consistent: true });
  if (!item) return refused("store_unknown");
  const { ver, slips = DEFAULT_SLIP_LIMITS, sver = 0 } = item;
  return ok({ version: ver, facts: parseFacts(item), slipVersion: sver, slipLimits: slips });
}
