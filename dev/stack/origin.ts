// The one origin of a local run: which path leads where.
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import type { Gateway } from "../gateway/gateway.ts";
import { serveFolder } from "./serve-folder.ts";

export type OriginParts = {
  readonly gateway: Gateway;
  readonly fakeWechat: Hono;
  readonly street: Hono;
  readonly events: Hono;
  readonly openapi: () => object;
  /** Signs a browser in to the console as the demo's owner; cookies it is to keep. */
  readonly desk: () => Promise<string[]>;
  /** The h5 build. */
  readonly h5Folder: string;
};

type Bound = { Bindings: HttpBindings };

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

export const isLoopback = (address: string | undefined): boolean => address !== undefined && LOOPBACK.test(address);

export function originApp(parts: OriginParts): Hono<Bound> {
  const app = new Hono<Bound>();
  for (const path of ["/fake-wechat/*", "/demo/*"]) {
    app.use(path, async (c, next) => {
      if (isLoopback(c.env.incoming.socket.remoteAddress)) return next();
      return c.json({ message: { zh: "假微信只在本机开放", en: "The fake WeChat answers this machine only" } }, 403);
    });
  }
  app.get("/demo/console", async (c) => {
    for (const cookie of await parts.desk()) c.header("set-cookie", cookie, { append: true });
    return c.redirect("/console/");
  });
  app.get("/api/openapi.json", (c) => c.json(parts.openapi()));
  const cloud = (c: { req: { raw: Request }; env: HttpBindings }) =>
    parts.gateway(c.req.raw, c.env.incoming.socket.remoteAddress ?? "127.0.0.1");
  app.all("/api/*", cloud);
  app.all("/healthz", cloud);
  app.all("/wechat/*", cloud);
  app.get("/q/*", cloud);
  app.get("/console", (c) => c.redirect("/console/"));
  app.get("/console/*", cloud);
  app.get("/m", (c) => c.redirect(`/m/${new URL(c.req.url).search}`));
  app.get("/m/*", (c) => serveFolder(parts.h5Folder, c.req.path.slice("/m/".length)));
  app.route("/fake-wechat", parts.fakeWechat);
  app.route("/dev/events", parts.events);
  app.route("/", parts.street);
  return app;
}
