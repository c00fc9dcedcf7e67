// The HTTP server of a local run. It takes its port before anything else is done, so that a busy port is known
// at once and nobody can take it meanwhile; until there is something to serve it asks for patience.
import type { Server } from "node:http";
import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import type { Hono } from "hono";
import { isErrno } from "../errno.ts";
import { SentenceForPeople } from "../sentence-for-people.ts";

export class PortBusy extends SentenceForPeople {
  override name = "PortBusy";
}

export type FrontDoor = {
  readonly port: number;
  readonly serve: (app: Hono<{ Bindings: HttpBindings }>) => void;
  readonly close: () => Promise<void>;
};

const WAIT = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<title>回客</title><p style="font:20px sans-serif;margin:4em;text-align:center">样板街正在布置，马上就好<br>
<small>The street is being set up, one moment</small></p></html>`;

const patience = () =>
  new Response(WAIT, { status: 503, headers: { "content-type": "text/html; charset=utf-8", "retry-after": "2" } });

export async function openFrontDoor(port: number, host: string): Promise<FrontDoor> {
  let app: Hono<{ Bindings: HttpBindings }> | undefined;
  const server = createAdaptorServer({
    fetch: (request, env) => (app ? app.fetch(request, env as HttpBindings) : patience()),
  }) as Server;
  const bound = await listen(server, port, host);
  return {
    port: bound,
    serve: (next) => {
      app = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => {
      const isBusy = isErrno(cause, "EADDRINUSE");
      reject(
        isBusy
          ? new PortBusy(
              `端口 ${port} 已被占用 · Port ${port} is in use; stop what uses it, or run: PORT=${port + 1} npm start`,
            )
          : cause,
      );
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}
