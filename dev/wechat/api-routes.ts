// The server side: what stands for https://api.weixin.qq.com. HTTP 200 throughout; success has no errcode.
import { type Context, Hono } from "hono";
import type { Account } from "./account.ts";
import { exchangeCode, exchangeLimit } from "./login.ts";
import { type Asked, codeLimit, makeMiniProgramCode } from "./mini-program-code.ts";
import { type ErrCode, isRefusal, refuse } from "./refusal.ts";
import type { StateFile } from "./state.ts";
import { stableToken, tokenLimit, wrongToken } from "./token.ts";

type Options = { account: Account; file: StateFile; now: () => number };

const json = (answer: object) => new Response(JSON.stringify(answer), { headers: { "content-type": JSON_TYPE } });
const JSON_TYPE = "application/json; encoding=utf-8";

export function apiRoutes({ account, file, now }: Options): Hono {
  const { state, save } = file;
  const limits = { exchange: exchangeLimit(), token: tokenLimit(), code: codeLimit() };
  const no = (errcode: ErrCode) => json(refuse(errcode, now()));
  const api = new Hono();

  api.get("/sns/jscode2session", (c) => {
    const answer = exchangeCode(state, account, limits.exchange, c.req.query(), now());
    save();
    // WeChat labels this one text/plain.
    return new Response(JSON.stringify(answer), { headers: { "content-type": "text/plain" } });
  });

  api.post("/cgi-bin/stable_token", async (c) => {
    const asked = await jsonBody(c);
    if (typeof asked === "number") return no(asked);
    const answer = stableToken(state, account, limits.token, asked, now());
    save();
    return json(answer);
  });

  api.post("/wxa/getwxacodeunlimit", async (c) => {
    const errcode = wrongToken(state, c.req.query("access_token"), now());
    if (errcode) return no(errcode);
    const asked = await jsonBody(c);
    if (typeof asked === "number") return no(asked);
    const answer = makeMiniProgramCode(account, limits.code, asked, now());
    return isRefusal(answer) ? json(answer) : imageResponse(answer.png);
  });

  api.all("/sns/jscode2session", () => no(43001));
  api.all("/cgi-bin/stable_token", () => no(43002));
  api.all("/wxa/getwxacodeunlimit", () => no(43002));
  api.all("*", () => no(40066));
  return api;
}

const imageResponse = (png: Uint8Array) =>
  new Response(Buffer.from(png), { headers: { "content-type": "image/png", "content-length": String(png.length) } });

/** The body as WeChat reads it, whatever Content-Type says; a number is what is wrong with it. */
async function jsonBody(c: Context): Promise<Asked | ErrCode> {
  const text = await c.req.text();
  if (text === "") return 44002;
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null && !Array.isArray(body) ? (body as Asked) : 47001;
  } catch {
    return 47001;
  }
}
