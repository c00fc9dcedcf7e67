// HTTP by node itself: jsdom has no fetch, and a jsdom test must not depend on what its window offers.
import http from "node:http";
import type { HttpResponse, Transport } from "./transport.ts";

const flat = (headers: http.IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(", ")]));

export const nodeTransport: Transport = ({ method, url, headers, body, timeoutMs = 60_000 }) =>
  new Promise<HttpResponse>((resolve, reject) => {
    const payload = typeof body === "string" ? Buffer.from(body) : body && Buffer.from(body);
    const sent = payload ? { ...headers, "content-length": String(payload.length) } : headers;
    const request = http.request(url, { method, headers: sent, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const bytes = Buffer.concat(chunks);
        resolve({
          status: response.statusCode ?? 0,
          headers: flat(response.headers),
          bytes,
          text: bytes.toString("utf8"),
        });
      });
    });
    request.setTimeout(timeoutMs, () => request.destroy(new Error("timeout")));
    request.on("error", reject);
    request.end(payload);
  });
