// Reconciles one member's points: the card against its postings, each posting against its own source, each sale against
// what it should have posted. Reads only; what it finds is for people to settle.
import type { Env } from "../platform/env.ts";
import { queryRange } from "../platform/read.ts";
import { type AdjustmentItem, adjustmentsOf } from "./adjustment.items.ts";
import { faultsOf, type PointsFault, type SaleOnRecord } from "./faults.ts";
import { readLedger } from "./read-ledger.ts";
import { currentPeriod, FIRST_LEVEL } from "./tier-periods.ts";

/** What is younger may still be on its way through the stream. */
export const ON_ITS_WAY_MS = 600_000;

export async function checkMember(env: Env, memberNo: string): Promise<PointsFault[]> {
  // Postings before what they were made from: a sale or a correction made in between is younger than what must be posted.
  const ledger = await readLedger(env, memberNo);
  if (!ledger) return [];
  const range = { pk: `MBR#${memberNo}`, from: "SAL#", to: "SAL#~" };
  const sales = await queryRange<SaleOnRecord>(env.tables, range, { consistent: true });
  const adjustments = await queryRange<AdjustmentItem & { sk: string }>(env.tables, adjustmentsOf(memberNo), {
    consistent: true,
  });
  const level = (await currentPeriod(env, memberNo))?.level ?? FIRST_LEVEL;
  return faultsOf(memberNo, { ...ledger, sales, adjustments, level, settledMs: env.nowMs() - ON_ITS_WAY_MS });
}
