// The words of one campaign: its rehearsal, its live counts, what it earned.
import { sentences } from "@huike/shared/sentences";
import type { Language } from "../../text/language";
import type { Outcome } from "./parts";

export const words = {
  plan: { zh: "计划", en: "The plan" },
  forWhom: { zh: "发给谁", en: "For whom" },
  content: { zh: "内容", en: "What" },
  when: { zh: "什么时候", en: "When" },
  heldOutShare: { zh: "留出对照", en: "Held out" },
  offer: { zh: "券活动", en: "Offer" },

  rehearsal: { zh: "预演", en: "Rehearsal" },
  rehearse: { zh: "预演", en: "Rehearse" },
  again: { zh: "重新预演", en: "Rehearse again" },
  rehearsing: { zh: (n: string) => `正在预演，已看过 ${n} 人`, en: (n: string) => `Rehearsing: ${n} people so far` },
  notYet: {
    zh: "预演会走一遍所有人，什么都不发。批准前要预演这一版。",
    en: "A rehearsal goes through everybody and sends nothing. This version is rehearsed before it is approved.",
  },
  rehearsedAt: { zh: (at: string) => `${at} 预演`, en: (at: string) => `Rehearsed ${at}` },
  isStale: { zh: "超过 24 小时，请重新预演。", en: "More than 24 hours ago; rehearse again." },
  shortForm: { zh: "重新预演一次，能看到每条路的人数。", en: "Rehearse again to see the people of each path." },
  people: { zh: "人群", en: "People" },
  sends: { zh: "会发给", en: "Will be sent to" },
  worst: { zh: "券全用掉，最多让利", en: "All coupons used: at worst" },
  unknownWorth: { zh: "视消费而定", en: "depends on the sale" },
  excluded: { zh: "不会发的", en: "Left out" },
  reachable: { zh: "此刻各条路能到的人", en: "Reachable at this moment by" },
  byWallet: { zh: "卡包", en: "wallet" },
  byNotice: { zh: "首页消息", en: "home screen" },
  bySubscribe: { zh: "订阅消息", en: "subscribe message" },
  byMass: { zh: "群发消息", en: "mass message" },
  byService: { zh: "客服消息", en: "customer service" },
  heldOut: { zh: "留出对照", en: "Held out" },
  capped: { zh: "本周已到次数上限", en: "At the week's cap" },
  noConsent: { zh: "没有授权", en: "No consent" },
  noWindow: { zh: "不在可回复时间内", en: "Outside the reply window" },
  notFollowing: { zh: "没有关注公众号", en: "Not following the account" },
  quota: { zh: "本月已收满 4 条群发", en: "Had this month's four mass messages" },
  runs: {
    zh: (from: string, until: string) => `${from} 开始，约 ${until} 发完`,
    en: (from: string, until: string) => `Starts ${from}, through at about ${until}`,
  },
  startsAt: { zh: "时间", en: "When" },
  waits: { zh: "开始时是静默时段，会等到静默结束再发。", en: "It starts in quiet hours and waits for their end." },
  stockLacks: {
    zh: (n: string) => `券的库存还差 ${n} 张：发完就会自动暂停，请先加库存。`,
    en: (n: string) => `The stock lacks ${n} coupons: it would pause when they are gone. Add stock first.`,
  },
  overlaps: { zh: "同时在推的还有", en: "Also under way" },
  overlapsNote: {
    zh: "同一个人一周内收到的次数有上限，先到的占用。",
    en: "A member's pushes in a week are capped: the first takes the place.",
  },
  nobody: { zh: "这个人群里现在没有人会收到。", en: "Nobody would be sent anything now." },
  needsSecond: {
    zh: (people: string, money: string) =>
      `超过一个人能批准的上限（${people} 人或 ${money}）：写这个推送的人不能自己批准，请另一位同事打开这一页来批准。`,
    en: (people: string, money: string) =>
      `More than one person may approve (${people} people or ${money}): a colleague, not its author, approves it on this page.`,
  },
  approve: { zh: "批准", en: "Approve" },
  approveNote: {
    zh: "批准后按计划的时间推送；要在手机上确认。",
    en: "It then goes out at its time; confirmed on your phone.",
  },
  approved: { zh: "已批准，到时间就推送", en: "Approved; it goes out at its time" },

  test: { zh: "发到我的手机", en: "Send to my phone" },
  testNote: {
    zh: "标着「测试」，不计数，不占库存。",
    en: "Marked as a test; counts nowhere, takes nothing from the stock.",
  },
  testedHome: { zh: "已发，打开手机上的回客首页看", en: "Sent; open Huike's home screen on your phone" },
  testedMessage: { zh: "已发，看手机上的服务通知", en: "Sent; look at the service notices on your phone" },

  testedChat: { zh: "已发，看手机上和公众号的聊天", en: "Sent; look at the chat with the service account" },

  reported: { zh: "微信回报", en: "As WeChat reports" },
  reportTotal: { zh: "共", en: "Total" },
  reportFiltered: { zh: "过滤后", en: "After its filter" },
  reportSent: { zh: "送达", en: "Arrived" },
  reportFailed: { zh: "失败", en: "Failed" },
  reportNone: { zh: "微信还没有回报。", en: "Nothing reported yet." },
  reportSome: {
    zh: (n: string, of: string) => `${of} 次调用里已回报 ${n} 次。`,
    en: (n: string, of: string) => `Reported on ${n} of ${of} calls.`,
  },
  reportNote: {
    zh: "数字是微信的。过滤掉的是已取消关注、拒收，或这个月已收满 4 条的人。",
    en: "WeChat's own numbers. Its filter takes out who has left, refuses messages, or has had four this month.",
  },
  reportFault: {
    zh: (calls: string, why: string) => `${calls} 次没有成功：${why}`,
    en: (calls: string, why: string) => `${calls} did not succeed: ${why}`,
  },

  pause: { zh: "暂停", en: "Pause" },
  pauseNote: {
    zh: "10 秒内不再发给任何人，可以继续。",
    en: "Within 10 s nobody else is sent anything; can go on later.",
  },
  resume: { zh: "继续", en: "Go on" },
  resumeNote: { zh: "从停下的地方接着发，没有人会收到两次。", en: "Goes on where it stopped; nobody gets it twice." },
  cancelIt: { zh: "取消推送", en: "Cancel it" },
  cancelNote: {
    zh: "10 秒内不再发给任何人，不能恢复。已经发的不收回。",
    en: "Within 10 s nobody else, for good. What was sent stays.",
  },
  done: { zh: "已执行", en: "Done" },

  live: { zh: "进度", en: "Progress" },
  planned: { zh: "人群", en: "Planned" },
  isPlanning: { zh: "正在锁定人群", en: "Freezing whom it is for" },
  perSecond: { zh: (n: string) => `每秒 ${n} 人`, en: (n: string) => `${n} a second` },
  left: {
    zh: (time: string, at: string) => `还要约 ${time}，${at} 发完`,
    en: (time: string, at: string) => `about ${time} left, through at ${at}`,
  },
  seconds: { zh: (n: number) => `${n} 秒`, en: (n: number) => `${n} s` },
  minutes: { zh: (n: number) => `${n} 分钟`, en: (n: number) => `${n} min` },
  hours: { zh: (n: number) => `${n} 小时`, en: (n: number) => `${n} h` },
  dueAt: { zh: (at: string) => `${at} 开始`, en: (at: string) => `Begins ${at}` },
  dueSoon: { zh: "到时间了，一分钟内开始", en: "Its time has come; begins within a minute" },
  stopped: { zh: "自动暂停了", en: "Paused by itself" },
  run: { zh: "第几次", en: "Run" },
  runNo: { zh: (n: number) => `第 ${n} 次`, en: (n: number) => `Run ${n}` },
  sumNote: {
    zh: "每个人只在一栏里，合计就是人群。",
    en: "Every person is in exactly one; together they are all planned.",
  },

  brought: { zh: "到现在为止", en: "So far" },
  opened: { zh: "打开", en: "Opened" },
  claimed: { zh: "领到券", en: "Coupons" },
  redeemedN: { zh: "核销", en: "Used" },
  sales: { zh: "消费笔数", en: "Purchases" },
  salesMoney: { zh: "消费金额", en: "Paid" },
  broughtNote: {
    zh: (at: string) => `截至 ${at}，开始后 14 天内发到的人。不推也会有人来，真正的效果看「效果」。`,
    en: (at: string) => `As of ${at}, of those sent to, within 14 days. People come anyhow: its effect is told below.`,
  },

  failures: { zh: "没发成的", en: "Could not be sent" },
  failuresNote: { zh: "最近一次，最多列 100 位。", en: "Of the last run; 100 at most." },
  memberNo: { zh: "会员号", en: "Member" },
  why: { zh: "原因", en: "Reason" },
  at: { zh: "时间", en: "When" },

  result: { zh: "效果", en: "What it earned" },
  measure: { zh: "算一算", en: "Work it out" },
  measureAgain: { zh: "再算一次", en: "Work it out again" },
  measuring: {
    zh: (n: number, of: number) => `正在算：${n} / ${of} 段`,
    en: (n: number, of: number) => `Counting: part ${n} of ${of}`,
  },
  resultNote: {
    zh: "发过的所有人（不管有没有收到）和留出的人相比，开始后 14 天内的到店和消费。",
    en: "Everybody it was for, reached or not, against those held out: visits and sales in the 14 days after it began.",
  },
  window: {
    zh: (from: string, until: string) => `${from} – ${until}`,
    en: (from: string, until: string) => `${from} – ${until}`,
  },
  notOver: {
    zh: (days: number) => `还没满 ${days} 天，数字会变`,
    en: (days: number) => `not ${days} days yet; the figures will move`,
  },
  sentArm: { zh: "推送的", en: "Sent to" },
  heldArm: { zh: "留出的", en: "Held out" },
  visitsTitle: { zh: "到店的人", en: "People who came" },
  moneyTitle: { zh: "人均消费", en: "Spent a person" },
  group: { zh: "组", en: "Group" },
  peopleN: { zh: "人数", en: "People" },
  visitors: { zh: "到店人数", en: "Came" },
  share: { zh: "到店率", en: "Share" },
  buyers: { zh: "消费人数", en: "Bought" },
  each: { zh: "人均消费", en: "Each spent" },
  difference: { zh: "差别（95% 区间）", en: "Difference (95 % interval)" },
  span: {
    zh: (low: string, high: string) => `${low} 到 ${high}`,
    en: (low: string, high: string) => `${low} to ${high}`,
  },
  cannotTell: { zh: "无法判断", en: "Cannot tell" },
  rangeNote: {
    zh: "横线是 95% 区间；越过虚线就说不准。",
    en: "The bar is the 95 % interval; where it crosses the dashed line nothing is sure.",
  },
  redeemed: { zh: "用掉的券", en: "Coupons used" },
  cost: { zh: "让利", en: "Taken off" },
  extra: { zh: "多带来的销售", en: "Sales it brought" },
  roi: { zh: "投入产出", en: "Return" },
  roiText: {
    zh: (n: string) => `每让利 1 元，净多卖 ${n} 元`,
    en: (n: string) => `¥${n} more for each yuan taken off, besides the yuan`,
  },
  noCost: { zh: "没有让利，不算投入产出", en: "Nothing was taken off" },
} as const;

