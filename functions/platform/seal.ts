// What lies in the table and must not be read there: AES-256-GCM under a key that comes with the deployment. What a value is
// (`as`) is authenticated with it, so that one that is moved to another field does not open. Two keys are derived from the
// one, by HKDF (RFC 5869): for sealing, and for the mark by which people tell two values apart.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";

const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** 16 bits: enough to see that a value was changed, too few to find it by trying. */
const MARK_DIGITS = 4;

const derived = (sealKey: Buffer, use: string): Buffer =>
  Buffer.from(hkdfSync("sha256", sealKey, "", `huike ${use}`, sealKey.length));

/** Sealed under another key, as something else, or changed since. Its message holds nothing of the value. */
export class SealError extends Error {
  override readonly name = "SealError";

  constructor(as: string) {
    super(
      `${as} does not open: it was sealed under another sealKey or for another account; set it anew in the console`,
    );
  }
}

/** Base64url; another each time. */
export function seal(sealKey: Buffer, as: string, value: string): string {
  // Never a test's numbers: one nonce twice under one key gives both values away.
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, derived(sealKey, "seal"), iv).setAAD(Buffer.from(as));
  const text = Buffer.concat([cipher.update(value, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]).toString("base64url");
}

/** Throws SealError: there is no value to fall back to. */
export function unseal(sealKey: Buffer, as: string, sealed: string): string {
  const bytes = Buffer.from(sealed, "base64url");
  const [iv, tag] = [bytes.subarray(0, IV_BYTES), bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES)];
  if (tag.length < TAG_BYTES) throw new SealError(as);
  try {
    const decipher = createDecipheriv(CIPHER, derived(sealKey, "seal"), iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(as)).setAuthTag(tag);
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString("utf8");
  } catch {
    throw new SealError(as);
  }
}

/** Four hexadecimal digits that say nothing of the value but whether it is another. */
export const markOf = (sealKey: Buffer, as: string, value: string): string =>
  createHmac("sha256", derived(sealKey, "mark")).update(`${as}\0${value}`).digest("hex").slice(0, MARK_DIGITS);
