// wx.login's code → who it is (sns/jscode2session). session_key stays here: nothing of ours needs it.
import { readFields } from "./answer.ts";
import type { Wechat } from "./request.ts";
import { withSecret } from "./with-secret.ts";

export type WechatUser = { readonly openid: string; readonly unionid?: string };

/** Throws WechatError 40029/40163 for a code that is unknown, expired or used, 40226 for a blocked user. */
export async function userOfCode(wechat: Wechat, code: string): Promise<WechatUser> {
  const path = "/sns/jscode2session";
  const { body } = await withSecret(wechat.config, (secret) =>
    wechat.send({
      method: "GET",
      path,
      query: { appid: wechat.config.appId, secret, js_code: code, grant_type: "authorization_code" },
      // A code is spent by its first use: a second try would be told that it was used.
      isRepeatable: false,
    }),
  );
  const answer = readFields<{ openid: string; unionid?: string }>(path, body);
  return answer.unionid ? { openid: answer.openid, unionid: answer.unionid } : { openid: answer.openid };
}
