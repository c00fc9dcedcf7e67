// API Gateway before one handler of this very process: a request becomes an event, its answer a response, as in the
// cloud, and nothing else stands between.
import type { Handler } from "../../functions/platform/lambda-http.ts";
import { createGateway, type Gateway } from "./gateway.ts";

const TIMEOUT_MS = 30_000;

export const beforeHandler = (handler: Handler): Gateway =>
  createGateway({
    routes: [
      {
        ...{ routeKey: "ANY /{all+}", method: "ANY", segments: ["{all+}"] },
        ...{ functionId: "handler", timeoutMs: TIMEOUT_MS },
      },
    ],
    invoke: (_, event) => handler(event as Parameters<Handler>[0]),
  });
