// A number is deleted, by its member or by staff who sign for it; nobody is found by it from then on, and another member
// may give it.
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { DropMemberPhone } from "@huike/shared/members";
import type { DropPhone } from "@huike/shared/profile";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import type { Item, Key } from "../platform/table.ts";
import { changeProfile, deleteRow } from "./change-profile.ts";
import { phoneKey, readProfile, tailKey } from "./profile.items.ts";

type Found = { readonly telk?: string | undefined; readonly tail?: string | undefined };

/** The rows a number is found by. */
export const rowsOfPhone = ({ telk, tail }: Found, memberNo: string): Key[] => [
  ...(telk === undefined ? [] : [phoneKey(telk)]),
  ...(tail === undefined ? [] : [tailKey(tail, memberNo)]),
];

export async function dropPhone(
  { memberNo }: Member,
  _: unknown,
  env: Env,
): Promise<Result<ResponseOf<typeof DropPhone>, never>> {
  const { profile } = await drop(env, memberNo);
  return ok(readProfile(profile, env.nowMs()));
}

export async function dropMemberPhone(
  { memberNo: by }: Member,
  { memberNo, why }: RequestOf<typeof DropMemberPhone>,
  env: Env,
): Promise<Result<ResponseOf<typeof DropMemberPhone>, ErrorOf<typeof DropMemberPhone>>> {
  const { isChanged } = await drop(env, memberNo, { by, at: env.nowMs(), why });
  return isChanged ? ok({ memberNo }) : refused("phone_unknown");
}

/** Nobody else can have the rows of a number that this member has: they go with it unconditionally. */
async function drop(env: Env, memberNo: string, signature: Item = {}) {
  const met = await changeProfile(env, memberNo, (old) => {
    if (old?.telk === undefined) return undefined;
    const gone = { sealed: undefined, telm: undefined, telk: undefined, tail: undefined };
    return {
      set: { ...gone, ...signature },
      rows: rowsOfPhone(old, memberNo).map((key) => deleteRow(env, key)),
    };
  });
  if ("refusedBy" in met) throw new Error("rows are deleted unconditionally, yet one was refused");
  return met;
}
