// The invites of the last month, for who may make them and who looks on; a manager sees those for own shops.
import { type ErrorOf, ok, type ResponseOf, type Result } from "@huike/shared/endpoint";
import type { ListInvites } from "@huike/shared/invite";
import type { Env } from "../platform/env.ts";
import { queryRange } from "../platform/read.ts";
import { ownsStores } from "../staff/owns-store.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { INVITES, type InviteItem, readInvite } from "./invite.items.ts";

export async function listInvites(
  { staff }: { readonly staff: StaffItem },
  _request: unknown,
  env: Env,
): Promise<Result<ResponseOf<typeof ListInvites>, ErrorOf<typeof ListInvites>>> {
  const range = { pk: INVITES, from: "inv_", to: "inv_~" };
  const items = await queryRange<InviteItem & { sk: string }>(env.tables, range, { consistent: true });
  const invites = items
    .map((item) => readInvite(item.sk, item, env.nowMs()))
    .filter(({ storeIds }) => ownsStores(staff, storeIds))
    .sort((a, b) => b.madeAtMs - a.madeAtMs);
  return ok({ invites });
}
