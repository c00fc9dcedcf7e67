// For tests: a fake WeChat with a clock of its own and a file of its own, asked over HTTP like any other.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFakeWechat } from "./fake-wechat.ts";

export const appId = "wx0123456789abcdef";
export const appSecret = "5f2b8c0d9e7a4163b1c2d3e4f5a60718";
export const pages = ["pages/home/index", "pages/landing/index"];

/** The fields of every answer; a test reads those of its own. */
export type Answer = {
  code: string;
  openid: string;
  session_key: string;
  access_token: string;
  expires_in: number;
  errcode: number;
  errMsg: string;
  launch: { path: string; query: Record<string, string>; scene: number };
  url: string;
};

export function openWechat(dataFile = join(mkdtempSync(join(tmpdir(), "fake-wechat-")), "wechat.json")) {
  const clock = { nowMs: Date.UTC(2026, 10, 21, 4) };
  const origin = "http://localhost:8787";
  const app = createFakeWechat({ dataFile, appId, appSecret, pages, origin, now: () => clock.nowMs });
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
  };
}
