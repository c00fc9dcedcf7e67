// What the night found when it compared what is derived with its sources, and each source with itself.
import * as z from "zod/mini";
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
  check_failed: { zh: "核对时出错，没有查完", en: "The check itself failed here; see the log" },
} as const satisfies Record<string, Sentence>;

export type FindingKind = keyof typeof findingSentences;

export const Finding = z.strictObject({
  what: z.enum(Object.keys(findingSentences) as [FindingKind, ...FindingKind[]]),
  /** Whose it is: a key, "MBR#…". */
  of: z.string(),
  /** The item in question, where it is one: its sort key. */
  item: z.optional(z.string()),
  expected: z.optional(z.int()),
  found: z.optional(z.int()),
});
export type Finding = z.infer<typeof Finding>;
