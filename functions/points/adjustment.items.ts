// LED#m / ADJ#<id>: a correction by hand and what became of it. It is the source of its posting.
import type { Key } from "../platform/table.ts";
import { ledgerOf } from "./ledger.items.ts";

export type AdjustmentItem = {
  points: number;
  why: string;
  /** Who asked for it, when; who decided, when: the same where one person was enough. */
  by: string;
  at: number;
  st: "pending" | "posted" | "declined";
  sby?: string;
  sat?: number;
  /** What was decided, where somebody else did: with the two above it signs the decision. */
  swhy?: string;
  /** Waited for a second person: a projection follows it. */
  ev?: 1;
};

export const adjustmentKey = (memberNo: string, adjustmentId: string): Key => ({
  pk: ledgerOf(memberNo),
  sk: `ADJ#${adjustmentId}`,
});

export const adjustmentsOf = (memberNo: string) => ({ pk: ledgerOf(memberNo), from: "ADJ#", to: "ADJ#~" });
