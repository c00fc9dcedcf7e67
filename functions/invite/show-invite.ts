// What an invite offers, for the phone that scanned it.
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { ReadInvite } from "@huike/shared/invite";
import type { Env } from "../platform/env.ts";
import type { Guest } from "../platform/http.ts";
import { getItem } from "../platform/read.ts";
import { storeOf } from "../store/read-store.ts";
import { type InviteItem, inviteKey, isSecret } from "./invite.items.ts";

/** Why nobody else can accept it; undefined while it is open. */
export function whyOver({ st, exp }: InviteItem, nowMs: number) {
  if (st === "a") return "invite_taken" as const;
  if (st === "r") return "invite_revoked" as const;
  return exp > nowMs ? undefined : ("invite_over" as const);
}

export async function showInvite(
  { claims }: Guest,
  { inviteId, secret }: RequestOf<typeof ReadInvite>,
  env: Env,
): Promise<Result<ResponseOf<typeof ReadInvite>, ErrorOf<typeof ReadInvite>>> {
  const invite = await getItem<InviteItem>(env.tables, inviteKey(inviteId), { consistent: true });
  if (!invite || !isSecret(env.secrets.linkKey, inviteId, secret)) return refused("invite_unknown");
  const isMine = invite.to !== undefined && invite.to === claims.memberNo;
  const over = isMine ? undefined : whyOver(invite, env.nowMs());
  if (over) return refused(over);
  const { name, clerkNo, role, stores = new Set<string>(), exp } = invite;
  const shops = await Promise.all([...stores].sort().map((storeId) => storeOf(env, storeId)));
  return ok({
    ...{ inviteId, name, clerkNo, role, expiresAtMs: exp },
    storeNames: shops.flatMap((shop) => (shop ? [shop.name] : [])),
    ...(isMine ? { isMine: true } : {}),
  });
}
