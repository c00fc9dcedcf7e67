// Who calls: a phone by its sealed token, or the console by its cookie. A token goes first; a cookie is good only where the
// entry has a door for consoles, so that a browser's session never stands for the phone.
import type { CommonError, Endpoint } from "@huike/shared/endpoint";
import { CONSOLE_COOKIE, cookieOf, isFromOwnPage } from "./browser.ts";
import type { ConsoleDoor, ConsoleSession } from "./console-door.ts";
import type { Env } from "./env.ts";
import type { HttpEvent } from "./lambda-http.ts";
import { type Claims, openSession, SESSION_MS } from "./session-token.ts";

/** Nothing of either for somebody without a session. */
export type Identity = { readonly claims?: Claims; readonly session?: ConsoleSession };

const TOKEN = /^Bearer (.+)$/;

export async function identify(
  event: HttpEvent,
  endpoint: Endpoint,
  env: Env,
  door: ConsoleDoor | undefined,
): Promise<Identity | CommonError> {
  const token = TOKEN.exec(event.headers.authorization ?? "")?.[1];
  if (token !== undefined) {
    const claims = await claimsOf(token, env);
    return claims ? { claims } : {};
  }
  const cookie = door && cookieOf(event, CONSOLE_COOKIE);
  if (!door || !cookie) return {};
  if (endpoint.method !== "GET" && !isFromOwnPage(event)) return "forbidden";
  const session = await door.findSession(cookie, env);
  return session ? { claims: claimsOfConsole(session), session } : {};
}

/** Sealed tokens never change: one that this instance has opened is not opened again. */
async function claimsOf(token: string, env: Env): Promise<Claims | undefined> {
  const opened = env.cache<Claims>("session", SESSION_MS);
  const claims = await opened.get(token, async () => openSession(token, env.secrets.sessionKey, env.nowMs()));
  return claims && claims.expiresAtMs > env.nowMs() ? claims : undefined;
}

const claimsOfConsole = ({ memberNo, endsAtMs }: ConsoleSession): Claims => ({
  memberNo,
  isMember: true,
  generation: 0,
  expiresAtMs: endsAtMs,
  touched: [],
});