export const outcomeWords: Readonly<Record<Outcome, { readonly zh: string; readonly en: string }>> = {
  sent: { zh: "已发", en: "Sent" },
  waiting: { zh: "待发", en: "Waiting" },
  quiet: { zh: "等静默结束", en: "Waiting for quiet hours to end" },
  heldOut: { zh: "留出对照", en: "Held out" },
  noConsent: { zh: "没有授权", en: "No consent" },
  noWindow: { zh: "不在可回复时间内", en: "Outside the reply window" },
  notFollowing: { zh: "没有关注公众号", en: "Not following the account" },
  quota: { zh: "本月已收满 4 条群发", en: "Had the month's four" },
  alone: { zh: "落单，群发至少两个人", en: "Alone; a mass message takes two" },
  capped: { zh: "本周已到上限", en: "At the week's cap" },
  unreachable: { zh: "找不到或已领满", en: "Gone, or has all they may" },
  failed: { zh: "没发成", en: "Failed" },
  inDoubt: { zh: "不确定是否送到，不会重发", en: "In doubt, never sent again" },
};

const stops: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  failing: {
    zh: "最近 40 次发送里有 20 次失败。看下面没发成的原因，改好再继续。",
    en: "Twenty of the last forty sends failed. Look at the reasons below, mend them, then go on.",
  },
  wechat_47003: {
    zh: "微信不接受这条消息的内容（47003）。模板的一项不合格式，请取消后改好重发。",
    en: "WeChat refuses this message's fields (47003). Cancel it, correct the field, and begin anew.",
  },
  wechat_40037: {
    zh: "微信没有这个模板（40037）。请到设置里核对模板编号。",
    en: "WeChat has no such template (40037). Check its id in the settings.",
  },
  wechat_45028: {
    zh: "公众号这个月的群发次数用完了（45028）。下个月再继续，没有人会漏掉或收到两次；开始超过两周的请取消后另建。",
    en: "The account's mass messages of this month are used up (45028). Go on next month: nobody is left out or gets it twice. One that began over two weeks ago is to be cancelled and made anew.",
  },
  wechat_40003: {
    zh: "微信不认识名单里的一位粉丝（40003），整批没有发。公众号换过的话，请取消后等粉丝重新关注。",
    en: "WeChat does not know one of the followers (40003), so none were sent to. After a change of account, cancel and wait until they follow anew.",
  },
  wechat_45002: {
    zh: "正文太长，微信不收（45002）。请取消后写短一些再发。",
    en: "WeChat finds the text too long (45002). Cancel it and write a shorter one.",
  },
  wechat_48001: {
    zh: "小程序没有发这种消息的权限（48001）。请在微信公众平台开通。",
    en: "The account may not send this message (48001). Ask for the right in WeChat's console.",
  },
};

