// Answers compressed for callers that can read them so: API Gateway's HTTP API compresses nothing itself.
import { gzipSync } from "node:zlib";

/** Below this the answer fits one packet anyway. */
const BYTES_MIN = 1_400;

/** Small blocks: an answer in columns changes its character every few thousand letters (the shop list: −7 %). */
const options = { level: 9, memLevel: 4 };

/** An answer kept in memory is the same object every time and is compressed once. */
const known = new WeakMap<object, Uint8Array<ArrayBuffer>>();

/** The body in gzip, or nothing when the caller does not take it or it would not pay. */
export function compressed(body: unknown, acceptEncoding: string | undefined): Uint8Array<ArrayBuffer> | undefined {
  if (typeof body !== "object" || body === null || !/\bgzip\b/.test(acceptEncoding ?? "")) return undefined;
  const kept = known.get(body);
  if (kept) return kept;
  const text = JSON.stringify(body);
  if (text.length < BYTES_MIN) return undefined;
  const bytes = Uint8Array.from(gzipSync(text, options));
  known.set(body, bytes);
  return bytes;
}
