// How a member wants to be called, and found by it.
import { ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import type { PutName } from "@huike/shared/profile";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { changeProfile, deleteRow, putRow } from "./change-profile.ts";
import { nameKey, readProfile, searched } from "./profile.items.ts";

export async function putName(
  { memberNo }: Member,
  { name }: RequestOf<typeof PutName>,
  env: Env,
): Promise<Result<ResponseOf<typeof PutName>, never>> {
  const typed = name?.trim();
  const form = typed === undefined ? undefined : searched(typed);
  const met = await changeProfile(env, memberNo, (old) => {
    if (old?.nm === typed) return undefined;
    const isFoundAlike = old?.nmk === form;
    return {
      set: { nm: typed, nmk: form },
      rows: [
        ...(old?.nmk === undefined || isFoundAlike ? [] : [deleteRow(env, nameKey(old.nmk, memberNo))]),
        ...(form === undefined || isFoundAlike ? [] : [putRow(env, nameKey(form, memberNo))]),
      ],
    };
  });
  if ("refusedBy" in met) throw new Error("a name is nobody's alone, yet its row was refused");
  return ok(readProfile(met.profile, env.nowMs()));
}
