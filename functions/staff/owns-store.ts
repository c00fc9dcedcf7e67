// Which shops a role reaches: clerks and managers those they are listed for, operators and owners all.
import type { StaffItem } from "./staff.items.ts";

export const ownsStore = (staff: StaffItem, storeId: string): boolean =>
  staff.role === "owner" || staff.role === "operator" || (staff.stores?.has(storeId) ?? false);

/** All of them, and at least one: what belongs to no shop is not a manager's to give. */
export const ownsStores = (staff: StaffItem, storeIds: readonly string[]): boolean =>
  staff.role !== "manager" || (storeIds.length > 0 && storeIds.every((storeId) => ownsStore(staff, storeId)));

/** May look at what is the shop's: an auditor at every shop's. */
export const seesStore = (staff: StaffItem, storeId: string): boolean =>
  staff.role === "auditor" || ownsStore(staff, storeId);

/** Whose shop it is to answer for: may undo any redemption in it. */
export const managesStore = (staff: StaffItem, storeId: string): boolean =>
  staff.role !== "clerk" && ownsStore(staff, storeId);
