// The shop a visit token is of. What a clerk sends about a member counts only during the visit, at the shop it began in.
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { counterOf, shiftCache } from "../staff/open-counter.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import type { KnownStore } from "../store/read-store.ts";
import { isVisit } from "./visit-token.ts";

/** "off_shift" or "scan_again" when the shift has ended or the visit lapsed. */
export async function visitedCounter(
  { memberNo: clerk, staff }: Member & { readonly staff: StaffItem },
  { visitToken, memberNo }: { readonly visitToken: string; readonly memberNo: string },
  env: Env,
): Promise<KnownStore | "off_shift" | "scan_again"> {
  const isHere = (store: KnownStore) =>
    isVisit(env.secrets.visitKey, visitToken, { clerk, storeId: store.storeId, memberNo }, env.nowMs());
  const remembered = await counterOf(env, clerk, staff);
  if (remembered && isHere(remembered)) return remembered;
  // The clerk may have changed shops through another instance since this one last looked.
  shiftCache(env).drop(clerk);
  const counter = await counterOf(env, clerk, staff);
  if (!counter) return "off_shift";
  return isHere(counter) ? counter : "scan_again";
}
