// Who a follower is, as far as WeChat tells a service account: no name, no picture since 2021, but
// the unionid where both products hang on one Open Platform account (cgi-bin/user/info).
import { readFields } from "./answer.ts";
import type { Wechat } from "./request.ts";

export type Follower = { readonly isFollowing: boolean; readonly unionid?: string };

/** Throws WechatError 40003 for an openid of another account. */
export async function followerOf(serviceAccount: Wechat, openid: string): Promise<Follower> {
  const path = "/cgi-bin/user/info";
  const { body } = await serviceAccount.sendAsApp({
    method: "GET",
    path,
    query: { openid, lang: "zh_CN" },
    isRepeatable: true,
  });
  const answer = readFields<{ subscribe: number; unionid?: string }>(path, body);
  const unionid = answer.unionid?.trim();
  return { isFollowing: answer.subscribe === 1, ...(unionid ? { unionid } : {}) };
}
