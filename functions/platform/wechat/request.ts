// One request function for every call to WeChat. Only the base URL differs between the fake and the real.
import { Outage } from "../outage.ts";
import type { WechatAnswer, WechatCall, WechatConfig } from "./call.ts";
import { WechatError } from "./error.ts";
import { type AccessToken, tokenHolder } from "./token.ts";

export type Wechat = {
  readonly config: WechatConfig;
  /** A call that needs no token (sns/*, stable_token). */
  send(call: WechatCall): Promise<WechatAnswer>;
  /** A call with the account's access token; a token that died is replaced and the call repeated, once. */
  sendAsApp(call: WechatCall): Promise<WechatAnswer>;
};

/** A Lambda has 10 s; two tries of a call must fit. */
const TIMEOUT_MS = 4_000;

export function openWechat(config: WechatConfig): Wechat {
  const send = (call: WechatCall) => request(config, call);
  const token: AccessToken = tokenHolder(config, send);

  const sendAsApp = async (call: WechatCall): Promise<WechatAnswer> => {
    const used = await token.get();
    const withToken = (value: string) => ({ ...call, query: { ...call.query, access_token: value } });
    try {
      return await send(withToken(used));
    } catch (cause) {
      if (!(cause instanceof WechatError) || cause.category !== "auth") throw cause;
      token.drop(used);
      return send(withToken(await token.get()));
    }
  };
  return { config, send, sendAsApp };
}

async function request(config: WechatConfig, call: WechatCall): Promise<WechatAnswer> {
  const query = new URLSearchParams(call.query).toString();
  let response: Response;
  let body: Buffer;
  try {
    response = await config.fetch(`${config.apiUrl}${call.path}${query ? `?${query}` : ""}`, {
      method: call.method,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(call.json === undefined
        ? {}
        : { body: JSON.stringify(call.json), headers: { "content-type": "application/json" } }),
    });
    body = Buffer.from(await response.arrayBuffer());
  } catch (cause) {
    throw new Outage(`WeChat ${call.path} did not answer`, { cause });
  }
  if (response.status >= 500) throw new Outage(`WeChat ${call.path} answered HTTP ${response.status}`);
  refuseErrors(call.path, body);
  return { contentType: response.headers.get("content-type") ?? "", body };
}

/** Images and errors come from the same URL with the same status: the first byte tells them apart. */
function refuseErrors(path: string, body: Buffer): void {
  if (body[0] !== 0x7b) return;
  const answer = JSON.parse(body.toString("utf8")) as { errcode?: number; errmsg?: string };
  if (!answer.errcode) return;
  const error = new WechatError(path, answer.errcode, answer.errmsg ?? "");
  if (error.category === "busy") throw new Outage(error.message, { cause: error });
  throw error;
}
