// For tests: the real handlers over a real table and the fake WeChat, listening on a port, as the
// laptop runs them; one call can be made to go wrong.
import "@huike/functions/testing/entry-env";
import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { clerkRoutes } from "@huike/functions/entry/clerk-api";
import { memberRoutes } from "@huike/functions/entry/member-api";
import { operatorRoutes } from "@huike/functions/entry/operator-api";
import { makeEnv } from "@huike/functions/platform/env";
import { serve as serveApi } from "@huike/functions/platform/http";
import type { Handler } from "@huike/functions/platform/lambda-http";
import { openTables } from "@huike/functions/platform/table";
import { findStaff } from "@huike/functions/staff/find-staff";
import { issueOwnerCode } from "@huike/functions/staff/issue-owner-code";
import { type Context, Hono } from "hono";
import { beforeHandler } from "../gateway/before-handler.ts";
import type { TestTables } from "../jest/engine.ts";
import { createFakeWechat } from "../wechat/fake-wechat.ts";
import { appId, appSecret, pages, serviceAccount } from "../wechat/open-wechat.ts";

/** What the n-th call meets: it is cut off before or after it was carried out, or the server is not well for once. */
export type Fault = (n: number) => "none" | "cut before" | "cut after" | "unwell";

export type Town = {
  readonly origin: string;
  readonly folder: string;
  calls: number;
  fault: Fault;
  readonly ownerCode: () => Promise<string>;
  readonly close: () => void;
};

export async function openTown(tables: TestTables): Promise<Town> {
  const folder = mkdtempSync(join(tmpdir(), "huike-town-"));
  const open = openTables(tables.app, tables.views, tables.endpoint);
  const app = new Hono();
  const town = await listen(app);
  const key = (name: string) => Buffer.alloc(32, name);
  const secrets = {
    sessionKey: key("s"),
    codeKey: key("c"),
    visitKey: key("v"),
    miniAppId: appId,
    miniAppSecret: appSecret,
    serviceAppId: serviceAccount.appId,
    serviceAppSecret: serviceAccount.appSecret,
    callbackToken: "callbacktoken",
    callbackAesKey: "A".repeat(43),
    linkKey: key("l"),
    unionKey: key("u"),
    sealKey: key("w"),
  };
  const wechatApiUrl = `${town.origin}/fake-wechat/api`;
  // As in the cloud, each function has caches of its own.
  const instance = () => {
    const wechat = { wechatApiUrl, wechatMpUrl: `${town.origin}/fake-wechat/mp` };
    const env = makeEnv({ tables: open, secrets, ...wechat, linkDomain: town.origin });
    return () => env;
  };
  const dataFile = join(folder, "wechat.json");
  const state: Town = {
    origin: town.origin,
    folder,
    calls: 0,
    fault: () => "none",
    ownerCode: async () => (await issueOwnerCode(open, Date.now(), randomBytes)) ?? "there is an owner",
    close: town.close,
  };
  app.use("/api/*", async (c, next) => {
    const fault = state.fault(++state.calls);
    if (fault === "unwell") return c.text("crashed", 500);
    if (fault === "cut before") return c.text("", 400);
    await next();
    if (fault === "cut after") c.res = c.text("", 400);
  });
  app.all("/api/member/*", answeredBy(serveApi({ env: instance(), routes: memberRoutes })));
  app.all("/api/clerk/*", answeredBy(serveApi({ env: instance(), routes: clerkRoutes, findStaff })));
  app.all("/api/operator/*", answeredBy(serveApi({ env: instance(), routes: operatorRoutes, findStaff })));
  app.route(
    "/fake-wechat",
    createFakeWechat({ dataFile, appId, appSecret, pages, serviceAccount, origin: town.origin }),
  );
  return state;
}

function answeredBy(handler: Handler) {
  const gateway = beforeHandler(handler);
  return (c: Context) => gateway(c.req.raw, "127.0.0.1");
}

const listen = (app: Hono): Promise<{ origin: string; close: () => void }> =>
  new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) =>
      resolve({ origin: `http://127.0.0.1:${port}`, close: () => server.close() }),
    );
  });
