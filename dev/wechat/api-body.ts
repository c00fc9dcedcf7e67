// The body of a server's call as WeChat reads it, whatever Content-Type says, and the answers' own type.
import type { Context } from "hono";
import type { ErrCode } from "./refusal.ts";

export type Asked = Readonly<Record<string, unknown>>;

/** A number is what is wrong with it. */
export async function jsonBody(c: Context): Promise<Asked | ErrCode> {
  const text = await c.req.text();
  if (text === "") return 44002;
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null && !Array.isArray(body) ? (body as Asked) : 47001;
  } catch {
    return 47001;
  }
}

export const json = (answer: object) =>
  new Response(JSON.stringify(answer), { headers: { "content-type": JSON_TYPE } });
const JSON_TYPE = "application/json; encoding=utf-8";

export const imageResponse = (png: Uint8Array) =>
  new Response(Buffer.from(png), { headers: { "content-type": "image/png", "content-length": String(png.length) } });
