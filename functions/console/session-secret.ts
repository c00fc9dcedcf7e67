// The console's cookie: whose session, and its secret. The secret is made from the code, the browser's nonce and a key of
// ours: new with every sign-in, unknown to whoever knows the code, and the same again for a browser whose answer was lost.
import { createHmac } from "node:crypto";
import { MemberNo } from "@huike/shared/id";
import { sha256 } from "./console.items.ts";

export const sessionSecret = (key: Buffer, signInId: string, nonce: string): string =>
  createHmac("sha256", key).update(`console-session\n${signInId}\n${nonce}`).digest("base64url");

/** Hashed, so that who reads the table has no cookie. */
export const sessionIdOf = (secret: string): string => sha256(secret).slice(0, 32);

export const cookieText = (memberNo: string, secret: string): string => `${memberNo}.${secret}`;

export function readCookie(cookie: string): { memberNo: string; sessionId: string } | undefined {
  const [memberNo = "", secret = "", ...rest] = cookie.split(".");
  if (rest.length > 0 || !MemberNo.safeParse(memberNo).success || !/^[\w-]{43}$/.test(secret)) return undefined;
  return { memberNo, sessionId: sessionIdOf(secret) };
}
