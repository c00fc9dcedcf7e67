// The sentence a person reads for a refusal: the table's own, made complete by what the server added.
import { calendarDay, clockTime, shortTime } from "@huike/shared/day";
import type { RefusalDetail } from "@huike/shared/endpoint";
import { yuan } from "@huike/shared/money";
import { type Refusal, sentences } from "@huike/shared/sentences";

type Complete = (detail: RefusalDetail, nowMs: number) => string | undefined;

const completions: Partial<Record<Refusal, Complete>> = {
  coupon_redeemed: redeemedBefore,
  coupon_expired: ({ atMs }) => (atMs === undefined ? undefined : `这张券已在 ${shortTime(atMs)} 过期`),
  coupon_not_yet_valid: ({ atMs }) => (atMs === undefined ? undefined : `这张券 ${shortTime(atMs)} 起才能用`),
  channel_not_started: ({ atMs }) =>
    atMs === undefined ? undefined : `这张码的活动 ${shortTime(atMs)} 开始，先看看附近门店`,
  offer_not_open: ({ atMs }) => (atMs === undefined ? undefined : `${shortTime(atMs)} 开始领取，到时再来`),
  amount_too_low: ({ minFen }) => (minFen === undefined ? undefined : `满 ¥${yuan(minFen)} 才能用这张券`),
  store_not_covered: ({ storeName }) => (storeName === undefined ? undefined : `这张券限${storeName}使用`),
  undo_too_late: ({ atMs }, nowMs) =>
    atMs === undefined ? undefined : `${dayAndTime(atMs, nowMs)} 核销，超过 10 分钟了，请店长来撤销`,
  daily_limit_reached: ({ limit }) => (limit === undefined ? undefined : `每天限领 ${limit} 张，今天领过了，明天再来`),
  level_too_low: ({ limit }) => (limit === undefined ? undefined : `会员等级到 ${limit} 级才能领，升级后再来`),
  points_too_few: ({ missing }) => (missing === undefined ? undefined : `积分不够，还差 ${missing}`),
  birthday_given: ({ atMs }) =>
    atMs === undefined ? undefined : `生日一年只能改一次，${calendarDay(atMs)} 起可以再改`,
  limit_reached: ({ limit }) => (limit === undefined ? undefined : `每人限 ${limit} 张，你已经领到上限了`),
};

export function explain(error: Refusal, detail: RefusalDetail | undefined, nowMs: number): string {
  return (detail && completions[error]?.(detail, nowMs)) ?? sentences[error].zh;
}

/** 「今天 14:02 在人民路店由 03 号核销，单号 …7k2m」: enough to end a quarrel at the counter. */
function redeemedBefore({ atMs, storeName, clerkNo, redemptionTail, isOwn }: RefusalDetail, nowMs: number) {
  if (atMs === undefined) return undefined;
  const tail = redemptionTail === undefined ? "" : `，单号 …${redemptionTail}`;
  if (isOwn) return `你刚刚已核销，不用再扫（${dayAndTime(atMs, nowMs)}${tail}）`;
  const where = storeName === undefined ? "" : `在${storeName}`;
  const who = clerkNo === undefined ? "" : `由 ${clerkNo} 号`;
  return `${dayAndTime(atMs, nowMs)} ${where}${who}核销${tail}`;
}

/** 「今天 14:02」, 「11-21 14:02」. */
export const dayAndTime = (atMs: number, nowMs: number): string =>
  calendarDay(atMs) === calendarDay(nowMs) ? `今天 ${clockTime(atMs)}` : shortTime(atMs);

/** The line above kept content when the server could not be heard. */
export const keptContentLine = (heardAtMs: number, nowMs: number): string =>
  `没有网络，显示的是 ${calendarDay(heardAtMs) === calendarDay(nowMs) ? clockTime(heardAtMs) : shortTime(heardAtMs)} 的内容`;
