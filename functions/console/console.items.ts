// Items of the console. All of them end by themselves (ttl) a while after they are of use, and none is projected.
//   QRS#<sha256(code)> / SIGNIN   a code shown in a browser, and who said what to it
//   CSN#m / S#<session>           a browser signed in as member m, by a hash of the cookie's secret
//   CSN#m / A#<approval>          a call of m's browser that waits for m's phone
import { createHash } from "node:crypto";
import type { BrowserSeen } from "@huike/shared/console-sign-in";
import type { Key } from "../platform/table.ts";

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The code itself is not kept: who reads the table cannot scan it. */
export const signInKey = (signInId: string): Key => ({ pk: `QRS#${sha256(signInId)}`, sk: "SIGNIN" });

export const SESSIONS = "S#";
export const APPROVALS = "A#";
export const consoleOf = (memberNo: string): string => `CSN#${memberNo}`;
export const sessionKey = (memberNo: string, sessionId: string): Key => ({
  pk: consoleOf(memberNo),
  sk: `${SESSIONS}${sessionId}`,
});
export const approvalKey = (memberNo: string, approvalId: string): Key => ({
  pk: consoleOf(memberNo),
  sk: `${APPROVALS}${approvalId}`,
});

/** Where the browser is, as it was seen when the item was made. */
type Seen = { ip: string; br?: string; city?: string };

export const seenFields = ({ maskedIp, name, city }: BrowserSeen): Seen => ({
  ip: maskedIp,
  ...(name ? { br: name } : {}),
  ...(city ? { city } : {}),
});
export const readSeen = ({ ip, br, city }: Seen): BrowserSeen => ({
  maskedIp: ip,
  ...(br ? { name: br } : {}),
  ...(city ? { city } : {}),
});

export type SignInItem = Seen & {
  /** w waiting, s scanned, c confirmed, r refused, t taken. */
  st: "w" | "s" | "c" | "r" | "t";
  /** sha256 of the nonce in the browser's cookie. */
  bh: string;
  /** The next step is open until, in ms. */
  exp: number;
  /** Whose phone scanned it. */
  by?: string;
};

export type SessionItem = Seen & {
  sk: string;
  /** Signed in, seen last (to some minutes), ends at the latest, and ended by a word; in ms. */
  at: number;
  seen: number;
  exp: number;
  end?: number;
};

export type ApprovalItem = Seen & {
  sk: string;
  /** p pending, a approved, r refused, u used. */
  st: "p" | "a" | "r" | "u";
  /** The session that asked, and its call (callDigest). */
  sid: string;
  dg: string;
  zh: string;
  en: string;
  at: number;
  /** Can be decided, and once approved be used, until; in ms. */
  exp: number;
};

/** What is over is kept for so long, for whoever asks again or looks into it. */
const KEPT_MS = 7 * 86_400_000;
/** For DynamoDB's TTL, in seconds. */
export const goneAtS = (overAtMs: number): number => Math.floor((overAtMs + KEPT_MS) / 1000);
