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
  /** Signs a browser in to the console as the demo's person of that role; cookies it is to keep. Nothing: there is none. */
  readonly desk: (role: string) => Promise<string[] | undefined>;
  /** The h5 build. */
  readonly h5Folder: string;
};

type Bound = { Bindings: HttpBindings };

const NOBODY = {
  zh: "样板街没有这个角色的人：as=owner、operator、manager 或 auditor",
  en: "The street has nobody of that role: as=owner, operator, manager or auditor",
};

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
    const cookies = await parts.desk(c.req.query("as") ?? "owner");
    if (!cookies) return c.json({ message: NOBODY }, 404);
    for (const cookie of cookies) c.header("set-cookie", cookie, { append: true });
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
