// HTTP by the browser's own fetch, for the host inside Chromium.
import type { Transport } from "./transport.ts";

export const fetchTransport: Transport = async ({ method, url, headers, body, timeoutMs = 60_000 }) => {
  const response = await fetch(url, {
    method,
    headers,
    signal: AbortSignal.timeout(timeoutMs),
    ...(body === undefined ? {} : { body }),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    bytes,
    text: new TextDecoder().decode(bytes),
  };
};
