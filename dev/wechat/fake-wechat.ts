// WeChat, as far as this product meets it, on one laptop: `/api/*` stands for api.weixin.qq.com, `/mp/*` for
// mp.weixin.qq.com and `/phones/*` for the phones; the rest are its controls. Written against WeChat's
// documents, never against our own client, so that the base URL is the only thing the product's servers can
// tell the two apart by.
import { Hono } from "hono";
import type { Callback, ServiceAccount, SubscribeTemplate } from "./account.ts";
import { imageResponse } from "./api-body.ts";
import { apiRoutes } from "./api-routes.ts";
import { controlRoutes } from "./control-routes.ts";
import { credentialRoutes, withNewKeys, withNewSecret } from "./credentials.ts";
import { Deliveries } from "./deliver.ts";
import { followQrImage } from "./follow-qr.ts";
import { interfere } from "./interfere.ts";
import type { LinkRule } from "./link-rule.ts";
import { pageRoutes } from "./page-routes.ts";
import { phoneRoutes } from "./phone-routes.ts";
import { openStateFile } from "./state.ts";
import { urlLinkRoutes } from "./url-link-routes.ts";

export type FakeWechatOptions = {
  /** Where its users live between two runs. */
  dataFile: string;
  appId: string;
  appSecret: string;
  /** Of the mini-program's app.json; a code for any other page is refused. */
  pages: readonly string[];
  origin: string;
  /** Web addresses whose QR opens the mini-program; without one, all links open the browser. */
  linkRules?: readonly LinkRule[];
  /** Of the mini-program's subscribe messages; none: a phone can be asked for none. */
  templates?: readonly SubscribeTemplate[];
  /** Without one, its calls are unknown here and nobody can follow. */
  serviceAccount?: Omit<ServiceAccount, "name"> & { readonly name?: string };
  /** The mini-program's own push address, if it has one. */
  miniProgramPush?: { readonly originalId: string; readonly callback: Callback };
  now?: () => number;
  /** How callbacks go out. */
  fetch?: typeof fetch;
};

const USUAL_NAME = "回客会员服务";

export function createFakeWechat(options: FakeWechatOptions): Hono {
  const { dataFile, appId, appSecret, pages, origin, linkRules = [], templates = [], miniProgramPush } = options;
  const file = openStateFile(dataFile);
  const { state } = file;
  const miniProgram = withNewSecret({ appId, appSecret, pages, linkRules, templates }, state);
  const serviceAccount =
    options.serviceAccount && withNewKeys(withNewSecret({ name: USUAL_NAME, ...options.serviceAccount }, state), state);
  const clock = options.now ?? Date.now;
  const now = () => clock() + state.settings.clockOffsetMs;
  const deliveries = new Deliveries({ settings: () => state.settings, now, fetch: options.fetch ?? fetch });
  const acting = serviceAccount && { account: serviceAccount, miniAppId: appId, file, deliveries, now };
  const pusher = miniProgramPush && withNewKeys({ appId, ...miniProgramPush }, state);
  const calls = interfere(file, now);
  const pushers = { service_account: serviceAccount, mini_program: pusher };
  const appIds = { service_account: serviceAccount?.appId, mini_program: appId };

  const mp = new Hono().get("/cgi-bin/showqrcode", (c) => {
    const png = followQrImage(state, c.req.query("ticket") ?? "");
    return png ? imageResponse(png) : c.text("404 Not Found", 404);
  });
  return new Hono()
    .use("/api/*", calls.middleware)
    .use("/mp/*", calls.middleware)
    .route("/api", apiRoutes({ miniProgram, serviceAccount, file, origin, now, push: { deliveries, now, pusher } }))
    .route("/mp", mp)
    .route("/urllink", urlLinkRoutes({ miniProgram, file, now }))
    .route("/phones", phoneRoutes({ account: miniProgram, file, origin, now, deliveries, acting, pusher }))
    .route("/accounts", credentialRoutes({ pushers, appIds, file, deliveries, now }))
    .route("/", controlRoutes({ miniProgram, serviceAccount, pushers, file, deliveries, calls, origin, now }))
    .route("/", pageRoutes());
}
