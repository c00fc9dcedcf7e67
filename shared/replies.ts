// 欢迎与回复: what the service account answers by itself to a follow, to what a follower writes, and to a button of the
// menu. One set of texts with versions; the callback answers from memory.
import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { ReplyRuleId, Scene } from "./id.ts";
import { lureIn } from "./lure.ts";
import { Why } from "./offer.ts";

/** WeChat's console takes 600 characters of a text, its passive reply 2,048 bytes with the link in it. */
export const REPLY_CHARS_MAX = 600;
export const REPLY_BYTES_MAX = 2_048;
export const RULES_MAX = 200;
/** All texts together, in bytes: one item of the table, and both sides of a change in one row of the audit. */
export const REPLIES_BYTES_MAX = 98_304;

/** Pages of the mini-program a text or a button may open; `landing` shows the offer of a channel. */
export const LinkedPage = z.enum(["home", "wallet", "code", "stores", "me", "landing"]);
export type LinkedPage = z.infer<typeof LinkedPage>;

export const pageTarget = {
  page: LinkedPage,
  /** The channel of `landing`: who comes by it is counted there. */
  scene: z.optional(Scene),
};
export type PageTarget = { readonly page: LinkedPage; readonly scene?: string | undefined };

const Text = z.string().check(z.minLength(1), z.maxLength(REPLY_CHARS_MAX));
const Label = z.string().check(z.minLength(1), z.maxLength(20));

/** A text of the account; its link opens the mini-program. */
export const Reply = z.strictObject({
  text: Text,
  link: z.optional(z.strictObject({ label: Label, ...pageTarget })),
});
export type Reply = z.infer<typeof Reply>;

/** `exact`: the whole message is one of the words. `contains`: one of them stands somewhere in it. */
export const Match = z.enum(["exact", "contains"]);
export type Match = z.infer<typeof Match>;

export const ReplyRule = z.strictObject({
  ruleId: ReplyRuleId,
  name: z.string().check(z.minLength(1), z.maxLength(20)),
  match: Match,
  /** None: a button of the menu alone answers by this rule. */
  words: z.array(z.string().check(z.minLength(1), z.maxLength(30), z.regex(/\S/))).check(z.maxLength(10)),
  reply: Reply,
});
export type ReplyRule = z.infer<typeof ReplyRule>;

/** A welcome's link is the account's own: it carries the ticket that binds the follower to the member. */
const Welcome = z.strictObject({ text: Text, label: Label });

export const Replies = z.strictObject({
  welcome: z.strictObject({
    /** To who came by a channel's code, unless the channel has a text of its own. */
    gift: Welcome,
    /** To who came by no code of ours. */
    plain: Welcome,
  }),
  /** The first that matches answers. */
  rules: z.array(ReplyRule).check(z.maxLength(RULES_MAX)),
  /** Where none matches; nothing: silence. */
  otherwise: z.optional(Reply),
});
export type Replies = z.infer<typeof Replies>;

export const USUAL_REPLIES: Replies = {
  welcome: {
    gift: { text: "欢迎来到回客！见面礼给你留好了，24 小时内点开就能领：", label: "领取见面礼" },
    plain: { text: "欢迎来到回客！会员卡、优惠券和附近门店都在这里：", label: "打开会员卡" },
  },
  rules: [],
  otherwise: { text: "收到啦。会员卡和优惠券都在这里：", link: { label: "打开会员卡", page: "home" } },
};

/** A path of the mini-program, without the slash in front. */
export const pathOf = ({ page, scene }: PageTarget): string =>
  `pages/${page}/index${page === "landing" && scene !== undefined ? `?scene=${encodeURIComponent(scene)}` : ""}`;

/** A text whose link opens the mini-program; the https address is for clients too old to know it. */
export const withLink = (text: string, label: string, appId: string, path: string): string =>
  `${text}\n<a href="https://mp.weixin.qq.com/" data-miniprogram-appid="${appId}" data-miniprogram-path="${path}">${label}</a>`;

/** The reply as WeChat is sent it. */
export const contentOf = ({ text, link }: Reply, appId: string): string =>
  link ? withLink(text, link.label, appId, pathOf(link)) : text;

/** Which rule answers, found among the words as they are made ready once. */
export function matcherOf({ rules }: Replies): (said: string) => ReplyRule | undefined {
  const ready = rules.map((rule) => ({ rule, words: rule.words.map(plain) }));
  return (said) => {
    const heard = plain(said);
    const fits = (match: Match) => (word: string) => (match === "exact" ? heard === word : heard.includes(word));
    return ready.find(({ rule: { match }, words }) => words.some(fits(match)))?.rule;
  };
}

