// The level at a period's end, and the word before it. Asked nightly for each member as of a time; asked again it does
// nothing twice.
//
// A level lasts its period. In the last 30 days the member is told when the year's growth will not keep it; at the end it
// is renewed for another year or falls to what the growth makes. Nobody falls within 30 days of being told: a review that
// came late tells first, and the period lasts until then.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { GROWTH_MS, TIER_NOTICE_MS, tierAtLevel, tierOf } from "@huike/shared/points";
import type { Program, Tier } from "@huike/shared/program";
import type { Env } from "../platform/env.ts";
import { attributes, tookEffect } from "../platform/table.ts";
import { ledgerOf } from "./ledger.items.ts";
import { type Ledger, readLedger } from "./read-ledger.ts";
import { currentProgram } from "./read-program.ts";
import type { TierPeriodItem } from "./tier-period.items.ts";
import { currentPeriod, enterPeriod, growthWithin, periodEndMs } from "./tier-periods.ts";

const ATTEMPTS = 8;

export type Reviewed = "unchanged" | "raised" | "told" | "renewed" | "lowered";

export async function reviewTier(env: Env, memberNo: string, asOfMs: number): Promise<Reviewed> {
  const { program } = await currentProgram(env);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const ledger = await readLedger(env, memberNo, asOfMs - GROWTH_MS);
    if (!ledger) return "unchanged";
    const period = await currentPeriod(env, memberNo);
    const verdict = judge(memberNo, program, ledger, period, asOfMs);
    if (verdict.is === "unchanged") return verdict.is;
    const isDone =
      verdict.is === "told"
        ? await tell(env, memberNo, verdict.period, verdict.missing, asOfMs)
        : await enterPeriod(env, memberNo, ledger.card, verdict.next);
    if (isDone) return verdict.is;
  }
  throw new Error(`${memberNo}'s card changed ${ATTEMPTS} times while its level was reviewed`);
}

/** Whether a review would do anything, from what was read before; the review itself reads anew. */
export const isReviewDue = (
  memberNo: string,
  program: Program,
  { period, ...ledger }: Ledger & { readonly period: TierPeriodItem | undefined },
  asOfMs: number,
): boolean => judge(memberNo, program, ledger, period, asOfMs).is !== "unchanged";

type Verdict =
  | { readonly is: "unchanged" }
  | { readonly is: "told"; readonly period: TierPeriodItem; readonly missing: number }
  | { readonly is: "raised" | "renewed" | "lowered"; readonly next: Omit<TierPeriodItem, "sk"> };

function judge(
  memberNo: string,
  { tiers }: Program,
  { card, postings }: Ledger,
  period: TierPeriodItem | undefined,
  asOfMs: number,
): Verdict {
  const year = (untilMs: number) => growthWithin(memberNo, postings, untilMs);
  const enter = (is: "raised" | "renewed" | "lowered", { level }: Tier): Verdict => {
    const since = Math.max(asOfMs, period?.since ?? 0);
    return { is, next: { level, since, until: periodEndMs(since), why: is === "raised" ? "growth" : "review" } };
  };
  const reached = tierOf(year(asOfMs), tiers);
  if (reached.level > card.lvl) return enter("raised", reached);
  if (!period || asOfMs <= period.until - TIER_NOTICE_MS) return { is: "unchanged" };
  const held = tierAtLevel(card.lvl, tiers);
  const missing = held.fromGrowth - year(Math.max(asOfMs, period.until));
  if (missing <= 0) return asOfMs > period.until ? enter("renewed", held) : { is: "unchanged" };
  if (period.told === undefined) return { is: "told", period, missing };
  const isOver = asOfMs > period.until && asOfMs > period.told + TIER_NOTICE_MS;
  return isOver ? enter("lowered", reached) : { is: "unchanged" };
}

/** Marks the period, once, and lets it last for the whole notice. */
async function tell(env: Env, memberNo: string, period: TierPeriodItem, missing: number, atMs: number) {
  return tookEffect(
    env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes({ pk: ledgerOf(memberNo), sk: period.sk }),
        UpdateExpression: "SET told = :at, lack = :lack, #until = :until",
        ConditionExpression: "attribute_exists(pk) AND attribute_not_exists(told)",
        ExpressionAttributeNames: { "#until": "until" },
        ExpressionAttributeValues: attributes({
          ":at": atMs,
          ":lack": missing,
          ":until": Math.max(period.until, atMs + TIER_NOTICE_MS),
        }),
      }),
    ),
  );
}
