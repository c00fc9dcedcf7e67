// 客服消息: a text of the service account to somebody who wrote to it lately (message/custom/send). Never repeated after an
// unknown outcome: it would arrive twice.
import type { Wechat } from "./request.ts";

/** Throws WechatError when WeChat refuses: 45015 the window is over, 45047 all messages of the window are used. */
export async function sendCustomText(
  serviceAccount: Wechat,
  { openid, text }: { readonly openid: string; readonly text: string },
): Promise<void> {
  await serviceAccount.sendAsApp({
    method: "POST",
    path: "/cgi-bin/message/custom/send",
    json: { touser: openid, msgtype: "text", text: { content: text } },
    isRepeatable: false,
  });
}
