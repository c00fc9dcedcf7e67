// What an account's server answered to a push: nothing to say, a message for the person, or something
// WeChat cannot read, which the person is told as 该公众号暂时无法提供服务.
import type { CallbackMode, Pusher } from "./account.ts";
import { signatureOf, unseal } from "./message-crypt.ts";
import { childText, readXml, type XmlElement } from "./read-xml.ts";

export type Reply =
  | { readonly is: "silent" }
  | { readonly is: "reply"; readonly text: string }
  | { readonly is: "broken"; readonly why: string };

/** The push that is answered. */
export type Pushed = { pusher: Pusher; mode: CallbackMode; aesKey: string; openid: string };

const broken = (why: string): Reply => ({ is: "broken", why });

/** `success` and an empty body are never sealed, whatever the mode. */
export function readReply(body: string, pushed: Pushed): Reply {
  if (body === "" || body === "success") return { is: "silent" };
  const root = readXml(body);
  if (root?.name !== "xml") return broken("it is neither success nor an <xml> document");
  const sealed = childText(root, "Encrypt");
  if (sealed !== undefined) return readSealed(root, sealed, pushed);
  return pushed.mode === "safe" ? broken("in safe mode a reply has to be encrypted") : readPlain(root, pushed);
}

function readSealed(root: XmlElement, sealed: string, pushed: Pushed): Reply {
  if (pushed.mode === "plain") return broken("in plain mode a reply is not encrypted");
  const { callback, appId } = pushed.pusher;
  const [time, nonce] = [childText(root, "TimeStamp"), childText(root, "Nonce")];
  if (!time || !/^\d+$/.test(time) || !nonce) return broken("TimeStamp or Nonce is missing");
  if (childText(root, "MsgSignature") !== signatureOf(callback.token, time, nonce, sealed))
    return broken("MsgSignature is wrong");
  const opened = unseal(pushed.aesKey, sealed);
  if (!opened) return broken("it cannot be decrypted with the key the message came with");
  if (opened.appId !== appId) return broken("the appid inside is not this account's");
  const message = readXml(opened.text);
  return message?.name === "xml" ? readPlain(message, pushed) : broken("what was encrypted is not an <xml> document");
}

function readPlain(message: XmlElement, { pusher, openid }: Pushed): Reply {
  if (childText(message, "ToUserName") !== openid) return broken("ToUserName is not the person's openid");
  if (childText(message, "FromUserName") !== pusher.originalId) return broken("FromUserName is not the account's id");
  if (!/^\d+$/.test(childText(message, "CreateTime") ?? "")) return broken("CreateTime is not a number");
  const text = shownText(message, childText(message, "MsgType") ?? "");
  return text ? { is: "reply", text } : broken("MsgType is unknown or its content is missing");
}

const pictures: Readonly<Record<string, { tag: string; shown: string }>> = {
  image: { tag: "Image", shown: "[图片]" },
  voice: { tag: "Voice", shown: "[语音]" },
  video: { tag: "Video", shown: "[视频]" },
};

function shownText(message: XmlElement, type: string): string | undefined {
  const inside = (tag: string) => message.children.find(({ name }) => name === tag);
  if (type === "text") return childText(message, "Content");
  if (type === "music") return inside("Music") && "[音乐]";
  if (type === "news") {
    const article = inside("Articles")?.children.find(({ name }) => name === "item");
    return article && `[图文] ${childText(article, "Title") ?? ""}`;
  }
  const picture = Object.hasOwn(pictures, type) ? pictures[type] : undefined;
  const element = picture && inside(picture.tag);
  return element && childText(element, "MediaId") ? picture?.shown : undefined;
}