/** MASSSENDJOBFINISH's err(num), by WeChat's table of it. */
const massFaults: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  10001: { zh: "涉嫌广告", en: "taken for advertising" },
  20001: { zh: "涉嫌政治", en: "taken for politics" },
  20002: { zh: "涉嫌色情", en: "taken for pornography" },
  20004: { zh: "涉嫌社会不良内容", en: "taken for harmful content" },
  20006: { zh: "涉嫌违法犯罪", en: "taken for a crime" },
  20008: { zh: "涉嫌欺诈", en: "taken for fraud" },
  20013: { zh: "涉嫌侵权", en: "taken for an infringement" },
  21000: { zh: "涉嫌其他问题", en: "taken for another breach" },
  22000: { zh: "涉嫌互推", en: "taken for mutual promotion" },
  30001: { zh: "原创校验出错", en: "the check of originality failed" },
  30002: { zh: "原创校验判定不能群发", en: "the check of originality forbids it" },
  30003: { zh: "原创校验判定为转载", en: "the check of originality finds a reprint" },
  40001: { zh: "管理员拒绝了", en: "refused by the account's admin" },
  40002: { zh: "管理员 30 分钟没有确认", en: "the account's admin did not confirm in 30 min" },
};

/** How a mass message ended, in words; WeChat's own where it has others. */
export function massFaultText(status: string, language: Language): string {
  if (/^send fail$/i.test(status)) return language === "zh" ? "微信发送失败" : "WeChat failed to send";
  const [, code = ""] = /^err\((\d+)\)$/.exec(status) ?? [];
  const words = massFaults[code];
  return words ? `${words[language]}（${code}）` : status;
}

const letters: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  wechat_40003: { zh: "微信不认识这个会员的身份（40003）", en: "WeChat does not know this member (40003)" },
};

const byCode = (why: string, language: Language): string => {
  const [, code] = /^wechat_(-?\d+)$/.exec(why) ?? [];
  if (!code) return why;
  return language === "zh" ? `微信返回 ${code}` : `WeChat answered ${code}`;
};

/** What paused it, in a sentence somebody can act on. */
export const stopText = (stop: string, language: Language): string =>
  (stops[stop] ?? (sentences as Readonly<Record<string, { zh: string; en: string }>>)[stop])?.[language] ??
  byCode(stop, language);

/** Why one person could not be sent to. */
export const letterText = (why: string, language: Language): string =>
  (letters[why] ?? stops[why])?.[language] ?? byCode(why, language);
