// Tells open pages that something was built anew: server-sent events at /dev/events.
import { Hono } from "hono";
import { streamSSE } from "hono/streaming";

const KEEP_ALIVE_MS = 15_000;

export type ReloadEvents = { readonly routes: Hono; readonly reload: (what: string) => void };

export function reloadEvents(): ReloadEvents {
  const listeners = new Set<(what: string) => void>();
  const routes = new Hono().get("/", (c) =>
    streamSSE(c, async (stream) => {
      const left = new Promise<void>((resolve) => stream.onAbort(resolve));
      const send = (event: string, data: string) => void stream.writeSSE({ event, data });
      const listener = (what: string) => send("reload", what);
      listeners.add(listener);
      // Something now and then, so that nobody between takes the connection for dead.
      const alive = setInterval(() => send("alive", ""), KEEP_ALIVE_MS).unref();
      send("alive", "");
      await left;
      clearInterval(alive);
      listeners.delete(listener);
    }),
  );
  return {
    routes,
    reload: (what) => {
      for (const listener of listeners) listener(what);
    },
  };
}
