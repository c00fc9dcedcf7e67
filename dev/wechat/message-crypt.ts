// How WeChat signs and seals what it pushes.
//
//   sealed = base64( AES-256-CBC( 16 random bytes | length, 4 bytes big-endian | text | appid | padding ) )
//
// The key is the EncodingAESKey's 32 bytes, the IV its first 16. The padding is PKCS#7 with blocks of 32
// instead of AES's 16, so it is done here and the cipher's own is off.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

const RANDOM_BYTES = 16;
const HEAD_BYTES = RANDOM_BYTES + 4;
const BLOCK_BYTES = 32;

export const signatureOf = (...parts: string[]): string =>
  createHash("sha1").update(parts.sort().join("")).digest("hex");

/** Node reads base64 leniently: a key may end in a character with spare bits set. */
const keyBytes = (aesKey: string): Buffer => Buffer.from(`${aesKey}=`, "base64");

export function seal(
  aesKey: string,
  appId: string,
  text: string,
  random: Uint8Array = randomBytes(RANDOM_BYTES),
): string {
  const key = keyBytes(aesKey);
  const message = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(message.length);
  const plain = Buffer.concat([random, length, message, Buffer.from(appId)]);
  const pad = BLOCK_BYTES - (plain.length % BLOCK_BYTES);
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]).toString(
    "base64",
  );
}

/** Nothing when it was not sealed with this key, or is damaged. */
export function unseal(aesKey: string, sealed: string): { text: string; appId: string } | undefined {
  const padded = decipher(aesKey, Buffer.from(sealed, "base64"));
  const pad = padded?.at(-1) ?? 0;
  if (!padded || pad < 1 || pad > BLOCK_BYTES || padded.length < HEAD_BYTES + pad) return undefined;
  const plain = padded.subarray(0, padded.length - pad);
  const end = HEAD_BYTES + plain.readUInt32BE(RANDOM_BYTES);
  if (end > plain.length) return undefined;
  return { text: plain.toString("utf8", HEAD_BYTES, end), appId: plain.toString("utf8", end) };
}

function decipher(aesKey: string, bytes: Buffer): Buffer | undefined {
  const key = keyBytes(aesKey);
  if (bytes.length === 0 || bytes.length % 16 !== 0) return undefined;
  const aes = createDecipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([aes.update(bytes), aes.final()]);
}
