// Items of staff: STF#m / STF who they are, SFT#m / OPEN the shift they are on, SFT#m / S#<shift> each of their shifts for ever,
// SYS / OWNERS all owners in one set that is never empty, SYS / OWNERCODE the first owner's code.
import type { StaffRole } from "@huike/shared/staff";
import type { Key } from "../platform/table.ts";

export const staffKey = (memberNo: string): Key => ({ pk: `STF#${memberNo}`, sk: "STF" });
export const shiftKey = (memberNo: string): Key => ({ pk: `SFT#${memberNo}`, sk: "OPEN" });
export const shiftRecordKey = (memberNo: string, shiftId: string): Key => ({
  pk: `SFT#${memberNo}`,
  sk: `S#${shiftId}`,
});
export const ownersKey: Key = { pk: "SYS", sk: "OWNERS" };
export const ownerCodeKey: Key = { pk: "SYS", sk: "OWNERCODE" };

export type StaffItem = {
  role: StaffRole;
  name: string;
  clerkNo: string;
  state: "active" | "left";
  stores?: ReadonlySet<string>;
};

/** As it lies in the table: with who changed it last, when and why. */
export type StaffRecord = StaffItem & { by: string; at: number; why: string };

export type ShiftItem = {
  shiftId: string;
  storeId: string;
  storeName: string;
  openedAt: number;
  endsAt: number;
  endedAt?: number;
};

/** A shift as it is kept: when it ended is decided here, in one transaction with OPEN. */
export type ShiftRecord = ShiftItem & {
  pk: string;
  /** What the clerk did here from then on is this shift's: a shift before it in the same shop has what is earlier. */
  countsFrom: number;
  /** The clerk's number and name then. */
  no: string;
  name: string;
  /** Made once, when it was handed over or first asked for after its end; at, in ms. */
  sheet?: string;
  sheetAt?: number;
};

/** A copy of the open shift that an instance remembers is good for so long after the shift has ended elsewhere, in ms. */
export const SHIFT_AGE_MS = 15_000;
