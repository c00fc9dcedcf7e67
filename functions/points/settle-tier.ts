// The level after a posting. It rises at once, in the order postings come; it falls only by review (review-tier.ts), but
// for one case: a level that rested on a sale which was taken back goes back with it.
import { GROWTH_MS, tierOf } from "@huike/shared/points";
import type { Program } from "@huike/shared/program";
import type { Env } from "../platform/env.ts";
import { cardOf, type Ledger, readLedger } from "./read-ledger.ts";
import { currentProgram } from "./read-program.ts";
import type { TierPeriodItem } from "./tier-period.items.ts";
import { currentPeriod, enterPeriod, FIRST_LEVEL, growthWithin, periodBefore, periodEndMs } from "./tier-periods.ts";

const ATTEMPTS = 8;

type Cause = {
  /** Time of the source that was posted. */
  readonly atMs: number;
  /** Of an undo: when the sale was that was taken back. */
  readonly takenBackMs?: number;
};

export async function settleTier(env: Env, memberNo: string, cause: Cause): Promise<void> {
  const { program } = await currentProgram(env);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const card = await cardOf(env, memberNo);
    // A year's growth is never more than a life's, so most sales end here.
    const mayRise = card !== undefined && tierOf(card.gro ?? 0, program.tiers).level > card.lvl;
    const mayFall = card !== undefined && cause.takenBackMs !== undefined && card.lvl > FIRST_LEVEL;
    if (!mayRise && !mayFall) return;
    const ledger = await readLedger(env, memberNo, cause.atMs - GROWTH_MS);
    const next = ledger && (await nextPeriod(env, memberNo, program, ledger, cause));
    if (!next || (await enterPeriod(env, memberNo, ledger.card, next))) return;
  }
  throw new Error(`${memberNo}'s card changed ${ATTEMPTS} times while its level was settled`);
}

async function nextPeriod(
  env: Env,
  memberNo: string,
  { tiers }: Program,
  { card, postings }: Ledger,
  { atMs, takenBackMs }: Cause,
): Promise<Omit<TierPeriodItem, "sk"> | undefined> {
  const period = await currentPeriod(env, memberNo);
  // The newest of all that is known, never the clock: a replay days later decides the same.
  const since = Math.max(atMs, period?.since ?? 0, ...postings.map(({ at }) => at));
  const { level } = tierOf(growthWithin(memberNo, postings, since), tiers);
  if (level > card.lvl) return { level, since, until: periodEndMs(since), why: "growth" };
  const restsOnIt = takenBackMs !== undefined && period && period.why !== "review" && period.since >= takenBackMs;
  if (!restsOnIt || level === card.lvl) return undefined;
  const before = await periodBefore(env, memberNo, takenBackMs);
  const back = Math.max(level, before?.level ?? FIRST_LEVEL);
  if (back >= card.lvl) return undefined;
  return { level: back, since, until: before?.until ?? periodEndMs(since), why: "taken_back" };
}
