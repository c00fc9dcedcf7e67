// Tells open pages that something was built anew: server-sent events at /dev/events.
import { Hono } from "hono";
import { streamSSE } from "hono/streaming";

const KEEP_ALIVE_MS = 15_000;

export type ReloadEvents = { readonly routes: Hono; readonly reload: (what: string) => void };

export function reloadEvents(): ReloadEvents {
  const listeners = new Set<(what: string) => void>();
  const routes = new Hono().get("/", (c) =>
    streamSSE(c, async (stream) => {
      const listener = (what: string) => void stream.writeSSE({ event: "reload", data: what });
      listeners.add(listener);
      stream.onAbort(() => {
        listeners.delete(listener);
      });
      while (!stream.aborted) {
        await stream.writeSSE({ event: "alive", data: "" });
        await stream.sleep(KEEP_ALIVE_MS);
      }
    }),
  );
  return {
    routes,
    reload: (what) => {
      for (const listener of listeners) listener(what);
    },
  };
}
