// What the night found when it compared what is derived with its sources, and each source with itself.
import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import type { Sentence } from "./sentences.ts";

/** One sentence a kind, for whoever has to settle it. */
export const findingSentences = {
  balance_differs: { zh: "积分余额与记账合计不符", en: "The balance is not the sum of the postings" },
  growth_differs: { zh: "成长值与记账合计不符", en: "The growth is not the sum of the postings" },
  count_differs: { zh: "会员卡上的记账笔数与账本不符", en: "The card counts more or fewer postings than there are" },
  level_differs: { zh: "会员卡上的等级与等级记录不符", en: "The card's level is not that of the newest period" },
  posting_missing: { zh: "这笔消费或调整没有记账", en: "A sale or correction was never posted" },
  posting_without_source: { zh: "这笔记账找不到来源", en: "A posting has no sale or correction behind it" },
  posting_differs: { zh: "这笔记账与来源不符", en: "A posting is not what its source makes it" },
  coupon_differs: { zh: "这张券的状态与核销记录不符", en: "A coupon's state does not fit its redemptions" },
  coupon_lost: { zh: "这张券已收起，但找不到原券", en: "A coupon was put away and is nowhere to be found" },
  sale_missing: { zh: "这次核销没有对应的消费记录", en: "A redemption has no sale" },
  sale_differs: { zh: "这笔消费与核销记录不符", en: "A sale is not what its redemptions make it" },
  sale_without_source: { zh: "这笔消费里的券没有核销过", en: "A sale names a coupon that was not redeemed in it" },
  stock_unbalanced: {
    zh: "库存对不上：已领号码＋剩余≠总量＋退回",
    en: "Numbers taken and left are not the stock and what came back",
  },
  stock_differs: { zh: "当日库存与活动设置不符", en: "A day's stock is not what the offer allows" },
  numbers_differ: { zh: "已结清的号码数与券数不符", en: "There are more or fewer coupons than numbers settled" },
  number_twice: { zh: "两张券用了同一个号码", en: "Two coupons have one number" },
  number_unknown: { zh: "这张券的号码还没有发出过", en: "A coupon has a number that was never given out" },
  row_missing: { zh: "报表缺少这一行", en: "A report lacks this row" },
  row_differs: { zh: "报表这一行与来源不符", en: "A report's row is not what its source makes it" },
  row_without_source: { zh: "报表这一行找不到来源", en: "A report's row has no source" },
  check_failed: { zh: "核对时出错，没有查完", en: "The check itself failed here; see the log" },
} as const satisfies Record<string, Sentence>;

export type FindingKind = keyof typeof findingSentences;

export const Finding = z.strictObject({
  what: z.enum(Object.keys(findingSentences) as [FindingKind, ...FindingKind[]]),
  /** Where: the keys of the item in question, or of the member alone. */
  of: z.string(),
  item: z.optional(z.string()),
  /** Of a row: the source it comes from, where it has one. */
  source: z.optional(z.string()),
  expected: z.optional(z.int()),
  found: z.optional(z.int()),
  /** What is derived was made anew from its source. */
  isMended: z.optional(z.boolean()),
});
export type Finding = z.infer<typeof Finding>;

export const GetNight = endpoint({
  audience: "operator",
  method: "GET",
  path: "/nights/last",
  summary: "What the last night that is over found, each with its sentence; what could be mended has been",
  roles: ["operator", "auditor", "owner"],
  request: z.strictObject({}),
  response: z.strictObject({
    /** Absent before the first night. */
    night: z.optional(
      z.strictObject({
        day: z.string(),
        beganAtMs: z.int(),
        members: z.int(),
        rows: z.int(),
        offers: z.int(),
        findings: z.array(z.extend(Finding, { sentence: z.strictObject({ zh: z.string(), en: z.string() }) })),
        /** Seemed wrong and were not looked at again, for want of room: the next night will. */
        more: z.int(),
      }),
    ),
  }),
  errors: {},
});
