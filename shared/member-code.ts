// The member code: 18 digits a clerk scans, computed on the phone without a signal.
//
//   9 · nine digits of member number · eight digits of time code
//
// It starts with 9 because payment codes start with 10–15 (WeChat) and 25–30 (Alipay). The time
// code is an HMAC of the 30-second step under a weekly secret, which the server derives and never
// stores; the phone is given this week's and the next one's at login.
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import * as z from "zod/mini";
import { DAY_MS } from "./day.ts";
import { MemberNo } from "./id.ts";

export const STEP_MS = 30_000;
const WEEK_MS = 7 * DAY_MS;
/** Steps a code is good for, counted from the server's own: the screenshot dies in 90 s. */
export const STEP_OLDEST = -2;
export const STEP_NEWEST = 1;
/** Steps in which a right but old code is told apart from a wrong one (10 minutes). */
export const STEP_STALE = -20;

/** What a phone is given to compute codes with: opens the counter only, never the API. */
export const CodeSecrets = z.strictObject({
  memberNo: MemberNo,
  weeks: z.array(z.strictObject({ week: z.int(), secretHex: z.string().check(z.regex(/^[0-9a-f]{64}$/)) })),
});
export type CodeSecrets = z.infer<typeof CodeSecrets>;

export const stepAt = (ms: number): number => Math.floor(ms / STEP_MS);
export const weekAt = (ms: number): number => Math.floor(ms / WEEK_MS);
export const weekOfStep = (step: number): number => weekAt(step * STEP_MS);

/** Eight digits for one step, by the dynamic truncation of RFC 4226 §5.3 over HMAC-SHA-256. */
export function timeCode(secret: Uint8Array, step: number): string {
  const message = new Uint8Array(8);
  new DataView(message.buffer).setUint32(4, step);
  const mac = hmac(sha256, secret, message);
  const view = new DataView(mac.buffer, mac.byteOffset, mac.byteLength);
  const truncated = view.getUint32((mac[31] ?? 0) & 15) & 0x7fffffff;
  return String(truncated % 100_000_000).padStart(8, "0");
}

const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));

/** The code to show at the server's time `nowMs`; nothing when the phone holds no secret for this week: it must log in. */
export function memberCode(secrets: CodeSecrets, nowMs: number): string | undefined {
  const step = stepAt(nowMs);
  const week = secrets.weeks.find((w) => w.week === weekOfStep(step));
  return week && `9${secrets.memberNo}${timeCode(fromHex(week.secretHex), step)}`;
}

/** "9123 4567 8901 2345 67", as people read it out. */
export const spacedCode = (code: string): string => code.replace(/(\d{4})(?=\d)/g, "$1 ");

/** A coupon's QR: the member code with the coupon behind it, in characters of QR's alphanumeric mode. */
export const couponCode = (code: string, offerId: string, n: number): string =>
  `${code}:${offerId.slice("ofr_".length).toUpperCase()}:${n}`;
