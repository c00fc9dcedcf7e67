// Items of staff: STF#m / STF who they are, SFT#m / OPEN the shift they are on,
// SYS / OWNERS all owners in one set that is never empty, SYS / OWNERCODE the first owner's code.
import type { StaffRole } from "@huike/shared/staff";
import type { Key } from "../platform/table.ts";

export const staffKey = (memberNo: string): Key => ({ pk: `STF#${memberNo}`, sk: "STF" });
export const shiftKey = (memberNo: string): Key => ({ pk: `SFT#${memberNo}`, sk: "OPEN" });
export const ownersKey: Key = { pk: "SYS", sk: "OWNERS" };
export const ownerCodeKey: Key = { pk: "SYS", sk: "OWNERCODE" };

export type StaffItem = {
  role: StaffRole;
  name: string;
  clerkNo: string;
  state: "active" | "left";
  stores?: ReadonlySet<string>;
};

export type ShiftItem = {
  shiftId: string;
  storeId: string;
  storeName: string;
  openedAt: number;
  endsAt: number;
  endedAt?: number;
};
