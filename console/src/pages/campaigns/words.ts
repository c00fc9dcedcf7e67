// The words of the campaigns' pages.

import type { CampaignState, CampaignTime } from "@huike/shared/campaign";
import { clockTime, shortTime } from "@huike/shared/day";
import { minuteText } from "@huike/shared/hours";
import { CampaignKind, type PushPath } from "@huike/shared/push-text";
import type { Language } from "../../text/language";
import type { Tone } from "../../ui/State";

export const kinds = CampaignKind.options;

export const words = {
  title: { zh: "活动推送", en: "Campaigns" },
  make: { zh: "新建推送", en: "New campaign" },
  none: { zh: "还没有推送，从一个人群开始", en: "No campaigns yet; begin with an audience" },
  noneFound: { zh: "没有叫这个名字的推送", en: "No campaign of that name" },
  monthBefore: { zh: "上个月", en: "Month before" },
  monthAfter: { zh: "下个月", en: "Month after" },
  thisMonth: { zh: "回到本月", en: "This month" },
  loadingRest: { zh: "还在载入…", en: "Loading the rest…" },
  clash: { zh: (n: number) => `撞期：${n} 个推送`, en: (n: number) => `${n} on one day` },
  calendarNote: {
    zh: "每周重复的只标下一次。同一个人一周内收到的次数有上限，撞期时先到的占用。",
    en: "Of weekly ones the next is shown. A member's pushes in a week are capped: on one day the first takes the place.",
  },
  toAudiences: { zh: "去建人群", en: "To audiences" },
  search: { zh: "搜索名称", en: "Search by name" },
  list: { zh: "列表", en: "List" },
  calendar: { zh: "日历", en: "Calendar" },
  view: { zh: "看法", en: "View" },
  name: { zh: "名称", en: "Name" },
  state: { zh: "状态", en: "State" },
  way: { zh: "方式", en: "Way" },
  kind: { zh: "内容", en: "About" },
  due: { zh: "时间", en: "When" },
  backToList: { zh: "全部推送", en: "All campaigns" },
  edit: { zh: "修改", en: "Revise" },
  copy: { zh: "复制一份", en: "Copy" },
  version: { zh: (v: number) => `第 ${v} 版`, en: (v: number) => `Version ${v}` },
  saveDraft: { zh: "存草稿", en: "Save draft" },
  saveVersion: { zh: "存为新版", en: "Save as new version" },
  saved: { zh: "草稿已存，下一步先预演", en: "Saved; rehearse it next" },

  product: { zh: "新品", en: "Something new" },
  promotion: { zh: "优惠", en: "Something off" },
  news: { zh: "通知", en: "News" },
  wallet: { zh: "发券到卡包", en: "Coupon into the wallet" },
  notice: { zh: "首页一行消息", en: "Line on the home screen" },
  subscribe: { zh: "订阅消息", en: "Subscribe message" },
  walletNote: {
    zh: "每人直接得一张，卡包上有红点；不用授权，不占次数。",
    en: "Each gets one, with a red dot; no consent and no quota needed.",
  },
  noticeNote: {
    zh: "打开小程序时看到，读过就收起；最多留 14 天。",
    en: "Seen when the app is opened, gone once read; 14 days at most.",
  },
  subscribeNote: {
    zh: "手机会响。每发一条用掉会员的一次授权；只能发通知，不能营销。",
    en: "Rings the phone. Each takes one consent of the member; news only, no marketing.",
  },

  sName: { zh: "这次推送叫", en: "This campaign is called" },
  sNameHint: { zh: "只有员工看到，如：老客回店", en: "Seen by staff only, e.g. Winter return" },
  sKind: { zh: "说的是", en: "It is about" },
  sWay: { zh: "用什么方式", en: "By way of" },
  sOffer: { zh: "发哪张券", en: "The coupon" },
  sOfferHint: { zh: "选一张券活动", en: "Choose an offer" },
  sMoreOffers: { zh: "载入更多券活动", en: "Load more offers" },
  offerRest: { zh: (n: string) => `还剩 ${n} 张`, en: (n: string) => `${n} left` },
  noOffer: { zh: "还没有能发的券，先建一个券活动", en: "No offer to give; make one first" },
  sTitle: { zh: "标题", en: "Title" },
  sTitleHint: { zh: "20 字以内", en: "20 characters at most" },
  sText: { zh: "正文", en: "Text" },
  sTextHint: { zh: "100 字以内，不换行", en: "100 characters at most, one line" },
  sTemplate: { zh: "模板", en: "Template" },
  noTemplate: { zh: "这个模板还没有设置。", en: "This template is not set up yet." },
  setUp: { zh: "去设置里填写", en: "Set it up" },
  sFields: { zh: "内容", en: "Fields" },
  sSegment: { zh: "从存好的人群开始", en: "Begin with a kept rule" },
  sAudience: { zh: "发给谁", en: "For whom" },
  sTime: { zh: "什么时候", en: "When" },
  now: { zh: "批准后马上", en: "Once approved" },
  at: { zh: "指定时间", en: "At a time" },
  every: { zh: "每周重复", en: "Weekly" },
  sDays: { zh: "星期", en: "Days" },
  sAtMinute: { zh: "几点", en: "At" },
  sUntil: { zh: "直到", en: "until" },
  sHoldOut: { zh: "留出对照", en: "Held out" },
  sHoldOutAfter: {
    zh: "% 的人不发，用来比较效果",
    en: "% are sent nothing, to compare with",
  },
  noHoldOut: { zh: "不留对照，就看不出效果", en: "With nobody held out, its effect cannot be told" },
  sWhy: { zh: "为什么推送", en: "Why this campaign" },
  sWhyRevise: { zh: "为什么修改", en: "Why this change" },
  sWhyHint: { zh: "留在记录里", en: "Kept on record" },
  kindRefused: {
    zh: "订阅消息只能发通知（微信《小程序订阅消息接口用户授权规范》）。要卖东西，请发券到卡包。",
    en: "WeChat's rules for subscribe messages allow news only; to sell, put a coupon into the wallet.",
  },
  marketing: {
    zh: (word: string) => `「${word}」是营销用语，订阅消息不能发（微信《小程序订阅消息接口用户授权规范》）`,
    en: (word: string) => `“${word}” is marketing, which WeChat's rules for subscribe messages forbid`,
  },

  field_empty: { zh: "要填", en: "needed" },
  field_too_long: { zh: (max: number) => `最多 ${max} 个字`, en: (max: number) => `${max} characters at most` },
  field_not_allowed: { zh: "不符合这一项的格式", en: "not in the form of this field" },
  field_unknown_field: { zh: "模板里没有这一项", en: "no such field" },

  fault_name: { zh: "写上名称（30 字以内）", en: "a name of 30 characters at most" },
  fault_offer: { zh: "选一张券", en: "the coupon" },
  fault_title: { zh: "写上标题（20 字以内）", en: "a title of 20 characters at most" },
  fault_text: { zh: "写上正文（100 字以内，不换行）", en: "a text of 100 characters at most, one line" },
  fault_kind: { zh: "订阅消息只能发通知", en: "subscribe messages are for news only" },
  fault_template: { zh: "先设置模板", en: "set the template up" },
  fault_fields: { zh: "每一项都要填对", en: "every field, in its form" },
  fault_marketing: { zh: "去掉营销用语", en: "take the marketing words out" },
  fault_audience: { zh: "补全人群条件", en: "the rule of the audience" },
  fault_past: { zh: "时间要在以后", en: "a time to come" },
  fault_weekdays: { zh: "至少选一天", en: "one weekday at least" },
  fault_until: { zh: "结束要在以后", en: "an end to come" },
  fault_holdOut: { zh: "对照在 0 到 50% 之间", en: "0 to 50 % held out" },
  fault_why: { zh: "写上原因", en: "the reason" },
  fault_other: { zh: "检查填写的内容", en: "something in the form" },

  live: { zh: "手机上的样子", en: "As on the phone" },
  noneChosen: { zh: "选了券就能看到", en: "Seen once a coupon is chosen" },
} as const;

