// A rule in plain words, as an operator reads it before anything is sent: 「近 30 天到店至少 2 次，且持有「满减券」」.
import type { AudienceRule } from "./audience.ts";
import type { ChannelKind } from "./channel.ts";
import { yuan } from "./money.ts";
import type { Sentence } from "./sentences.ts";

/** What ids are called; an id nobody knows the name of stands for itself. */
export type NameOf = (id: string) => string;

type Words = Sentence;
type Leaf = Exclude<AudienceRule, { is: "all" | "any" | "not" }>;

const kinds: Readonly<Record<ChannelKind, Words>> = {
  clerk: { zh: "店员码", en: "a clerk's code" },
  store: { zh: "门店码", en: "a shop's code" },
  poster: { zh: "海报", en: "a poster" },
  product_tag: { zh: "吊牌", en: "a product tag" },
  packaging: { zh: "包装", en: "packaging" },
  wifi: { zh: "Wi-Fi", en: "wifi" },
  campaign: { zh: "活动", en: "a campaign" },
};

export function sentenceOf(rule: AudienceRule, nameOf: NameOf = (id) => id): Words {
  if (rule.is === "all" && rule.of.length === 0) return { zh: "全部会员", en: "All members" };
  const { zh, en } = words(rule, nameOf);
  return { zh, en: `${en.charAt(0).toUpperCase()}${en.slice(1)}` };
}

function words(rule: AudienceRule, nameOf: NameOf): Words {
  if (rule.is === "all") return joined(rule.of, nameOf, { zh: "，且", en: " and " });
  if (rule.is === "any") return joined(rule.of, nameOf, { zh: "，或", en: " or " });
  if (rule.is !== "not") return leafWords(rule, nameOf);
  const { zh, en } = inBrackets(rule.of, nameOf);
  return { zh: `不是：${zh}`, en: `not: ${en}` };
}

function joined(rules: readonly AudienceRule[], nameOf: NameOf, by: Words): Words {
  if (rules.length === 0) return { zh: "全部会员", en: "all members" };
  const [one, ...others] = rules;
  if (one && others.length === 0) return words(one, nameOf);
  const parts = rules.map((rule) => inBrackets(rule, nameOf));
  return { zh: parts.map(({ zh }) => zh).join(by.zh), en: parts.map(({ en }) => en).join(by.en) };
}

/** "and" inside "or" is read wrongly without them. */
function inBrackets(rule: AudienceRule, nameOf: NameOf): Words {
  const { zh, en } = words(rule, nameOf);
  const isGroup = (rule.is === "all" || rule.is === "any") && rule.of.length > 1;
  return isGroup ? { zh: `（${zh}）`, en: `(${en})` } : { zh, en };
}

function leafWords(rule: Leaf, nameOf: NameOf): Words {
  switch (rule.is) {
    case "tag":
      return oneOf("有标签", "tagged", rule.tags);
    case "level":
      return { zh: `等级${rangeZh(rule)}`, en: `level ${rangeEn(rule)}` };
    case "points":
      return { zh: `积分${rangeZh(rule)}`, en: `points ${rangeEn(rule)}` };
    case "joined":
      return { zh: `入会${rangeZh(rule, " 天")}`, en: `joined ${rangeEn(rule)} days ago` };
    case "birthday":
      if (rule.max === 0) return { zh: "今天过生日", en: "has their birthday today" };
      return { zh: `离生日${rangeZh(rule, " 天")}`, en: `has a birthday in ${rangeEn(rule)} days` };
    case "visits":
      if (rule.max === 0) return { zh: `已 ${rule.days} 天未到店`, en: `no visit for ${rule.days} days` };
      return { zh: `近 ${rule.days} 天到店${rangeZh(rule, " 天")}`, en: inDays(rule, `came on ${rangeEn(rule)} days`) };
    case "sales":
      return { zh: `近 ${rule.days} 天消费${rangeZh(rule, " 笔")}`, en: inDays(rule, `bought ${rangeEn(rule)} times`) };
    case "spent":
      return {
        zh: `近 ${rule.days} 天消费${rangeZh(rule, "", zhYuan)}`,
        en: inDays(rule, `paid ${rangeEn(rule, zhYuan)}`),
      };
    case "holds":
      return oneOf("持有未用的", "holds", rule.offerIds.map(nameOf));
    case "used": {
      const { zh, en } = oneOf("用过", "used", rule.offerIds.map(nameOf));
      return { zh: `近 ${rule.days} 天${zh}`, en: inDays(rule, en) };
    }
    case "channel":
      return oneOf("来自渠道", "won by", rule.scenes.map(nameOf));
    case "channel_kind":
      return {
        zh: oneOf(
          "来自",
          "",
          rule.kinds.map((kind) => kinds[kind].zh),
        ).zh,
        en: `won by ${rule.kinds.map((kind) => kinds[kind].en).join(" or ")}`,
      };
    case "store":
      return oneOf("归属门店", "belongs to", rule.storeIds.map(nameOf));
    case "clerk":
      return oneOf("归属店员", "belongs to", rule.memberNos.map(nameOf));
    case "city":
      return oneOf("所在城市", "in", rule.cities);
    case "consent":
      return {
        zh: `「${nameOf(rule.template)}」还可提醒至少 ${rule.min} 次`,
        en: `agreed to at least ${rule.min} more messages of "${nameOf(rule.template)}"`,
      };
    case "in_list":
      return { zh: `在名单「${nameOf(rule.listId)}」里`, en: `on the list "${nameOf(rule.listId)}"` };
  }
}

const oneOf = (zh: string, en: string, names: readonly string[]): Words => ({
  zh: `${zh}${names.map((name) => `「${name}」`).join("或")}`,
  en: `${en} ${names.map((name) => `"${name}"`).join(" or ")}`,
});

type Range = { readonly min?: number | undefined; readonly max?: number | undefined };
const zhYuan = (fen: number): string => `¥${yuan(fen)}`;

function rangeZh({ min, max }: Range, unit = "", text: (n: number) => string = String): string {
  if (min !== undefined && min === max) return ` ${text(min)}${unit}`;
  if (min === undefined) return `不超过 ${text(max ?? 0)}${unit}`;
  return max === undefined ? `至少 ${text(min)}${unit}` : ` ${text(min)}–${text(max)}${unit}`;
}

function rangeEn({ min, max }: Range, text: (n: number) => string = String): string {
  if (min !== undefined && min === max) return text(min);
  if (min === undefined) return `at most ${text(max ?? 0)}`;
  return max === undefined ? `at least ${text(min)}` : `${text(min)} to ${text(max)}`;
}

const inDays = ({ days }: { readonly days: number }, words: string): string => `${words} in the last ${days} days`;
