// The cipher of safe mode: AES-256-CBC, the IV being the key's first 16 bytes, PKCS#7 over blocks of
// 32. Inside: 16 random bytes, the message's length in bytes (uint32, big-endian), message, appid.
import { createCipheriv, createDecipheriv } from "node:crypto";

const BLOCK_BYTES = 32;
const AES_BLOCK_BYTES = 16;
const RANDOM_BYTES = 16;
const LENGTH_BYTES = 4;

/** An EncodingAESKey is 43 characters of base64; its last one may carry spare bits, which Node's decoder drops. */
export const readAesKey = (encodingAesKey: string): Buffer => Buffer.from(`${encodingAesKey}=`, "base64");

/**
 * The message inside, or undefined for whatever is not a message of this appid under this key:
 * wrong length, padding outside 1–32, a length field that points past the end, another appid.
 */
export function decryptMessage(encrypted: string, key: Buffer, appId: string): string | undefined {
  const cipherText = Buffer.from(encrypted, "base64");
  if (cipherText.length === 0 || cipherText.length % AES_BLOCK_BYTES !== 0) return undefined;
  const decipher = createDecipheriv("aes-256-cbc", key, key.subarray(0, AES_BLOCK_BYTES));
  // The library knows blocks of 16 only and would refuse pads of 17–32.
  decipher.setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(cipherText), decipher.final()]);
  const pad = padded[padded.length - 1] ?? 0;
  if (pad < 1 || pad > BLOCK_BYTES || pad > padded.length) return undefined;
  const content = padded.subarray(0, padded.length - pad);
  if (content.length < RANDOM_BYTES + LENGTH_BYTES) return undefined;
  const messageBytes = content.readUInt32BE(RANDOM_BYTES);
  const start = RANDOM_BYTES + LENGTH_BYTES;
  if (messageBytes > content.length - start) return undefined;
  const isOurs = content.subarray(start + messageBytes).toString("utf8") === appId;
  return isOurs ? content.subarray(start, start + messageBytes).toString("utf8") : undefined;
}

/** `random` is 16 bytes, new for every message. */
export function encryptMessage(message: string, key: Buffer, appId: string, random: Uint8Array): string {
  const text = Buffer.from(message, "utf8");
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(text.length);
  const content = Buffer.concat([random, length, text, Buffer.from(appId, "utf8")]);
  const pad = BLOCK_BYTES - (content.length % BLOCK_BYTES);
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, AES_BLOCK_BYTES)).setAutoPadding(false);
  return Buffer.concat([cipher.update(content), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]).toString(
    "base64",
  );
}
