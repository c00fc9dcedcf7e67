// Who the caller is at the counter, and the shift they are on.
import { type ErrorOf, ok, type ResponseOf, type Result } from "@huike/shared/endpoint";
import type { GetMe } from "@huike/shared/staff";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { slipRoom } from "../slip/envelope.ts";
import { storeOf } from "../store/read-store.ts";
import { isOpen, lastShiftOf } from "./open-counter.ts";
import { readShift } from "./open-shift.ts";
import type { StaffItem } from "./staff.items.ts";

export async function showMe(
  { memberNo, staff }: Member & { readonly staff: StaffItem },
  _request: unknown,
  env: Env,
): Promise<Result<ResponseOf<typeof GetMe>, ErrorOf<typeof GetMe>>> {
  const last = await lastShiftOf(env, memberNo);
  const shift = last && isOpen(last, env.nowMs()) ? last : undefined;
  const unclosed = last && !shift && last.endedAt === undefined ? last : undefined;
  const store = shift && (await storeOf(env, shift.storeId));
  return ok({
    staff: { name: staff.name, clerkNo: staff.clerkNo, role: staff.role, storeIds: [...(staff.stores ?? [])] },
    ...(shift ? { shift: readShift(shift) } : {}),
    ...(store ? { slips: await slipRoom(env, store) } : {}),
    ...(unclosed ? { unclosed: readShift(unclosed) } : {}),
    serverNowMs: env.nowMs(),
  });
}
