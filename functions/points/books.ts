// A member's points as two whole partitions show them, MBR#m and LED#m: what a walk over all members reads once and
// then judges without another call.
import type { CardItem } from "../member/card.items.ts";
import type { AdjustmentItem } from "./adjustment.items.ts";
import { ON_ITS_WAY_MS } from "./check-member.ts";
import type { Books, SaleOnRecord } from "./faults.ts";
import { POSTINGS, type PostingItem } from "./ledger.items.ts";
import type { TierPeriodItem } from "./tier-period.items.ts";
import { FIRST_LEVEL } from "./tier-periods.ts";

export type Sorted = { readonly sk: string };
export type WholeBooks = Books & { readonly period: TierPeriodItem | undefined };

/** Both partitions in the order of their keys; undefined when there is no card. */
export function booksOf(member: readonly Sorted[], ledger: readonly Sorted[], nowMs: number): WholeBooks | undefined {
  const card = member.find(({ sk }) => sk === "CARD") as (Sorted & CardItem) | undefined;
  if (!card) return undefined;
  const period = startingWith<TierPeriodItem>(ledger, "TIER#").at(-1);
  return {
    card,
    postings: ledger.filter(({ sk }) => sk >= POSTINGS.from && sk < POSTINGS.to) as PostingItem[],
    sales: startingWith<SaleOnRecord>(member, "SAL#"),
    adjustments: startingWith<AdjustmentItem & Sorted>(ledger, "ADJ#"),
    period,
    level: period?.level ?? FIRST_LEVEL,
    settledMs: nowMs - ON_ITS_WAY_MS,
  };
}

const startingWith = <T extends Sorted>(items: readonly Sorted[], prefix: string): T[] =>
  items.filter(({ sk }) => sk.startsWith(prefix)) as T[];
