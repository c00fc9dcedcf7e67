// WeChat, as far as this product meets it, on one laptop: `/api/*` stands for api.weixin.qq.com and
// `/phones/*` for the phones. Written against WeChat's documents, never against our own client, so
// that the base URL is the only thing the product's servers can tell the two apart by.
import { Hono } from "hono";
import { apiRoutes } from "./api-routes.ts";
import { phoneRoutes } from "./phone-routes.ts";
import { openStateFile } from "./state.ts";

export type FakeWechatOptions = {
  /** Where its users live between two runs. */
  dataFile: string;
  appId: string;
  appSecret: string;
  /** Of the mini-program's app.json; a code for any other page is refused. */
  pages: readonly string[];
  origin: string;
  now?: () => number;
};

export function createFakeWechat({
  dataFile,
  appId,
  appSecret,
  pages,
  origin,
  now = Date.now,
}: FakeWechatOptions): Hono {
  const account = { appId, appSecret, pages };
  const file = openStateFile(dataFile);
  return new Hono()
    .route("/api", apiRoutes({ account, file, now }))
    .route("/phones", phoneRoutes({ account, file, origin, now }));
}
