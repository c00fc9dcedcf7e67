// What a member may do as staff, from memory for at most 15 s: a dismissal works within that. That
// somebody is no staff is remembered too, or every scan of an ordinary member would read for it.
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { type StaffItem, staffKey } from "./staff.items.ts";

const AGE_MS = 15_000;

export async function findStaff(memberNo: string, env: Env): Promise<StaffItem | undefined> {
  const known = await cacheOf(env).get(memberNo, async () => ({
    staff: await getItem<StaffItem>(env.tables, staffKey(memberNo)),
  }));
  return known?.staff?.state === "active" ? known.staff : undefined;
}

/** After a change: this instance must not answer by what was before it. */
export const forgetStaff = (env: Env, memberNo: string): void => cacheOf(env).drop(memberNo);

const cacheOf = (env: Env) => env.cache<{ readonly staff: StaffItem | undefined }>("staff", AGE_MS);
