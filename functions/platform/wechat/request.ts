// One request function for every call to WeChat. Only the base URL differs between the fake and the real.
import { Outage } from "../outage.ts";
import type { Tables } from "../table.ts";
import { readFields } from "./answer.ts";
import type { WechatAnswer, WechatCall, WechatConfig } from "./call.ts";
import { isRefusal, WechatError } from "./error.ts";
import { repeatOf } from "./retry.ts";
import { type AccessToken, tokenHolder } from "./token.ts";

export type Wechat = {
  readonly config: WechatConfig;
  /** A call that needs no token (sns/*, stable_token). */
  send(call: WechatCall): Promise<WechatAnswer>;
  /** A call with the account's access token; a token that died is replaced and the call repeated, once. */
  sendAsApp(call: WechatCall): Promise<WechatAnswer>;
};

/** A Lambda of ours has 10 s: a slow call and one more try must fit. */
const TIMEOUT_MS = 3_000;

export function openWechat(config: WechatConfig, tables: Tables): Wechat {
  const send = (call: WechatCall) => requestPatiently(config, call);
  const token: AccessToken = tokenHolder({ config, tables, send });

  const sendAsApp = async (call: WechatCall): Promise<WechatAnswer> => {
    const used = await token.get();
    const withToken = (value: string) => ({ ...call, query: { ...call.query, access_token: value } });
    try {
      return await send(withToken(used));
    } catch (cause) {
      if (!(cause instanceof WechatError) || cause.category !== "auth") throw cause;
      await token.drop(used);
      return send(withToken(await token.get()));
    }
  };
  return { config, send, sendAsApp };
}

async function requestPatiently(config: WechatConfig, call: WechatCall): Promise<WechatAnswer> {
  for (let tries = 1; ; tries++) {
    try {
      return await request(config, call);
    } catch (cause) {
      const { triesMax, waitMs } = repeatOf(cause, call.isRepeatable);
      if (tries >= triesMax) throw outageIfBusy(cause);
      await config.wait(waitMs * 2 ** (tries - 1) * (0.5 + Math.random()));
    }
  }
}

/** Busy is nobody's fault and passes: the caller of our API is told to try later. */
const outageIfBusy = (cause: unknown): unknown =>
  cause instanceof WechatError && cause.category === "busy" ? new Outage(cause.message, { cause }) : cause;

async function request(config: WechatConfig, call: WechatCall): Promise<WechatAnswer> {
  const query = new URLSearchParams(call.query).toString();
  let response: Response;
  let body: Buffer;
  try {
    response = await config.fetch(
      `${call.host === "mp" ? config.mpUrl : config.apiUrl}${call.path}${query ? `?${query}` : ""}`,
      {
        method: call.method,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(call.json === undefined
          ? {}
          : { body: JSON.stringify(call.json), headers: { "content-type": "application/json" } }),
      },
    );
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
  const { errcode, errmsg } = readFields<{ errcode?: number; errmsg?: string }>(path, body);
  if (isRefusal(errcode)) throw new WechatError(path, errcode, errmsg ?? "");
}
