// URL Link: an https address that opens the mini-program from outside WeChat (wxa/generate_urllink): a
// browser, a text message. 30 days at most; 500,000 a day an account, so one is kept and shown to many.
import type { Wechat } from "./request.ts";

const DAYS_MAX = 30;
/** expire_type: so many days from now. */
const IN_DAYS = 1;

/** Throws WechatError when WeChat refuses: an unpublished page, a quota used up. */
export async function createUrlLink(wechat: Wechat, path: string, query: string): Promise<string> {
  const { body } = await wechat.sendAsApp({
    method: "POST",
    path: "/wxa/generate_urllink",
    json: { path, query, is_expire: true, expire_type: IN_DAYS, expire_interval: DAYS_MAX },
    isRepeatable: true,
  });
  const { url_link: urlLink } = JSON.parse(body.toString("utf8")) as { url_link: string };
  return urlLink;
}
