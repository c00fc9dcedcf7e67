// What the member told of themselves, for their own phone.
import { ok, type ResponseOf, type Result } from "@huike/shared/endpoint";
import type { GetProfile } from "@huike/shared/profile";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem } from "../platform/read.ts";
import { type ProfileItem, profileKey, readProfile } from "./profile.items.ts";

export async function showProfile(
  { memberNo }: Member,
  _: unknown,
  env: Env,
): Promise<Result<ResponseOf<typeof GetProfile>, never>> {
  const item = await getItem<ProfileItem>(env.tables, profileKey(memberNo), { consistent: true });
  return ok(readProfile(item, env.nowMs()));
}
