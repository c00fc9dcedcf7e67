// The words of the campaigns' pages.

import type { CampaignState } from "@huike/shared/campaign-live";
import { type CampaignTime, type CampaignTrigger, isDaily } from "@huike/shared/campaign-plan";
import { calendarDay, shortTime } from "@huike/shared/day";
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
  massDay: { zh: "群发", en: "Mass" },
  massMonth: {
    zh: (n: number, max: number) => `本月群发 ${n} 次，每位粉丝最多收到 ${max} 条`,
    en: (n: number, max: number) => `Mass messages this month: ${n}; each follower gets ${max} at most`,
  },
  massOver: {
    zh: (n: number, max: number) => `本月群发 ${n} 次，超过 ${max} 次：收满 ${max} 条的粉丝不会再收到`,
    en: (n: number, max: number) => `Mass messages this month: ${n}, more than ${max}: whoever had ${max} gets no more`,
  },
  clash: { zh: (n: number) => `撞期：${n} 个推送`, en: (n: number) => `${n} on one day` },
  calendarNote: {
    zh: "每周重复的只标下一次。同一个人一周内收到的次数有上限，撞期时先到的占用。",
    en: "Of weekly ones the next is shown. A member's pushes in a week are capped: on one day the first takes the place.",
  },
  toAudiences: { zh: "去建人群", en: "To audiences" },
  search: { zh: "搜索名称", en: "Search by name" },
  list: { zh: "列表", en: "List" },
  calendar: { zh: "日历", en: "Calendar" },
  lanes: { zh: "按门店", en: "By shop" },
  lane: { zh: "发给", en: "For" },
  wholeChain: { zh: "全连锁", en: "Whole chain" },
  laneDay: {
    zh: (lane: string, day: string, n: number) => `${lane} ${day}：${n} 个推送`,
    en: (lane: string, day: string, n: number) => `${lane}, ${day}: ${n === 1 ? "1 campaign" : `${n} campaigns`}`,
  },
  clashes: { zh: "撞期", en: "clash" },
  laneHint: {
    zh: "门店的会员也会收到全连锁的推送，都算在内。点一天，看是哪几个。",
    en: "A shop's members get the whole chain's campaigns too; both are counted. Choose a day to see which.",
  },
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

  product: { zh: "新品", en: "New product" },
  promotion: { zh: "优惠", en: "Promotion" },
  news: { zh: "通知", en: "News" },
  wallet: { zh: "发券到卡包", en: "Coupon into the wallet" },
  notice: { zh: "首页一行消息", en: "Line on the home screen" },
  subscribe: { zh: "订阅消息", en: "Subscribe message" },
  service: { zh: "客服消息", en: "Customer-service message" },
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

  serviceNote: {
    zh: "手机会响。只发给 48 小时内在公众号里说过话的粉丝；只能答复和通知，不能营销。",
    en: "Rings the phone. Only followers who wrote to the service account within 48 hours; answers and news, no marketing.",
  },
  mass: { zh: "群发消息", en: "Mass message" },
  massNote: {
    zh: "手机会响。发给关注公众号的人，可以卖东西；微信规定每位粉丝每月最多收到 4 条，一次至少发给两个人。",
    en: "Rings the phone. Followers of the service account; it may sell. WeChat lets 4 a month reach each; two people at least.",
  },
  forOne: {
    zh: "群发一次至少两个人，不能等一个人的事再发。请改「什么时候」，或换一种方式。",
    en: "A mass message goes to two people at least, not on one person's occasion: choose another time or another way.",
  },
  sMassHint: { zh: "写清楚有什么、在哪里、到哪天，600 字以内", en: "What, where, until when; 600 characters at most" },
  subscribeRule: { zh: "《小程序订阅消息接口用户授权规范》", en: "rules for subscribe messages" },
  serviceRule: { zh: "《微信客服消息使用规范》", en: "rules for customer-service messages" },
  sLetterHint: {
    zh: "说清楚一件事，如：您问的门店今天恢复营业",
    en: "One thing, plainly: the shop you asked about is open again",
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
  trigger: { zh: "有事发生时", en: "On an occasion" },
  sTrigger: { zh: "发生什么", en: "The occasion" },
  on_joined: { zh: "入会", en: "Joined" },
  on_redeemed: { zh: "核销后", en: "Used a coupon" },
  on_level_up: { zh: "升级", en: "Reached a level" },
  on_unseen: { zh: "多天没来", en: "Not seen for days" },
  on_expiring: { zh: "券快到期", en: "A coupon ends" },
  on_birthday: { zh: "过生日", en: "A birthday" },
  unseenBefore: { zh: "满", en: "after" },
  unseenAfter: { zh: "天没到店的那天", en: "days without a visit" },
  expiringBefore: { zh: "到期前", en: "" },
  expiringAfter: { zh: "天", en: "days before it ends" },
  birthdayToday: { zh: "生日当天", en: "On the birthday" },
  birthdayBefore: { zh: "生日前", en: "" },
  birthdayAfter: { zh: "天（0 是当天）", en: "days before it, 0 on the day" },
  birthdayNote: {
    zh: "只发给在小程序里留了生日的会员；生日一年只能改一次。",
    en: "Only to members who gave a birthday in the mini-program; it can be changed once a year.",
  },
  triggerNote: {
    zh: "每位会员每件事只发一次；次数上限、静默时段、对照照样算。",
    en: "Each member once an occasion; the week's cap, quiet hours and hold-out hold as ever.",
  },
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
    zh: (rule: string) => `这种方式只能发通知（微信${rule}）。要卖东西，请发券到卡包。`,
    en: (rule: string) => `WeChat's ${rule} allow news only; to sell, put a coupon into the wallet.`,
  },
  marketing: {
    zh: (word: string, rule: string) => `「${word}」是营销用语，这种方式不能发（微信${rule}）`,
    en: (word: string, rule: string) => `“${word}” is marketing, which WeChat's ${rule} forbid`,
  },

  field_empty: { zh: "要填", en: "needed" },
  field_too_long: { zh: (max: number) => `最多 ${max} 个字`, en: (max: number) => `${max} characters at most` },
  field_not_allowed: { zh: "不符合这一项的格式", en: "not in the form of this field" },
  field_unknown_field: { zh: "模板里没有这一项", en: "no such field" },

  fault_name: { zh: "写上名称（30 字以内）", en: "a name of 30 characters at most" },
  fault_offer: { zh: "选一张券", en: "the coupon" },
  fault_title: { zh: "写上标题（20 字以内）", en: "a title of 20 characters at most" },
  fault_text: { zh: "写上正文，不超过字数", en: "a text, within its length" },
  fault_kind: { zh: "这种方式只能发通知", en: "this way is for news only" },
  fault_many: { zh: "群发不能等一个人的事", en: "a mass message is not for one person's occasion" },
  fault_template: { zh: "先设置模板", en: "set the template up" },
  fault_fields: { zh: "每一项都要填对", en: "every field, in its form" },
  fault_marketing: { zh: "去掉营销用语", en: "take the marketing words out" },
  fault_audience: { zh: "补全人群条件", en: "the rule of the audience" },
  fault_past: { zh: "时间要在以后", en: "a time to come" },
  fault_weekdays: { zh: "至少选一天", en: "one weekday at least" },
  fault_until: { zh: "结束要在以后", en: "an end to come" },
  fault_trigger: { zh: "天数：没来 7–365 天，到期前 1–14 天", en: "the days: 7–365 unseen, 1–14 before the end" },
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

