// The access token of the mini-program by stable_token in normal mode: repeated calls, also of
// other instances, are given the same token with the rest of its time, so no instance can knock
// another's out (cgi-bin/stable_token).
import type { WechatAnswer, WechatCall, WechatConfig } from "./call.ts";

/** Renew this long before the end; WeChat itself renews in the last five minutes. */
const MARGIN_MS = 300_000;

export type AccessToken = {
  get(): Promise<string>;
  /** Forget a token WeChat refused, unless it has been replaced meanwhile. */
  drop(used: string): void;
};

export function tokenHolder(config: WechatConfig, send: (call: WechatCall) => Promise<WechatAnswer>): AccessToken {
  let held: { value: string; untilMs: number } | undefined;
  let fetching: Promise<string> | undefined;

  const fetchToken = async (): Promise<string> => {
    const { body } = await send({
      method: "POST",
      path: "/cgi-bin/stable_token",
      json: { grant_type: "client_credential", appid: config.appId, secret: config.appSecret },
    });
    const answer = JSON.parse(body.toString("utf8")) as { access_token: string; expires_in: number };
    held = { value: answer.access_token, untilMs: config.nowMs() + answer.expires_in * 1000 - MARGIN_MS };
    return answer.access_token;
  };

  return {
    async get() {
      if (held && config.nowMs() < held.untilMs) return held.value;
      fetching ??= fetchToken().finally(() => {
        fetching = undefined;
      });
      return fetching;
    },
    drop(used) {
      if (held?.value === used) held = undefined;
    },
  };
}
