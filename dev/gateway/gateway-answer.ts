// A Lambda's answer as an HTTP API makes an HTTP answer of it: payload format 2.0.
import * as z from "zod/mini";

const HeaderValue = z.union([z.string(), z.number(), z.boolean()]);
const Structured = z.object({
  statusCode: z.pipe(
    z.union([z.int(), z.string().check(z.regex(/^\d{3}$/))]),
    z.transform((status) => Number(status)),
  ),
  headers: z.optional(z.nullable(z.record(z.string(), HeaderValue))),
  cookies: z.optional(z.nullable(z.array(z.string()))),
  body: z.optional(z.nullable(z.string())),
  isBase64Encoded: z.optional(z.nullable(z.boolean())),
});

const WITHOUT_BODY = new Set([204, 205, 304]);

/** An answer in API Gateway's own words. */
export const gatewayMessage = (status: number, message: string): Response =>
  new Response(JSON.stringify({ message }), { status, headers: { "content-type": "application/json" } });

export function gatewayAnswer(answer: unknown): Response {
  if (!isStructured(answer)) return inferred(answer);
  const read = Structured.safeParse(answer);
  if (!read.success || read.data.statusCode < 200 || read.data.statusCode > 599) {
    return gatewayMessage(500, "Internal Server Error");
  }
  const { statusCode: status, headers, cookies, body, isBase64Encoded } = read.data;
  const sent = new Headers({ "content-type": "text/plain;charset=UTF-8" });
  for (const [name, value] of Object.entries(headers ?? {})) sent.set(name, String(value));
  for (const cookie of cookies ?? []) sent.append("set-cookie", cookie);
  if (WITHOUT_BODY.has(status)) return new Response(null, { status, headers: sent });
  return new Response(isBase64Encoded ? Buffer.from(body ?? "", "base64") : (body ?? ""), { status, headers: sent });
}

const isStructured = (answer: unknown): boolean =>
  typeof answer === "object" && answer !== null && "statusCode" in answer;

/** A handler that names no status has answered its body, as JSON, and 200. */
function inferred(answer: unknown): Response {
  const body = typeof answer === "string" ? answer : JSON.stringify(answer);
  return new Response(body, { status: 200, headers: { "content-type": "application/json" } });
}
