// Where a message reaches a member: the openid to send it to, or why there is none. Read when it is sent, not when the
// audience was frozen: who has left in between has no openid any more, and a window closes by the minute.
import { type FanItem, fanKey } from "../follow/follow.items.ts";
import type { Env } from "../platform/env.ts";
import { getItem, getItems } from "../platform/read.ts";
import { type PersonItem, personKey } from "../session/person.items.ts";

/** A service account may write for 48 hours after a person wrote to it; a minute of it is left for the way. */
const WINDOW_MS = 48 * 3_600_000 - 60_000;

export type Fan = { readonly openid: string; readonly isFollowing: boolean };

/** Members' fans of the service account, by member number, as far as they are known to have one. */
export async function fansOf(env: Env, memberNos: readonly string[]): Promise<ReadonlyMap<string, Fan>> {
  const persons = await getItems<PersonItem>(env.tables, memberNos.map(personKey));
  const openids = persons.flatMap(({ fan }) => fan ?? []);
  const fans = await getItems<FanItem>(env.tables, [...new Set(openids)].map(fanKey));
  const following = new Set(fans.filter(({ st }) => st === "following").map(({ pk }) => pk));
  return new Map(
    persons.flatMap(({ pk, fan }) =>
      fan ? [[pk.slice("MBR#".length), { openid: fan, isFollowing: following.has(fanKey(fan).pk) }] as const] : [],
    ),
  );
}

export type Reached = { readonly openid: string } | "unreachable" | "noWindow";

export async function reachMember(env: Env, memberNo: string, path: "subscribe" | "service"): Promise<Reached> {
  const person = await getItem<PersonItem>(env.tables, personKey(memberNo));
  if (path === "subscribe") return person?.oid ? { openid: person.oid } : "unreachable";
  if (!person?.fan) return "noWindow";
  const fan = await getItem<FanItem>(env.tables, fanKey(person.fan));
  const isOpen = fan?.st === "following" && (fan.saidAt ?? 0) * 1000 + WINDOW_MS > env.nowMs();
  return isOpen ? { openid: person.fan } : "noWindow";
}
