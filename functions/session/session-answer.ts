// The answer every way of signing in ends with.
import type { Session } from "@huike/shared/member";
import { codeSecrets } from "../member/code-secret.ts";
import type { Env } from "../platform/env.ts";
import { type Claims, SESSION_MS, sealSession } from "../platform/session-token.ts";

export function sessionAnswer(env: Env, claims: Omit<Claims, "expiresAtMs">, isStaff: boolean): Session {
  const serverNowMs = env.nowMs();
  const expiresAtMs = serverNowMs + SESSION_MS;
  const { memberNo, isMember, generation } = claims;
  return {
    token: sealSession({ ...claims, expiresAtMs }, env.secrets.sessionKey, env.random),
    expiresAtMs,
    who: isMember ? "member" : memberNo ? "visitor" : "guest",
    isStaff,
    serverNowMs,
    ...(isMember && memberNo
      ? { codeSecrets: codeSecrets(env.secrets.codeKey, memberNo, generation, serverNowMs) }
      : {}),
  };
}