/** Full-width and half-width, capitals and blanks make no difference to somebody who asks. */
const plain = (text: string): string => text.normalize("NFKC").trim().toLowerCase().replace(/\s+/g, " ");

/** What is wrong with a text of the account: the refusal, and what makes its sentence complete. */
export type ReplyFault = {
  readonly error:
    | "text_lures"
    | "reply_too_long"
    | "reply_has_markup"
    | "link_needs_channel"
    | "reply_rule_twice"
    | "replies_too_large";
  readonly word?: string;
  /** In bytes. */
  readonly limit?: number;
  /** The rule it was found in. */
  readonly title?: string;
};

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
/** As long as the longest that stands in for them: an appid, a scene with a ticket behind it. */
const ANY_APP_ID = "w".repeat(18);
const ANY_WELCOME_PATH = `pages/landing/index?scene=${"s".repeat(32)}&t=${"t".repeat(60)}`;

/** For any text that the account sends, a channel's own welcome too. */
export function faultOfText(
  text: string,
): { readonly error: "text_lures" | "reply_has_markup"; readonly word?: string } | undefined {
  // A link written by hand would lead wherever it says; ours lead to pages that are there.
  if (/<\s*\/?\s*a[\s>]/i.test(text)) return { error: "reply_has_markup" };
  const word = lureIn(text);
  return word === undefined ? undefined : { error: "text_lures", word };
}

function faultOfReply(reply: Reply): ReplyFault | undefined {
  if (reply.link?.page === "landing" && reply.link.scene === undefined) return { error: "link_needs_channel" };
  if (bytesOf(contentOf(reply, ANY_APP_ID)) > REPLY_BYTES_MAX)
    return { error: "reply_too_long", limit: REPLY_BYTES_MAX };
  return faultOfText(`${reply.text}\n${reply.link?.label ?? ""}`);
}

/** The first fault, in the order of the page. */
export function faultOfReplies(replies: Replies): ReplyFault | undefined {
  const { welcome, rules, otherwise } = replies;
  for (const { text, label } of [welcome.gift, welcome.plain]) {
    if (bytesOf(withLink(text, label, ANY_APP_ID, ANY_WELCOME_PATH)) > REPLY_BYTES_MAX)
      return { error: "reply_too_long", limit: REPLY_BYTES_MAX };
    const fault = faultOfText(`${text}\n${label}`);
    if (fault) return fault;
  }
  for (const rule of rules) {
    const fault = faultOfReply(rule.reply);
    if (fault) return { ...fault, title: rule.name };
  }
  const last = otherwise && faultOfReply(otherwise);
  if (last) return last;
  if (new Set(rules.map(({ ruleId }) => ruleId)).size < rules.length) return { error: "reply_rule_twice" };
  if (bytesOf(JSON.stringify(replies)) > REPLIES_BYTES_MAX)
    return { error: "replies_too_large", limit: REPLIES_BYTES_MAX };
  return undefined;
}

/** Rules that can never answer, and the one before that takes every word of theirs. */
export function shadowedRules({ rules }: Replies): { readonly rule: ReplyRule; readonly by: ReplyRule }[] {
  return rules.flatMap((rule, i) => {
    const before = matcherOf({ ...USUAL_REPLIES, rules: rules.slice(0, i) });
    const takers = rule.words.map((word) => before(word));
    const [by] = takers;
    return by && takers.every((taker) => taker !== undefined && (rule.match === "exact" || taker.match === "contains"))
      ? [{ rule, by }]
      : [];
  });
}

const roles = ["operator", "owner"] as const;

export const GetReplies = endpoint({
  audience: "operator",
  method: "GET",
  path: "/replies",
  summary: "Welcome texts, keyword replies and what is answered otherwise",
  roles: [...roles, "auditor"],
  request: z.strictObject({}),
  response: z.strictObject({ version: z.int(), replies: Replies }),
  errors: {},
});

export const PutReplies = endpoint({
  audience: "operator",
  method: "PUT",
  path: "/replies",
  summary: "Change them for every message that comes from fifteen seconds on",
  roles,
  bytesMax: REPLIES_BYTES_MAX + 16_384,
  /** `ifVersion` 0: the usual ones, before anybody changed them. */
  request: z.strictObject({ ifVersion: z.int().check(z.gte(0)), replies: Replies, why: Why }),
  response: z.strictObject({ version: z.int() }),
  errors: {
    setting_changed: 409,
    text_lures: 400,
    reply_too_long: 400,
    reply_has_markup: 400,
    reply_rule_twice: 400,
    replies_too_large: 400,
    link_needs_channel: 400,
    link_channel_unknown: 404,
  },
});
