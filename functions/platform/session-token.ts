// Session tokens: sealed with AES-256-GCM, so that a phone can neither read nor change what is in
// it. They carry who, never what one may do: roles are read at every call.
import { createCipheriv, createDecipheriv } from "node:crypto";

/** How long a phone stays signed in without opening a new session. */
export const SESSION_MS = 7 * 86_400_000;

export type Claims = {
  /** The person's number, once we have one. */
  readonly memberNo?: string;
  /** The openid of a guest, whom no row names yet. */
  readonly openid?: string;
  /** And their unionid, where WeChat told it: joining notes it, or a gift promised to their fan half would be lost. */
  readonly unionid?: string;
  readonly isMember: boolean;
  /** Raised by signing out everywhere; a token of an older generation is dead. */
  readonly generation: number;
  readonly expiresAtMs: number;
  /** Scenes already recorded for this phone, each with its day, newest last: they stop a repeat before the table. */
  readonly touched: readonly string[];
  /** When the person's first touch was, where it is on record: later ones need not try to be it. */
  readonly firstAtMs?: number | undefined;
};

const VERSION = "1";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function sealSession(claims: Claims, key: Buffer, random: (bytes: number) => Uint8Array): string {
  const nonce = random(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const sealed = Buffer.concat([
    nonce,
    cipher.update(JSON.stringify(claims), "utf8"),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return `${VERSION}.${sealed.toString("base64url")}`;
}

/** The claims of a token of ours that has not ended; undefined for anything else. */
export function openSession(token: string, key: Buffer, nowMs: number): Claims | undefined {
  const [version, body] = token.split(".");
  if (version !== VERSION || body === undefined) return undefined;
  const sealed = Buffer.from(body, "base64url");
  if (sealed.length <= NONCE_BYTES + TAG_BYTES) return undefined;
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    const plain = Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
    const claims = JSON.parse(plain.toString("utf8")) as Claims;
    return claims.expiresAtMs > nowMs ? claims : undefined;
  } catch {
    return undefined; // a tag that does not match: not one of ours
  }
}
