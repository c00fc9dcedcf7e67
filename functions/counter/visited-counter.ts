// The shop a visit token is of. What a clerk sends about a member counts only during the visit, at the shop it began in.
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { counterOf, shiftCache } from "../staff/open-counter.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import type { KnownStore } from "../store/read-store.ts";
import { openVisit } from "./visit-token.ts";

/** With what the member in front of it pays of a hundred, by their level. */
export type VisitedCounter = KnownStore & { readonly memberPayPercent: number };

/** "off_shift" or "scan_again" when the shift has ended or the visit lapsed. */
export async function visitedCounter(
  { memberNo: clerk, staff }: Member & { readonly staff: StaffItem },
  { visitToken, memberNo }: { readonly visitToken: string; readonly memberNo: string },
  env: Env,
): Promise<VisitedCounter | "off_shift" | "scan_again"> {
  const visited = (store: KnownStore): VisitedCounter | undefined => {
    const { storeId } = store;
    const visit = openVisit(env.secrets.visitKey, visitToken, { clerk, storeId, memberNo }, env.nowMs());
    return visit && { ...store, ...visit };
  };
  const remembered = await counterOf(env, clerk, staff);
  const here = remembered && visited(remembered);
  if (here) return here;
  // The clerk may have changed shops through another instance since this one last looked.
  shiftCache(env).drop(clerk);
  const counter = await counterOf(env, clerk, staff);
  if (!counter) return "off_shift";
  return visited(counter) ?? "scan_again";
}
