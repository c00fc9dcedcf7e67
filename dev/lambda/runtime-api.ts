// Lambda's side of the Runtime API (2018-06-01) for one sandbox: an HTTP server on a port of its own, which
// turns the runtime's calls into calls of `host`. It knows no processes and no timeouts.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

export type Invocation = {
  readonly id: string;
  readonly eventJson: string;
  readonly deadlineMs: number;
  readonly functionArn: string;
};

/** Hands an invocation to the runtime that waits; false when that runtime has gone. */
export type Give = (invocation: Invocation) => boolean;

export type RuntimeHost = {
  /** The runtime is ready for an invocation; call `give` when there is one. */
  readonly onNext: (give: Give) => void;
  /** False when no such invocation is open. */
  readonly onResponse: (id: string, json: string) => boolean;
  readonly onError: (id: string, json: string) => boolean;
  readonly onInitError: (json: string) => void;
};

export type RuntimeApi = { readonly address: string; readonly close: () => void };

const ROUTE = /^\/2018-06-01\/runtime\/(?:(init\/error)|invocation\/(next)|invocation\/([^/]+)\/(response|error))$/;

export async function openRuntimeApi(host: RuntimeHost): Promise<RuntimeApi> {
  const server = createServer((call, answer) => {
    readText(call).then(
      (body) => route(host, call, body, answer),
      () => answer.destroy(),
    );
  });
  server.keepAliveTimeout = 0; // the runtime may wait for its next invocation as long as it likes
  server.requestTimeout = 0;
  const port = await listen(server);
  return {
    address: `127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function route(host: RuntimeHost, call: IncomingMessage, body: string, answer: ServerResponse): void {
  const [, initError, next, id = "", outcome] = ROUTE.exec(call.url ?? "") ?? [];
  if (next !== undefined && call.method === "GET") host.onNext((invocation) => give(invocation, answer));
  else if (call.method !== "POST") end(answer, 405, "MethodNotAllowed");
  else if (initError !== undefined) {
    host.onInitError(body);
    end(answer, 202);
  } else if (outcome === undefined) end(answer, 404, "NotFound");
  else {
    const isOpen = outcome === "response" ? host.onResponse(id, body) : host.onError(id, body);
    if (isOpen) end(answer, 202);
    else end(answer, 400, "InvalidRequestID");
  }
}

function give(invocation: Invocation, answer: ServerResponse): boolean {
  if (answer.destroyed) return false;
  answer.writeHead(200, {
    "content-type": "application/json",
    "lambda-runtime-aws-request-id": invocation.id,
    "lambda-runtime-deadline-ms": String(invocation.deadlineMs),
    "lambda-runtime-invoked-function-arn": invocation.functionArn,
    "lambda-runtime-trace-id": `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${"0".repeat(24)};Sampled=0`,
  });
  answer.end(invocation.eventJson);
  return true;
}

function end(answer: ServerResponse, status: number, errorType?: string): void {
  answer.writeHead(status, { "content-type": "application/json" });
  answer.end(JSON.stringify(errorType === undefined ? { status: "OK" } : { errorType, errorMessage: errorType }));
}

async function readText(call: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of call) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (typeof address === "object" && address) resolve(address.port);
      else reject(new Error("no port was given"));
    });
  });
}
