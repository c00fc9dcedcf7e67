// Which members a role reaches: a manager those of their own shops, operators and owners all.
import { managesStore } from "../staff/owns-store.ts";
import type { StaffItem } from "../staff/staff.items.ts";

/** `storeId`: the shop whose member it is; a member of none is nobody's but the operators'. */
export const isOfStaff = (staff: StaffItem, storeId: string | undefined): boolean =>
  storeId === undefined ? staff.role === "owner" || staff.role === "operator" : managesStore(staff, storeId);
