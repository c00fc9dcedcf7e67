// What WeChat says of an account itself: whether its secret is taken, how much of a day's calls is left, which subscribe
// messages and link rules it has.
import { readFields } from "./answer.ts";
import type { Wechat } from "./request.ts";

/** Asks for the stable token in normal mode, which changes nothing. Throws WechatError where AppID, secret or address is refused. */
export async function trySecret({ config, send }: Wechat, secret: string): Promise<void> {
  const path = "/cgi-bin/stable_token";
  const json = { grant_type: "client_credential", appid: config.appId, secret };
  await send({ method: "POST", path, json, isRepeatable: true });
}

export type Quota = { readonly daily_limit: number; readonly remain: number };

/** Of a call, by its path as WeChat writes it (openapi/quota/get). */
export async function quotaOf(wechat: Wechat, cgiPath: string): Promise<Quota> {
  const path = "/cgi-bin/openapi/quota/get";
  const { body } = await wechat.sendAsApp({ method: "POST", path, json: { cgi_path: cgiPath }, isRepeatable: true });
  return readFields<{ quota: Quota }>(path, body).quota;
}

/** Ids of the subscribe messages in the mini-program's own library (wxaapi/newtmpl/gettemplate). */
export async function templateIds(wechat: Wechat): Promise<ReadonlySet<string>> {
  const path = "/wxaapi/newtmpl/gettemplate";
  const { body } = await wechat.sendAsApp({ method: "GET", path, isRepeatable: true });
  return new Set(readFields<{ data: { priTmplId: string }[] }>(path, body).data.map(({ priTmplId }) => priTmplId));
}

export type JumpRule = { readonly prefix: string; readonly isPublished: boolean };

/** Rules by which an address opens the mini-program (wxopen/qrcodejumpget); state 2 is published. */
export async function jumpRules(wechat: Wechat): Promise<readonly JumpRule[]> {
  const path = "/cgi-bin/wxopen/qrcodejumpget";
  const { body } = await wechat.sendAsApp({ method: "POST", path, json: {}, isRepeatable: true });
  const { rule_list: rules = [] } = readFields<{ rule_list?: { prefix: string; state: number }[] }>(path, body);
  return rules.map(({ prefix, state }) => ({ prefix, isPublished: state === 2 }));
}

/** Some who follow (user/get), the first of them. */
export async function someFollowers(serviceAccount: Wechat, max: number): Promise<readonly string[]> {
  const path = "/cgi-bin/user/get";
  const { body } = await serviceAccount.sendAsApp({ method: "GET", path, isRepeatable: true });
  return readFields<{ data?: { openid: string[] } }>(path, body).data?.openid.slice(0, max) ?? [];
}
