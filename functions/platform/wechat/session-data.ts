// What a mini-program hands over with the user's session_key behind it: a signature over rawData, and
// encryptedData, AES-128-CBC with the PKCS#7 padding of 16 the library knows ("open data
// verification and decryption"). Every wx.login may replace the key, so data sealed with the one
// before is daily business: the person signs in again and asks anew.
import { createDecipheriv, createHash, timingSafeEqual } from "node:crypto";

export type SealedData = {
  readonly encryptedData: string;
  /** base64, as the phone gives it; so is the key. */
  readonly iv: string;
};

/** `malformed`: no login helps. `too_old`: whole and ours, but kept for too long before it was sent. */
export type SessionDataRefusal = "log_in_again" | "wrong_app" | "too_old" | "malformed";

export type SessionData =
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly why: SessionDataRefusal };

export type Opener = { readonly appId: string; readonly sessionKey: string; readonly nowMs: number };

const BLOCK_BYTES = 16;
/** How far the watermark may be from our clock: beyond it, it is a replay. */
const AGE_MAX_MS = 600_000;

const refuse = (why: SessionDataRefusal): SessionData => ({ ok: false, why });

/** sha1 over the text and the key as it is written, not decoded. */
export function isSignedBySession(rawData: string, sessionKey: string, signature: string): boolean {
  const right = createHash("sha1")
    .update(rawData + sessionKey, "utf8")
    .digest();
  const claimed = Buffer.from(signature, "hex");
  return claimed.length === right.length && timingSafeEqual(claimed, right);
}

export function openSessionData(sealed: SealedData, { appId, sessionKey, nowMs }: Opener): SessionData {
  const [data, iv, key] = [sealed.encryptedData, sealed.iv, sessionKey].map((text) => Buffer.from(text, "base64"));
  if (!data?.length || data.length % BLOCK_BYTES !== 0 || iv?.length !== BLOCK_BYTES) return refuse("malformed");
  const value = key?.length === BLOCK_BYTES ? readObject(decrypt(data, key, iv)) : undefined;
  // Another key, or blocks cut off at the end: both leave nothing that can be read, and look alike.
  if (!value) return refuse("log_in_again");
  const { appid, timestamp } = (value.watermark ?? {}) as { appid?: unknown; timestamp?: unknown };
  if (appid !== appId) return refuse("wrong_app");
  const ageMs = Math.abs(nowMs - Number(timestamp) * 1000);
  return ageMs <= AGE_MAX_MS ? { ok: true, value } : refuse("too_old");
}

function decrypt(data: Buffer, key: Buffer, iv: Buffer): string | undefined {
  try {
    const decipher = createDecipheriv("aes-128-cbc", key, iv);
    return Buffer.concat([decipher.update(data), decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}

/** One wrong key in some 256 leaves a padding that looks right, and noise before it. */
function readObject(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
