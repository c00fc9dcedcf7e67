// Passive replies: what is answered within the five seconds. "success" says taken, nothing to say,
// and is never encrypted; a real reply goes back under the key that opened the push.
import { encryptMessage, readAesKey } from "./message-crypt.ts";
import type { Push } from "./read-push.ts";
import { signatureOf } from "./signature.ts";

export const NO_REPLY = "success";

export type Article = { title: string; description: string; picUrl: string; url: string };
export type Reply =
  | { readonly type: "text"; readonly content: string }
  | { readonly type: "image"; readonly mediaId: string }
  /** WeChat shows one article. */
  | { readonly type: "news"; readonly article: Article };

/** A CDATA section ends at "]]>", so that is split over two of them. */
const cdata = (text: string): string => `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;

/** The reply to a push: from whom it was sent to, to whom it came from. */
export function replyXml(push: Pick<Push, "to" | "from">, reply: Reply, nowS: number): string {
  const head = `<ToUserName>${cdata(push.from)}</ToUserName><FromUserName>${cdata(push.to)}</FromUserName>`;
  return `<xml>${head}<CreateTime>${nowS}</CreateTime><MsgType>${cdata(reply.type)}</MsgType>${content(reply)}</xml>`;
}

function content(reply: Reply): string {
  if (reply.type === "text") return `<Content>${cdata(reply.content)}</Content>`;
  if (reply.type === "image") return `<Image><MediaId>${cdata(reply.mediaId)}</MediaId></Image>`;
  const { title, description, picUrl, url } = reply.article;
  const item = `<Title>${cdata(title)}</Title><Description>${cdata(description)}</Description><PicUrl>${cdata(picUrl)}</PicUrl><Url>${cdata(url)}</Url>`;
  return `<ArticleCount>1</ArticleCount><Articles><item>${item}</item></Articles>`;
}

type Sealing = { appId: string; token: string; aesKey: string; random: Uint8Array; nonce: string; nowS: number };

export function sealReply(xml: string, { appId, token, aesKey, random, nonce, nowS }: Sealing): string {
  const encrypted = encryptMessage(xml, readAesKey(aesKey), appId, random);
  const signature = signatureOf(token, String(nowS), nonce, encrypted);
  return `<xml><Encrypt>${cdata(encrypted)}</Encrypt><MsgSignature>${cdata(signature)}</MsgSignature><TimeStamp>${nowS}</TimeStamp><Nonce>${cdata(nonce)}</Nonce></xml>`;
}
