// What WeChat signs a push with: sha1 over the sorted token, timestamp and nonce; in safe mode over
// the cipher text too. `signature` is present and right in safe mode as well but does not cover the
// body, so there only `msg_signature` counts (WeChat, "message push").
import { createHash, timingSafeEqual } from "node:crypto";

/** Sorted by bytes, never by number, then joined and hashed. */
export const signatureOf = (...parts: readonly string[]): string =>
  createHash("sha1")
    .update([...parts].sort().join(""))
    .digest("hex");

export function isSigned(given: string | undefined, ...parts: readonly string[]): boolean {
  const right = Buffer.from(signatureOf(...parts));
  const claimed = Buffer.from(given ?? "");
  return claimed.length === right.length && timingSafeEqual(claimed, right);
}
