// An HTTP request as a Lambda gets it from an HTTP API: payload format 2.0.
import { randomUUID } from "node:crypto";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { Match } from "./routes.ts";

export type Received = {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: Uint8Array;
  readonly sourceIp: string;
  readonly nowMs: number;
};

/** Bodies of these types go as text, all others in base64. */
const TEXT_TYPE = /^(text\/|application\/(json|javascript|xml)\b|[^;]*\+(json|xml)\b)/i;

export function gatewayEvent({ route, pathParameters }: Match, received: Received): APIGatewayProxyEventV2 {
  const { method, url, headers, body, sourceIp, nowMs } = received;
  const path = url.pathname;
  const cookies = headers.get("cookie")?.split(/;\s*/).filter(Boolean);
  const query = queryOf(url);
  return {
    version: "2.0",
    routeKey: route.routeKey,
    rawPath: path,
    rawQueryString: url.search.slice(1),
    ...(cookies && { cookies }),
    headers: headersOf(received),
    ...(query && { queryStringParameters: query }),
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    requestContext: {
      accountId: "000000000000",
      apiId: "local",
      domainName: url.hostname,
      domainPrefix: url.hostname.split(".")[0] ?? "",
      http: { method, path, protocol: "HTTP/1.1", sourceIp, userAgent: headers.get("user-agent") ?? "" },
      requestId: randomUUID(),
      routeKey: route.routeKey,
      stage: "$default",
      time: gatewayTime(nowMs),
      timeEpoch: nowMs,
    },
    ...bodyOf(headers.get("content-type"), body),
  };
}

function headersOf({ headers, url, sourceIp }: Received): Record<string, string> {
  const { cookie: _, ...given } = Object.fromEntries(headers);
  const protocol = url.protocol.replace(":", "");
  return {
    ...given,
    host: headers.get("host") ?? url.host,
    "x-amzn-trace-id": `Root=1-${randomUUID().slice(0, 8)}-${randomUUID().replaceAll("-", "").slice(0, 24)}`,
    "x-forwarded-for": sourceIp,
    "x-forwarded-port": url.port || (protocol === "https" ? "443" : "80"),
    "x-forwarded-proto": protocol,
  };
}

/** A name given twice is one value with a comma. */
function queryOf(url: URL): Record<string, string> | undefined {
  const query: Record<string, string> = {};
  for (const [name, value] of url.searchParams) {
    const before = query[name];
    query[name] = before === undefined ? value : `${before},${value}`;
  }
  return Object.keys(query).length > 0 ? query : undefined;
}

function bodyOf(contentType: string | null, body: Uint8Array): { body?: string; isBase64Encoded: boolean } {
  if (body.byteLength === 0) return { isBase64Encoded: false };
  const base64 = { body: Buffer.from(body).toString("base64"), isBase64Encoded: true };
  if (contentType !== null && !TEXT_TYPE.test(contentType)) return base64;
  try {
    return { body: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body), isBase64Encoded: false };
  } catch {
    return base64; // called text, but bytes would be lost
  }
}

/** "21/Nov/2026:11:20:00 +0000" */
function gatewayTime(ms: number): string {
  const [, , day, month, year, time] = /^(\w+), (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(ms).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}
