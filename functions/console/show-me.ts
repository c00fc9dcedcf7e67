// Who is at the console, and what the page shows them. The page hides by this; it is the API that refuses.
import type { GetConsoleMe } from "@huike/shared/console-session";
import { type Endpoint, type ErrorOf, fullPath, ok, type ResponseOf, type Result } from "@huike/shared/endpoint";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { storeOf } from "../store/read-store.ts";

/** `calls`: all there are at the console. */
export async function showConsoleMe(
  { memberNo, staff, session }: Member & { readonly staff: StaffItem },
  calls: readonly Endpoint[],
  env: Env,
): Promise<Result<ResponseOf<typeof GetConsoleMe>, ErrorOf<typeof GetConsoleMe>>> {
  const stores = await Promise.all([...(staff.stores ?? [])].sort().map((storeId) => storeOf(env, storeId)));
  const mayCall = calls.filter(({ roles }) => roles.includes(staff.role));
  return ok({
    memberNo,
    name: staff.name,
    clerkNo: staff.clerkNo,
    role: staff.role,
    stores: stores.flatMap((store) => (store ? [{ storeId: store.storeId, name: store.name }] : [])),
    mayCall: mayCall.map((call) => `${call.method} ${fullPath(call)}`),
    ...(session ? { sessionEndsAtMs: session.endsAtMs } : {}),
    serverNowMs: env.nowMs(),
  });
}
