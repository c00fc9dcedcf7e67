// What may be written to a member, and by which way. WeChat forbids marketing in subscribe messages and in
// customer-service messages, and takes the right to send away from whoever does it: such a text is refused here, with
// the rule named, before anybody could send it.
import * as z from "zod/mini";

/** wallet: a coupon put into the wallet. notice: a line on the home screen. The others ring the phone. */
export const PushPath = z.enum(["wallet", "notice", "subscribe", "service", "mass"]);
export type PushPath = z.infer<typeof PushPath>;

/** product: something new to buy. promotion: something off. news: what a member should know and nothing to buy. */
export const CampaignKind = z.enum(["product", "promotion", "news"]);
export type CampaignKind = z.infer<typeof CampaignKind>;

/** Those that ring the phone of somebody who may be asleep. */
export const ringsThePhone = (path: PushPath): boolean => path !== "wallet" && path !== "notice";

/** Ways on which WeChat allows service texts only. */
const SERVICE_ONLY = {
  subscribe: "subscribe_rule",
  service: "service_rule",
} as const satisfies Partial<Record<PushPath, string>>;

/**
 * subscribe_rule: 《小程序订阅消息接口用户授权规范》 and the template rules: no marketing, no luring.
 * service_rule: 《微信客服消息使用规范》: answers to what a person asked, no marketing.
 */
export type PathRule = (typeof SERVICE_ONLY)[keyof typeof SERVICE_ONLY];

export type TextFault = { readonly rule: PathRule; readonly word: string };

/** What only somebody who sells writes. A coupon's name alone is none of it: a reminder may name what ends tomorrow. */
const MARKETING = [
  /促销|特价|大促|秒杀|抢购|抢先|爆款|清仓|热卖|甩卖|钜惠|特惠|优惠活动|限时|福利|抽奖|中奖|红包|返现|返利|补贴/u,
  /满\s*\d+\s*[减送]|立减|直降|低至|\d(?:\.\d)?\s*折|[一二三四五六七八九半]折|第二[件份杯]/u,
  /免费[领送得]|领券|领取优惠|送券|买[一二两\d]+[送赠]|赠送|拉新|邀请好友|砍价|拼团/u,
  /新品(?:上市|上架|推荐|首发)|欢迎选购|立即购买|下单|包邮/u,
  /\b(?:sale|discount|promo(?:tion)?|deal|coupon code|free gift|giveaway|buy \d+ get|\d+\s*% ?off|shop now|limited time|flash)\b/i,
] as const;

/** Words are split with blanks, marks and full-width letters to get past a list: looked at without them too. */
const squeezed = (text: string): string => text.normalize("NFKC").replace(/[\s\p{P}\p{S}\u200b-\u200f]/gu, "");

/** The first word of marketing in a text; nothing in a plain one. */
export function marketingWord(text: string): string | undefined {
  const plain = text.normalize("NFKC");
  for (const pattern of MARKETING) {
    const found = pattern.exec(plain)?.[0] ?? pattern.exec(squeezed(text))?.[0];
    if (found) return found;
  }
  return undefined;
}

/** Why these texts may not go this way; nothing when they may. A kind that sells is refused by its name. */
export function textFault(path: PushPath, kind: CampaignKind, texts: readonly string[]): TextFault | undefined {
  if (path !== "subscribe" && path !== "service") return undefined;
  const rule = SERVICE_ONLY[path];
  if (kind !== "news") return { rule, word: kind };
  for (const text of texts) {
    const word = marketingWord(text);
    if (word) return { rule, word };
  }
  return undefined;
}
