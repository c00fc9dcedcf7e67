// Which members a role reaches: a manager those of their own shops, operators and owners all; auditors may look at all.
import { managesStore, seesStore } from "../staff/owns-store.ts";
import type { StaffItem } from "../staff/staff.items.ts";

/** `storeId`: the shop whose member it is; a member of none is nobody's but the operators'. */
export const mayChange = (staff: StaffItem, storeId: string | undefined): boolean =>
  storeId === undefined ? staff.role === "owner" || staff.role === "operator" : managesStore(staff, storeId);

export const maySee = (staff: StaffItem, storeId: string | undefined): boolean =>
  storeId === undefined ? staff.role !== "manager" && staff.role !== "clerk" : seesStore(staff, storeId);
