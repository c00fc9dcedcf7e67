// For tests: a fake WeChat with a clock of its own and a file of its own, asked over HTTP like any other, and
// in place of the product's server one that keeps what it is pushed and answers as the test says.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Callback } from "./account.ts";
import type { Delivery } from "./deliver.ts";
import { createFakeWechat } from "./fake-wechat.ts";
import type { LinkRule } from "./link-rule.ts";
import type { Said } from "./state.ts";

export const appId = "wx0123456789abcdef";
export const appSecret = "5f2b8c0d9e7a4163b1c2d3e4f5a60718";
export const pages = ["pages/home/index", "pages/landing/index"];
export const templates = [
  { templateId: "tmpl_expiring_0123456789", title: "优惠券到期提醒", fields: ["thing1", "date2"] },
  { templateId: "tmpl_receipt_01234567890", title: "积分到账提醒", fields: ["number1"] },
];
export const callback: Callback = {
  url: "http://product.test/wechat/official-account",
  token: "callbacktokenoftests",
  aesKey: "kTests0123456789ABCDEFGHIJabcdefghijKLMNOPQ",
  aesKeyPrevious: "kBefore123456789ABCDEFGHIJabcdefghijKLMNOPQ",
  mode: "plain",
  format: "xml",
};
export const serviceAccount = {
  appId: "wxfedcba9876543210",
  appSecret: "18070f5e4d3c2b1a3614a7e9d0c8b2f5",
  originalId: "gh_0123456789ab",
  name: "回客",
  callback,
};

/** The fields of every answer; a test reads those of its own. */
export type Answer = {
  code: string;
  openid: string;
  unionid: string;
  session_key: string;
  access_token: string;
  expires_in: number;
  errcode: number;
  errMsg: string;
  launch: { path: string; query: Record<string, string>; scene: number };
  url: string;
  ticket: string;
  event: string | null;
  deliveryId: string;
};

export type Pushed = { url: URL; body: string; method: string };

/** The product's server: what it was sent, and the next answers. */
export class Server {
  readonly pushed: Pushed[] = [];
  answer: (pushed: Pushed) => Response | Promise<Response> = () => new Response("success");

  readonly fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const pushed = { url: new URL(String(input)), body: String(init?.body ?? ""), method: init?.method ?? "GET" };
    this.pushed.push(pushed);
    return this.answer(pushed);
  };

  /** The fields of the message pushed last (or the nth), of texts and of numbers. */
  field(name: string, nth = -1): string | undefined {
    const { body = "" } = this.pushed.at(nth) ?? {};
    const [, text, bare] = new RegExp(`<${name}>(?:<!\\[CDATA\\[(.*?)\\]\\]>|([^<]*))</${name}>`, "s").exec(body) ?? [];
    return text ?? bare;
  }
}

type Own = {
  /** Of an earlier run. */
  readonly dataFile?: string;
  readonly callback?: Partial<Callback>;
  readonly pages?: readonly string[];
  readonly linkRules?: readonly LinkRule[];
};

export function openWechat(own: Own = {}) {
  const dataFile = own.dataFile ?? join(mkdtempSync(join(tmpdir(), "fake-wechat-")), "wechat.json");
  const clock = { nowMs: Date.UTC(2026, 10, 21, 4) };
  const origin = "http://localhost:8787";
  const server = new Server();
  const app = createFakeWechat({
    dataFile,
    appId,
    appSecret,
    pages: own.pages ?? pages,
    templates,
    origin,
    ...(own.linkRules && { linkRules: own.linkRules }),
    serviceAccount: { ...serviceAccount, callback: { ...callback, ...own.callback } },
    miniProgramPush: {
      originalId: "gh_ba9876543210",
      callback: { ...callback, url: "http://product.test/wechat/mini-program", format: "json", ...own.callback },
    },
    now: () => clock.nowMs,
    fetch: server.fetch,
  });
  const ask = async (path: string, body?: unknown, method = body === undefined ? "GET" : "POST") =>
    app.request(path, body === undefined ? { method } : { method, body: JSON.stringify(body) });
  const askJson = async (path: string, body?: unknown): Promise<Answer> =>
    (await (await ask(path, body)).json()) as Answer;
  return {
    dataFile,
    clock,
    app,
    ask,
    askJson,
    server,
    login: async (phone: string): Promise<string> => (await askJson(`/phones/${phone}/login`, {})).code,
    exchange: (query: Record<string, string>) =>
      askJson(
        `/api/sns/jscode2session?${new URLSearchParams({ appid: appId, secret: appSecret, grant_type: "authorization_code", ...query })}`,
      ),
    stableToken: (more: object = {}) =>
      askJson("/api/cgi-bin/stable_token", {
        grant_type: "client_credential",
        appid: appId,
        secret: appSecret,
        ...more,
      }),
    chat: async (phone: string): Promise<Said[]> => (await ask(`/phones/${phone}/chat`)).json() as Promise<Said[]>,
    set: (change: object) => askJson("/settings", change),
    settle: async (): Promise<Delivery[]> => (await ask("/callbacks/settle", {})).json() as Promise<Delivery[]>,
  };
}

export type Wechat = ReturnType<typeof openWechat>;

/** Calls of the service account's server, with a token of its own. */
export async function serviceOf(wechat: Wechat) {
  const { appId: appid, appSecret: secret } = serviceAccount;
  const { access_token } = await wechat.stableToken({ appid, secret });
  const path = (api: string, query: Record<string, string> = {}) =>
    `/api${api}?${new URLSearchParams({ access_token, ...query })}`;
  return {
    access_token,
    get: (api: string, query: Record<string, string> = {}) => wechat.askJson(path(api, query)),
    post: (api: string, body: unknown) => wechat.askJson(path(api), body),
    createQr: (asked: object) => wechat.askJson(path("/cgi-bin/qrcode/create"), asked),
    permanentQr: (scene: string) =>
      wechat.askJson(path("/cgi-bin/qrcode/create"), {
        action_name: "QR_LIMIT_STR_SCENE",
        action_info: { scene: { scene_str: scene } },
      }),
    /** The openid the service account knows this person by. */
    openidOf: async (phone: string): Promise<string> => {
      const list = (await wechat.askJson("/phones")) as unknown as { phone: string; serviceOpenidTail: string }[];
      const tail = list.find((one) => one.phone === phone)?.serviceOpenidTail ?? "nobody";
      const page = (await wechat.askJson(path("/cgi-bin/user/get"))) as unknown as { data?: { openid: string[] } };
      const found = page.data?.openid.find((openid) => openid.endsWith(tail));
      if (found === undefined) throw new Error(`${phone} does not follow`);
      return found;
    },
  };
}
