// Proof that a clerk had the member in front of them: HMAC over clerk, shop, member and an end ten
// minutes ahead. Ids seen once must not be enough to redeem with.
import { createHmac, timingSafeEqual } from "node:crypto";

export const VISIT_MS = 600_000;

export type Visit = { readonly clerk: string; readonly storeId: string; readonly memberNo: string };

const sign = (key: Buffer, visit: Visit, ends: string): Buffer =>
  createHmac("sha256", key)
    .update(`${visit.clerk}|${visit.storeId}|${visit.memberNo}|${ends}`)
    .digest()
    .subarray(0, 16);

export function mintVisit(key: Buffer, visit: Visit, nowMs: number): { token: string; endsAtMs: number } {
  const endsAtMs = nowMs + VISIT_MS;
  const ends = endsAtMs.toString(36);
  return { token: `${ends}.${sign(key, visit, ends).toString("base64url")}`, endsAtMs };
}

/** Is this token of this very visit, and has it not lapsed? */
export function isVisit(key: Buffer, token: string, visit: Visit, nowMs: number): boolean {
  const [ends = "", mac = ""] = token.split(".");
  const given = Buffer.from(mac, "base64url");
  const right = sign(key, visit, ends);
  return given.length === right.length && timingSafeEqual(given, right) && Number.parseInt(ends, 36) > nowMs;
}
