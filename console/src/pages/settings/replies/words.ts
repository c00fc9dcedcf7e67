import type { LinkedPage, Match } from "@huike/shared/replies";

export const words = {
  note: {
    zh: "公众号自动说的话。保存后 15 秒内，每一条新消息都按新的回复。",
    en: "What the service account says by itself: every message from 15 seconds on is answered by it.",
  },
  welcome: { zh: "关注后的欢迎语", en: "Welcome to who follows" },
  gift: { zh: "扫渠道码关注的人", en: "Followed by a channel's code" },
  giftNote: {
    zh: "下面自动带上领券链接；渠道自己写了欢迎语的，用渠道的",
    en: "The link to the offer is put below; a channel's own welcome goes first",
  },
  plain: { zh: "自己找到公众号的人", en: "Found the account by themselves" },
  label: { zh: "链接上的字", en: "Words of the link" },
  rules: { zh: "关键词回复", en: "Replies by keyword" },
  rulesNote: {
    zh: "从上往下，先对上的先回复。没有关键词的只给菜单按钮用。",
    en: "From the top down, the first that fits answers. One without words answers a menu's button only.",
  },
  count: { zh: (n: number) => `${n} / 200 条`, en: (n: number) => `${n} of 200` },
  add: { zh: "加一条", en: "Add a reply" },
  search: { zh: "找回复", en: "Find a reply" },
  empty: {
    zh: "还没有关键词回复。加一条「营业时间」试试。",
    en: "No keyword replies yet. Add one, for your opening hours say.",
  },
  noneFound: { zh: "没有对得上的回复", en: "No reply fits" },
  otherwise: { zh: "都没对上时", en: "Where none fits" },
  answer: { zh: "回复一句", en: "Answer" },
  silent: { zh: "不回复", en: "Stay silent" },
  name: { zh: "名称", en: "Name" },
  match: { zh: "怎么算对上", en: "Fits when" },
  keywords: { zh: "关键词", en: "Words" },
  keywordsHint: { zh: "回车分开，最多 10 个", en: "Enter parts them, ten at most" },
  text: { zh: "回复的内容", en: "What is answered" },
  link: { zh: "小程序链接", en: "Link to the mini-program" },
  noLink: { zh: "不带链接", en: "No link" },
  channel: { zh: "哪个渠道的券", en: "Which channel's offer" },
  up: { zh: (name: string) => `把「${name}」上移`, en: (name: string) => `Move "${name}" up` },
  edit: { zh: "改", en: "Edit" },
  close: { zh: "收起", en: "Close" },
  remove: { zh: "删除", en: "Remove" },
  menuOnly: { zh: "只给菜单用", en: "For the menu only" },
  shadowed: {
    zh: (name: string) => `永远轮不到：「${name}」先对上`,
    en: (name: string) => `Never reached: "${name}" fits first`,
  },
  tryIt: { zh: "试一试", en: "Try it" },
  trySay: { zh: "顾客发来", en: "A follower writes" },
  tryNothing: { zh: "（不回复）", en: "(silence)" },
  tryRule: { zh: (name: string) => `由「${name}」回复`, en: (name: string) => `Answered by "${name}"` },
  tryOtherwise: { zh: "由「都没对上时」回复", en: "Answered by: where none fits" },
  newName: { zh: "新回复", en: "New reply" },
} as const;

export const matchNames: Record<Match, { readonly zh: string; readonly en: string }> = {
  exact: { zh: "整句就是", en: "The whole message is" },
  contains: { zh: "话里有", en: "The message has" },
};

export const pageNames: Record<LinkedPage, { readonly zh: string; readonly en: string }> = {
  home: { zh: "首页", en: "Home" },
  wallet: { zh: "卡包", en: "Wallet" },
  code: { zh: "会员码", en: "Member code" },
  stores: { zh: "门店", en: "Shops" },
  me: { zh: "我的", en: "Me" },
  landing: { zh: "领券页（某个渠道的）", en: "A channel's offer" },
};
