// Whom a phone number, its last four digits or the beginning of a name may be of.
import type { Env } from "../platform/env.ts";
import { getItem, queryRange } from "../platform/read.ts";
import type { Key } from "../platform/table.ts";
import { namePk, type PhoneItem, phoneHash, phoneKey, searched, tailPk } from "./profile.items.ts";

/** The last character there is: what begins with a text lies between it and it with this behind. */
const LAST = "\u{10ffff}";
const ALL = { from: "0", to: ":" } as const;

/** The member who gave the number, as +8613800138000. */
export async function findByPhone(env: Env, phone: string): Promise<readonly string[]> {
  const item = await getItem<PhoneItem>(env.tables, phoneKey(phoneHash(env.secrets.unionKey, phone)));
  return item ? [item.mbr] : [];
}

/** Members whose number ends in these four digits; one more than `max` where there are more. */
export async function findByTail(env: Env, tail: string, max: number): Promise<readonly string[]> {
  const rows = await queryRange<Key>(env.tables, { pk: tailPk(tail), ...ALL }, { limit: max + 1 });
  return rows.map(({ sk }) => sk);
}

/** Members whose name begins so, in whatever width and case; one more than `max` where there are more. */
export async function findByName(env: Env, beginning: string, max: number): Promise<readonly string[]> {
  const form = searched(beginning);
  if (form === "") return [];
  const range = { pk: namePk(form), from: form, to: form + LAST };
  const rows = await queryRange<Key>(env.tables, range, { limit: max + 1 });
  return rows.map(({ sk }) => sk.slice(sk.lastIndexOf("#") + 1));
}
