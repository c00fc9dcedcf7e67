// Where a clerk stands: the shift they are on and the sets their shop is in, from memory for 15 s.

import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { type KnownStore, storeOf } from "../store/read-store.ts";
import { ownsStore } from "./owns-store.ts";
import { SHIFT_AGE_MS, type ShiftItem, type StaffItem, shiftKey } from "./staff.items.ts";

export const shiftCache = (env: Env) => env.cache<ShiftItem>("shift", SHIFT_AGE_MS);

export const isOpen = (shift: ShiftItem, nowMs: number): boolean => shift.endedAt === undefined && shift.endsAt > nowMs;

/** The newest shift of a clerk, over or not. */
export const lastShiftOf = (env: Env, memberNo: string): Promise<ShiftItem | undefined> =>
  shiftCache(env).get(memberNo, () => getItem<ShiftItem>(env.tables, shiftKey(memberNo), { consistent: true }));

/** The open shift of a clerk, if any. */
export async function openShiftOf(env: Env, memberNo: string): Promise<ShiftItem | undefined> {
  const shift = await lastShiftOf(env, memberNo);
  return shift && isOpen(shift, env.nowMs()) ? shift : undefined;
}

/** The shop a clerk works at now; nothing when off shift, or no longer on that shop's staff. */
export async function counterOf(env: Env, memberNo: string, staff: StaffItem): Promise<KnownStore | undefined> {
  const shift = await openShiftOf(env, memberNo);
  if (!shift || !ownsStore(staff, shift.storeId)) return undefined;
  return storeOf(env, shift.storeId);
}
