// What became of a member in a run: four bits each in the chunk's results.
import type { CampaignCounts } from "@huike/shared/campaign-live";

/** The place in this list is what is kept: it only ever grows at its end. */
const OUTCOMES = [
  "waiting",
  "sent",
  "heldOut",
  "noConsent",
  "noWindow",
  "capped",
  "unreachable",
  "failed",
  "inDoubt",
  "notFollowing",
  "quota",
  "alone",
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type Results = Uint8Array;
export const emptyResults = (members: number): Results => new Uint8Array(Math.ceil(members / 2));

export function resultAt(results: Results, index: number): Outcome {
  const pair = results[index >> 1] ?? 0;
  return OUTCOMES[index & 1 ? pair >> 4 : pair & 15] ?? "waiting";
}

export function setResult(results: Results, index: number, outcome: Outcome): void {
  const code = OUTCOMES.indexOf(outcome);
  const pair = results[index >> 1] ?? 0;
  results[index >> 1] = index & 1 ? (pair & 15) | (code << 4) : (pair & 240) | code;
}

export type Tally = Record<Outcome, number>;
export const emptyTally = (): Tally =>
  Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;

/** Counts a chunk's results into a tally. */
export function tallyInto(tally: Tally, results: Results, members: number): void {
  for (let index = 0; index < members; index++) tally[resultAt(results, index)] += 1;
}

export const countsOf = (tally: Tally, isQuiet: boolean): CampaignCounts => ({
  planned: Object.values(tally).reduce((sum, one) => sum + one, 0),
  quiet: isQuiet ? tally.waiting : 0,
  ...tally,
});
