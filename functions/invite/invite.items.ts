// INVITES / <id>: an invite and what became of it, for 30 days. What the QR holds beside the id is made from a key of ours
// and kept nowhere: a list of invites lets nobody accept one.
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Invite } from "@huike/shared/invite";
import type { StaffRole } from "@huike/shared/staff";
import type { Key } from "../platform/table.ts";

export const INVITES = "INVITES";
export const inviteKey = (inviteId: string): Key => ({ pk: INVITES, sk: inviteId });

export type InviteItem = {
  /** o open, a accepted, r revoked. */
  st: "o" | "a" | "r";
  /** What it offers: written once, never changed. */
  name: string;
  clerkNo: string;
  role: StaffRole;
  stores?: ReadonlySet<string>;
  by: string;
  at: number;
  why: string;
  /** Can be accepted until, in ms. */
  exp: number;
  /** Who accepted it and when. */
  to?: string;
  toAt?: number;
  /** Who took it back, when and why. */
  sby?: string;
  sat?: number;
  swhy?: string;
};

const KEPT_MS = 30 * 86_400_000;
/** For DynamoDB's TTL, in seconds. */
export const goneAtS = (madeAtMs: number): number => Math.floor((madeAtMs + KEPT_MS) / 1000);

const SECRET_BYTES = 16;

const secretBytes = (key: Buffer, inviteId: string): Buffer =>
  createHmac("sha256", key).update(`invite\n${inviteId}`).digest().subarray(0, SECRET_BYTES);

export const inviteSecret = (key: Buffer, inviteId: string): string => secretBytes(key, inviteId).toString("base64url");

export function isSecret(key: Buffer, inviteId: string, secret: string): boolean {
  const given = Buffer.from(secret, "base64url");
  const right = secretBytes(key, inviteId);
  return given.length === right.length && timingSafeEqual(given, right);
}

export function readInvite(inviteId: string, item: InviteItem, nowMs: number): Invite {
  const { st, name, clerkNo, role, stores = new Set(), by, at, why, exp, to, toAt } = item;
  const state = st === "a" ? "accepted" : st === "r" ? "revoked" : exp > nowMs ? "open" : "over";
  return {
    ...{ inviteId, state, name, clerkNo, role, storeIds: [...stores].sort(), why, by },
    ...{ madeAtMs: at, expiresAtMs: exp },
    ...(to === undefined ? {} : { acceptedBy: to }),
    ...(toAt === undefined ? {} : { acceptedAtMs: toAt }),
  };
}
