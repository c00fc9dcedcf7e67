// What a member may do as staff, from memory for at most 15 s: a dismissal works within that.
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { type StaffItem, staffKey } from "./staff.items.ts";

const AGE_MS = 15_000;

export async function findStaff(memberNo: string, env: Env): Promise<StaffItem | undefined> {
  const staff = await env
    .cache<StaffItem>("staff", AGE_MS)
    .get(memberNo, () => getItem<StaffItem>(env.tables, staffKey(memberNo)));
  return staff?.state === "active" ? staff : undefined;
}
