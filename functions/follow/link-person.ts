// What a login tells about which fan somebody is: the unionid WeChat gives, the ticket of the
// welcome link they came by. Nothing it finds wrong keeps anybody out.
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import type { PersonItem } from "../session/person.items.ts";
import { bindHalves, type Halves, noteHalf, readHalves } from "./bind-fan.ts";
import { type PushItem, pushItemKey } from "./follow.items.ts";
import { settleGift } from "./settle-gift.ts";
import { isTicket, pushKeyOf, TICKET_MS } from "./welcome-ticket.ts";

export type Came = { readonly unionid?: string; readonly ticket?: string | undefined };

/** Binds the fan this person turns out to be, and gives what that makes due. */
export async function linkPerson(
  env: Env,
  memberNo: string,
  person: Pick<PersonItem, "fan" | "uid">,
  { unionid, ticket }: Came,
): Promise<void> {
  if (person.fan) return;
  // What is noted already is not written again at every login.
  const union = person.uid ? await readHalves(env, person.uid) : undefined;
  const noted = union ?? (unionid && !person.uid ? await noteHalf(env, unionid, { memberNo }) : undefined);
  const halves = noted ?? (ticket ? await halvesOfTicket(env, memberNo, ticket) : undefined);
  if (halves && (await bindHalves(env, halves))) await settleGift(env, halves.memberNo);
}

async function halvesOfTicket(env: Env, memberNo: string, ticket: string): Promise<Halves | undefined> {
  const push = await getItem<PushItem>(env.tables, pushItemKey(pushKeyOf(ticket)), { consistent: true });
  if (!push || !isTicket(env.secrets.linkKey, ticket, push.from)) return undefined;
  return push.recv + TICKET_MS > env.nowMs() ? { memberNo, fan: push.from } : undefined;
}
