// The fields of a JSON answer. Message numbers are int64 and lose digits beyond 2^53 in JSON.parse:
// whole numbers that long are kept as text, so that String() of an id is right whatever its length.
import { Outage } from "../outage.ts";

/** A text as a whole, or a number of 16 digits and more. */
const TEXT_OR_LONG_NUMBER = /"(?:[^"\\]|\\.)*"|(?<![\d.])-?\d{16,}(?![\d.eE])/g;

/** Throws an outage for what is no object: something between WeChat and us has answered. */
export function readFields<T extends object>(api: string, body: Buffer): T {
  const text = body.toString("utf8");
  try {
    const fields: unknown = JSON.parse(
      text.replace(TEXT_OR_LONG_NUMBER, (found) => (found.startsWith('"') ? found : `"${found}"`)),
    );
    if (typeof fields === "object" && fields !== null) return fields as T;
  } catch (cause) {
    throw new Outage(`WeChat ${api} answered no JSON`, { cause });
  }
  throw new Outage(`WeChat ${api} answered no object`);
}
