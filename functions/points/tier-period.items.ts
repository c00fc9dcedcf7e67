// LED#m / TIER#<since>#<n>: the periods a member had a level for. The newest is where they stand, CARD bears its level.
import { msText } from "./ledger.items.ts";

export type TierPeriodItem = {
  sk: string;
  level: number;
  /** In ms: from when, and the last moment of it. */
  since: number;
  until: number;
  why: "growth" | "taken_back" | "review";
  /** The member was told at that time that the level would fall, and how much growth was missing. */
  told?: number;
  lack?: number;
};

export const TIERS = { from: "TIER#", to: "TIER#~" } as const;
const N_DIGITS = 6;

/** `n`, the number of postings on the card then, tells two of one moment apart. */
export const tierSk = (since: number, n: number): string =>
  `TIER#${msText(since)}#${String(n).padStart(N_DIGITS, "0")}`;

/** Sorts after every period that began before `ms`, and before all that began at it. */
export const beforeTierSk = (ms: number): string => `TIER#${msText(ms)}`;
