// Which shops a role reaches: clerks and managers those they are listed for, operators and owners all.
import type { StaffItem } from "./staff.items.ts";

export const ownsStore = (staff: StaffItem, storeId: string): boolean =>
  staff.role === "owner" || staff.role === "operator" || (staff.stores?.has(storeId) ?? false);

/** Whose shop it is to answer for: may undo any redemption in it. */
export const managesStore = (staff: StaffItem, storeId: string): boolean =>
  staff.role !== "clerk" && ownsStore(staff, storeId);
