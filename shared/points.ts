// 积分与等级: what a sale brings, what level that makes, how long points last. The phone's 「到账中」 and
// the posting that follows come from the same lines.
import { DAY_MS, monthEndMs, yearEndMs } from "./day.ts";
import type { Earning, StorePercents } from "./earning.ts";
import type { Expiry, Tier } from "./program.ts";

/** What one sale's yuan are worth: the programme's rate, the member's tier, the shop; the last two in percent. */
export type Rates = {
  readonly centipointsPerYuan: number;
  readonly tierPercent: number;
  readonly storePercent: number;
};

const PLAIN_PERCENT = 100;
/** Growth counts for this long. */
export const GROWTH_MS = 365 * DAY_MS;
/** Nobody loses a level within this of being told. */
export const TIER_NOTICE_MS = 30 * DAY_MS;

/** fen per yuan × centipoints per point × percent × percent. */
const SCALE = 1e8;
const STEP = 1e4;

/** Points for what was paid, rounded down; in two steps, as the largest sale at the highest rates is beyond 2^53. */
export function earn(payFen: number, { centipointsPerYuan, tierPercent, storePercent }: Rates): number {
  const rate = centipointsPerYuan * tierPercent * storePercent;
  const high = Math.floor(payFen / STEP) * rate;
  const low = (payFen % STEP) * rate;
  return Math.floor(high / STEP) + Math.floor(((high % STEP) * STEP + low) / SCALE);
}

export const storePercentOf = (stores: StorePercents, storeId: string): number =>
  stores.find((store) => store.storeId === storeId)?.percent ?? PLAIN_PERCENT;

/** What a sale at a shop will bring a member, as far as is known before it is posted. */
export const expectedPoints = (payFen: number, storeId: string, { storePercents, ...rates }: Earning): number =>
  earn(payFen, { ...rates, storePercent: storePercentOf(storePercents, storeId) });

/** 成长值: a whole yuan paid is one, whatever else it brings. */
export const growthOf = (payFen: number): number => Math.floor(payFen / 100);

/** The highest tier this growth reaches; tiers are in order and the first is everybody's. */
export function tierOf(growth: number, tiers: readonly Tier[]): Tier {
  return tiers.filter(({ fromGrowth }) => fromGrowth <= growth).pop() ?? firstOf(tiers);
}

/** The tier of a level, or the next below it when the programme has dropped that level since. */
export function tierAtLevel(level: number, tiers: readonly Tier[]): Tier {
  return tiers.filter((tier) => tier.level <= level).pop() ?? firstOf(tiers);
}

function firstOf([first]: readonly Tier[]): Tier {
  if (!first) throw new Error("a programme has at least one tier");
  return first;
}

/** The last moment at which points earned now are good; undefined: for ever. */
export function pointsEndMs(expiry: Expiry, earnedAtMs: number): number | undefined {
  if (expiry.kind === "never") return undefined;
  return expiry.kind === "months" ? monthEndMs(earnedAtMs, expiry.months) : yearEndMs(earnedAtMs, 1);
}