/** 「满 30 天没到店的那天 10:00」. */
export function triggerText(trigger: CampaignTrigger, language: Language): string {
  if (!isDaily(trigger)) return words[`on_${trigger.on}`][language];
  const { on, days } = trigger;
  const at = minuteText(trigger.minute);
  if (on === "birthday" && days === 0) return `${words.birthdayToday[language]} ${at}`;
  return `${words[`${on}Before`][language]} ${days} ${words[`${on}After`][language]} ${at}`.trim();
}

/** 「每周一、五 10:00，到 12-31」. */
export function timeText(time: CampaignTime, language: Language): string {
  if (time.when === "now") return words.now[language];
  if (time.when === "at") return shortTime(time.atMs);
  const untilDay = calendarDay(time.untilMs);
  if (time.when === "trigger") {
    const said = triggerText(time.trigger, language);
    return language === "zh" ? `${said}，到 ${untilDay}` : `${said}, until ${untilDay}`;
  }
  const days = WEEK.filter((day) => time.weekdays.includes(day));
  if (language === "en")
    return `${days.map((day) => dayName(day, "en")).join(", ")} at ${minuteText(time.minute)}, until ${untilDay}`;
  return `每${days.map((day) => dayName(day, "zh")).join("、")} ${minuteText(time.minute)}，到 ${untilDay}`;
}

export const wayText = (path: string, language: Language): string => words[path as PushPath]?.[language] ?? path;
