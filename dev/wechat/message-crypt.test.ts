import { createDecipheriv, createHash, randomBytes } from "node:crypto";
import { seal, signatureOf, unseal } from "./message-crypt.ts";
import { callback } from "./open-wechat.ts";

const { aesKey } = callback;
const appId = "wx0123456789abcdef";

/** By the description alone: what lies inside, padding and all. */
function rawInside(sealed: string): Buffer {
  const key = Buffer.from(`${aesKey}=`, "base64");
  const aes = createDecipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([aes.update(sealed, "base64"), aes.final()]);
}

test("a signature is the sha1 of its parts in byte order", () => {
  const joined = createHash("sha1").update("10910abc").digest("hex");
  expect(signatureOf("9", "abc", "10", "10")).not.toBe(joined);
  expect(signatureOf("abc", "10", "910")).toBe(createHash("sha1").update("10910abc").digest("hex"));
});

test("sealed is random, length, text, appid, and padding to 32", () => {
  const random = randomBytes(16);
  const inside = rawInside(seal(aesKey, appId, "会员🎂", random));
  const text = Buffer.from("会员🎂");
  expect(inside.subarray(0, 16)).toEqual(random);
  expect(inside.readUInt32BE(16)).toBe(text.length);
  expect(inside.toString("utf8", 20, 20 + text.length + appId.length)).toBe(`会员🎂${appId}`);
  expect(inside.length % 32).toBe(0);
});

test.each([...Array(33).keys()])("a text of %i bytes comes back, whatever the padding", (length) => {
  const text = "x".repeat(length);
  const sealed = seal(aesKey, appId, text);
  const pad = rawInside(sealed).at(-1) ?? 0;
  expect(pad).toBeGreaterThanOrEqual(1);
  expect(pad).toBeLessThanOrEqual(32);
  expect(unseal(aesKey, sealed)).toEqual({ text, appId });
});

test("a key that ends in a character with spare bits is one", () => {
  const odd = `${aesKey.slice(0, 42)}R`;
  expect(unseal(odd, seal(odd, appId, "hello"))).toEqual({ text: "hello", appId });
});

test("what was cut, changed or sealed with another key is not opened", () => {
  const sealed = seal(aesKey, appId, "hello");
  const other = unseal(callback.aesKeyPrevious ?? "", sealed);
  expect(other?.text).not.toBe("hello");
  expect(unseal(aesKey, sealed.slice(0, 40))).toBeUndefined();
  expect(unseal(aesKey, "")).toBeUndefined();
});
