// A guest of whom nothing was known becomes a person: with a first touch if they came by a code, and
// with the fan half they turn out to have.
import { linkPerson } from "../follow/link-person.ts";
import type { Env } from "../platform/env.ts";
import type { Claims } from "../platform/session-token.ts";
import { welcomeVisitor } from "./welcome-visitor.ts";

export async function welcomeGuest(
  env: Env,
  { openid, unionid }: Pick<Claims, "openid" | "unionid">,
  scene: string | undefined,
): Promise<string> {
  if (!openid) throw new Error("a session without a person number must name its openid");
  const memberNo = await welcomeVisitor(env, openid, scene);
  await linkPerson(env, memberNo, {}, unionid ? { unionid } : {});
  return memberNo;
}
