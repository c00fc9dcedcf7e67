// API Gateway's HTTP API on this machine: request → event → function → answer, with its limits and its own errors.
import { gatewayAnswer, gatewayMessage } from "./gateway-answer.ts";
import { gatewayEvent } from "./gateway-event.ts";
import { matchRoute, type Route } from "./routes.ts";

const BODY_BYTES_MAX = 10 * 1024 * 1024;

export type GatewayOptions = {
  readonly routes: readonly Route[];
  readonly invoke: (functionId: string, event: unknown) => Promise<unknown>;
  readonly now?: () => number;
};

export type Gateway = (request: Request, sourceIp: string) => Promise<Response>;

export function createGateway({ routes, invoke, now = Date.now }: GatewayOptions): Gateway {
  return async (request, sourceIp) => {
    const url = new URL(request.url);
    const match = matchRoute(routes, request.method, url.pathname);
    if (!match) return gatewayMessage(404, "Not Found");
    const body = await readBody(request);
    if (body === undefined) return gatewayMessage(413, "Request Entity Too Large");
    const event = gatewayEvent(match, {
      method: request.method,
      url,
      headers: request.headers,
      body,
      sourceIp,
      nowMs: now(),
    });
    return answerWithin(match.route.timeoutMs, invoke(match.route.functionId, event));
  };
}

/** A function that fails or does not answer in time looks the same from outside; its own log knows more. */
async function answerWithin(timeoutMs: number, invocation: Promise<unknown>): Promise<Response> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Response>((resolve) => {
    timer = setTimeout(() => resolve(gatewayMessage(503, "Service Unavailable")), timeoutMs);
  });
  const answer = invocation.then(gatewayAnswer, () => gatewayMessage(500, "Internal Server Error"));
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The whole body, or nothing when it is larger than API Gateway takes; a lie about its length changes nothing. */
async function readBody(request: Request): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > BODY_BYTES_MAX) return undefined;
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of request.body ?? []) {
    bytes += part.byteLength;
    if (bytes > BODY_BYTES_MAX) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
