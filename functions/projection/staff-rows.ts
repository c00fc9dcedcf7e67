// One row a person who is or was staff, so that they can be listed: their items lie apart, each under its own number.
import type { StaffRecord } from "../staff/staff.items.ts";
import { type Row, VERSION } from "./rows.ts";

export const STAFF = `${VERSION}#STAFF`;

export type StaffListRow = Omit<StaffRecord, "stores"> & { readonly stores: readonly string[] };

/** The level is the time of the change: the newest stands. */
export const staffRow = (memberNo: string, record: StaffRecord): Row => {
  const { role, name, clerkNo, state, stores = new Set<string>(), by, at, why } = record;
  const fields = { role, name, clerkNo, state, stores: [...stores].sort(), by, at, why };
  return { key: { pk: STAFF, sk: memberNo }, level: at, fields };
};
