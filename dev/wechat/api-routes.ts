// The server side: what stands for https://api.weixin.qq.com. HTTP 200 throughout; success has no errcode.
import { type Context, Hono } from "hono";
import type { MiniProgram, ServiceAccount, SubscribeTemplate } from "./account.ts";
import { pushToMiniProgram } from "./act.ts";
import { imageResponse, json, jsonBody } from "./api-body.ts";
import type { MiniProgramPush } from "./chat-routes.ts";
import { exchangeCode, exchangeLimit } from "./login.ts";
import { codeLimit, makeMiniProgramCode } from "./mini-program-code.ts";
import { exchangeNumberCode } from "./phone-number.ts";
import { type ErrCode, isRefusal, refuse } from "./refusal.ts";
import { serviceAccountRoutes } from "./service-account-routes.ts";
import type { StateFile } from "./state.ts";
import { sendSubscribeMessage, sentEvent } from "./subscribe.ts";
import { stableToken, tokenLimit, wrongToken } from "./token.ts";
import { makeUrlLink, urlLinkLimits } from "./url-link.ts";

type Options = {
  miniProgram: MiniProgram;
  serviceAccount: ServiceAccount | undefined;
  file: StateFile;
  origin: string;
  now: () => number;
  /** Where the mini-program hears what became of its messages. */
  push: MiniProgramPush;
};

const DONE = { errcode: 0, errmsg: "ok" };
const DAILY_CALLS = 500_000;

/** As gettemplate lists a template; type 2: for one message an accept. */
const asListed = ({ templateId, title, fields }: SubscribeTemplate) => ({
  ...{ priTmplId: templateId, title, type: 2 },
  content: fields.map((field) => `{{${field}.DATA}}`).join("\n"),
});

export function apiRoutes({ miniProgram, serviceAccount, file, origin, now, push }: Options): Hono {
  const { state, save } = file;
  const limits = { exchange: exchangeLimit(), token: tokenLimit(), code: codeLimit(), urlLink: urlLinkLimits() };
  const accounts = serviceAccount ? [miniProgram, serviceAccount] : [miniProgram];
  const no = (errcode: ErrCode) => json(refuse(errcode, now()));
  const api = new Hono();

  api.get("/sns/jscode2session", (c) => {
    const answer = exchangeCode(state, miniProgram, limits.exchange, c.req.query(), now());
    save();
    // WeChat labels this one text/plain.
    return new Response(JSON.stringify(answer), { headers: { "content-type": "text/plain" } });
  });

  api.post("/cgi-bin/stable_token", async (c) => {
    const asked = await jsonBody(c);
    if (typeof asked === "number") return no(asked);
    const answer = stableToken(state, accounts, limits.token, asked, now());
    save();
    return json(answer);
  });

  api.post("/wxa/getwxacodeunlimit", async (c) => {
    const errcode = wrongToken(state, miniProgram.appId, c.req.query("access_token"), now());
    if (errcode) return no(errcode);
    const asked = await jsonBody(c);
    if (typeof asked === "number") return no(asked);
    const answer = makeMiniProgramCode(miniProgram, limits.code, asked, now());
    return isRefusal(answer) ? json(answer) : imageResponse(answer.png);
  });

  api.post("/wxa/generate_urllink", async (c) => {
    const errcode = wrongToken(state, miniProgram.appId, c.req.query("access_token"), now());
    if (errcode) return no(errcode);
    const asked = await jsonBody(c);
    if (typeof asked === "number") return no(asked);
    const answer = makeUrlLink(state, { account: miniProgram, origin, limits: limits.urlLink }, asked, now());
    save();
    return json(answer);
  });

  api.post("/wxa/business/getuserphonenumber", async (c) => {
    const errcode = wrongToken(state, miniProgram.appId, c.req.query("access_token"), now());
    if (errcode) return no(errcode);
    const asked = await jsonBody(c);
    if (typeof asked === "number") return no(asked);
    const answer = exchangeNumberCode(state, miniProgram, asked, now());
    save();
    return json(isRefusal(answer) ? answer : { ...DONE, ...answer });
  });

  api.post("/cgi-bin/message/subscribe/send", async (c) => {
    const errcode = wrongToken(state, miniProgram.appId, c.req.query("access_token"), now());
    if (errcode) return no(errcode);
    const asked = await jsonBody(c);
    if (typeof asked === "number") return no(asked);
    const { answer, sent } = sendSubscribeMessage(state, miniProgram, asked, now());
    save();
    const phone = sent && state.phones[sent.phone];
    if (phone && push.pusher) {
      const actor = { name: sent.phone, phone };
      pushToMiniProgram(push.deliveries, push.pusher, actor, "subscribe_msg_sent_event", sentEvent(sent), now);
    }
    return json(answer);
  });

  const ofMiniProgram = async (c: Context, answer: () => object): Promise<Response> => {
    const errcode = wrongToken(state, miniProgram.appId, c.req.query("access_token"), now());
    return errcode ? no(errcode) : json(answer());
  };
  api.get("/wxaapi/newtmpl/gettemplate", (c) =>
    ofMiniProgram(c, () => ({ ...DONE, data: miniProgram.templates.map(asListed) })),
  );
  // State 2: the rule is published.
  api.post("/cgi-bin/wxopen/qrcodejumpget", (c) =>
    ofMiniProgram(c, () => {
      const rules = miniProgram.linkRules.map(({ prefix, page, isUnpublished }) => ({
        prefix,
        path: page,
        state: isUnpublished ? 1 : 2,
      }));
      return { ...DONE, rule_list: rules, qrcodejump_open: 1, list_size: rules.length };
    }),
  );
  api.post("/cgi-bin/openapi/quota/get", async (c) => {
    const account = accounts.find(({ appId }) => !wrongToken(state, appId, c.req.query("access_token"), now()));
    if (!account) return no(wrongToken(state, miniProgram.appId, c.req.query("access_token"), now()) ?? 40001);
    const asked = await jsonBody(c);
    if (typeof asked === "number") return no(asked);
    const remain = state.quotas[String(asked.cgi_path)] ?? DAILY_CALLS;
    return json({ ...DONE, quota: { daily_limit: DAILY_CALLS, used: DAILY_CALLS - remain, remain } });
  });

  api.all("/sns/jscode2session", () => no(43001));
  api.all("/cgi-bin/stable_token", () => no(43002));
  api.all("/wxa/getwxacodeunlimit", () => no(43002));
  api.all("/cgi-bin/message/subscribe/send", () => no(43002));
  api.all("/wxa/generate_urllink", () => no(43002));
  api.all("/wxa/business/getuserphonenumber", () => no(43002));
  if (serviceAccount)
    api.route("/", serviceAccountRoutes({ miniProgram, serviceAccount, file, now, deliveries: push.deliveries }));
  api.all("*", () => no(40066));
  return api;
}
