// 订阅消息: one message for one consent (message/subscribe/send). Never repeated after an unknown outcome: it would
// arrive twice and take two consents.
import type { Wechat } from "./request.ts";

export type SubscribeMessage = {
  readonly openid: string;
  readonly templateId: string;
  /** Where a tap leads, with its query. */
  readonly page: string;
  readonly fields: Readonly<Record<string, string>>;
};

/** Throws WechatError when WeChat refuses: 43101 no consent is left, 47003 a field breaks its rule. */
export async function sendSubscribeMessage(
  wechat: Wechat,
  { openid, templateId, page, fields }: SubscribeMessage,
): Promise<void> {
  await wechat.sendAsApp({
    method: "POST",
    path: "/cgi-bin/message/subscribe/send",
    json: {
      touser: openid,
      template_id: templateId,
      page,
      data: Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, { value }])),
      miniprogram_state: "formal",
      lang: "zh_CN",
    },
    isRepeatable: false,
  });
}
