// Proof that a clerk had the member in front of them: HMAC over clerk, shop, member and an end ten
// minutes ahead. Ids seen once must not be enough to redeem with. It carries the member's own discount as the
// look-up found it, so that what is decided in the visit reads nothing.
import { createHmac, timingSafeEqual } from "node:crypto";
import { FULL_PRICE } from "@huike/shared/price";

export const VISIT_MS = 600_000;

export type Visit = { readonly clerk: string; readonly storeId: string; readonly memberNo: string };

/** What is paid of a hundred; nothing stands for all of it. */
type Percent = string | undefined;

const sign = (key: Buffer, visit: Visit, ends: string, percent: Percent): Buffer =>
  createHmac("sha256", key)
    .update(`${visit.clerk}|${visit.storeId}|${visit.memberNo}|${ends}${percent === undefined ? "" : `|${percent}`}`)
    .digest()
    .subarray(0, 16);

/** `memberPayPercent`: what the member's level pays of a hundred. */
export function mintVisit(
  key: Buffer,
  visit: Visit,
  nowMs: number,
  memberPayPercent = FULL_PRICE,
): { token: string; endsAtMs: number } {
  const endsAtMs = nowMs + VISIT_MS;
  const ends = endsAtMs.toString(36);
  const percent = memberPayPercent === FULL_PRICE ? undefined : String(memberPayPercent);
  const parts = [ends, sign(key, visit, ends, percent).toString("base64url"), percent];
  return { token: parts.filter((part) => part !== undefined).join("."), endsAtMs };
}

/** Base 36, so that nothing in it can pass for the percentage after it. */
const ENDS = /^[0-9a-z]+$/;

/** What a token of this very visit carries; undefined when it is of another, or has lapsed. */
export function openVisit(
  key: Buffer,
  token: string,
  visit: Visit,
  nowMs: number,
): { readonly memberPayPercent: number } | undefined {
  const [ends = "", mac = "", percent] = token.split(".");
  const given = Buffer.from(mac, "base64url");
  const right = sign(key, visit, ends, percent);
  if (given.length !== right.length || !timingSafeEqual(given, right) || !ENDS.test(ends)) return undefined;
  if (Number.parseInt(ends, 36) <= nowMs) return undefined;
  return { memberPayPercent: percent === undefined ? FULL_PRICE : Number(percent) };
}
