// 群发: one text to a list of followers (message/mass/send), and to one for a look at it (message/mass/preview).
import { readFields } from "./answer.ts";
import type { Wechat } from "./request.ts";

/** How many one call is for. */
export const MASS_MIN = 2;
export const MASS_MAX = 10_000;

export type MassMessage = {
  readonly openids: readonly string[];
  readonly text: string;
  /** Ours, 64 characters at most. WeChat sends one id once in 24 hours. */
  readonly clientMsgId: string;
};

/**
 * The number WeChat knows it by. Asked again with the same id it is not sent again, and the answer is the first one's
 * (45065): so an unknown outcome may be asked for. Throws WechatError: 45028 the month's calls are used up, 45066 the
 * same id too soon.
 */
export async function sendMassText(
  serviceAccount: Wechat,
  { openids, text, clientMsgId }: MassMessage,
): Promise<string> {
  const path = "/cgi-bin/message/mass/send";
  const { body } = await serviceAccount.sendAsApp({
    method: "POST",
    path,
    json: { touser: openids, msgtype: "text", text: { content: text }, clientmsgid: clientMsgId },
    isRepeatable: true,
  });
  return String(readFields<{ msg_id?: string | number }>(path, body).msg_id ?? "");
}

/** Takes none of the follower's four a month; WeChat allows a hundred of them a day. */
export async function previewMassText(
  serviceAccount: Wechat,
  { openid, text }: { readonly openid: string; readonly text: string },
): Promise<void> {
  await serviceAccount.sendAsApp({
    method: "POST",
    path: "/cgi-bin/message/mass/preview",
    json: { touser: openid, msgtype: "text", text: { content: text } },
    isRepeatable: false,
  });
}