export const stateWords: Readonly<Record<CampaignState, { readonly zh: string; readonly en: string }>> = {
  draft: { zh: "草稿", en: "Draft" },
  scheduled: { zh: "等时间到", en: "Scheduled" },
  running: { zh: "推送中", en: "Running" },
  paused: { zh: "已暂停", en: "Paused" },
  done: { zh: "已完成", en: "Done" },
  cancelled: { zh: "已取消", en: "Cancelled" },
};

export const stateTone: Readonly<Record<CampaignState, Tone>> = {
  draft: "off",
  scheduled: "wait",
  running: "ok",
  paused: "warn",
  done: "off",
  cancelled: "off",
};

const dayNames = {
  zh: [..."日一二三四五六"].map((d) => `周${d}`),
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
};
/** Monday first. */
export const WEEK = [1, 2, 3, 4, 5, 6, 0];
export const dayName = (weekday: number, language: Language): string => dayNames[language][weekday] ?? "";

/** 「每周一、五 10:00，到 12-31」. */
export function timeText(time: CampaignTime, language: Language): string {
  if (time.when === "now") return words.now[language];
  if (time.when === "at") return shortTime(time.atMs);
  const days = WEEK.filter((day) => time.weekdays.includes(day));
  const until = `${shortTime(time.untilMs).slice(0, 5)} ${clockTime(time.untilMs)}`;
  if (language === "en")
    return `${days.map((day) => dayName(day, "en")).join(", ")} at ${minuteText(time.minute)}, until ${until}`;
  return `每${days.map((day) => dayName(day, "zh")).join("、")} ${minuteText(time.minute)}，到 ${until}`;
}

export const wayText = (path: string, language: Language): string =>
  words[path as Extract<PushPath, "wallet" | "notice" | "subscribe">]?.[language] ?? path;
