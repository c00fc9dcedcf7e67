// Where the people of a run are: each in exactly one part.
import type { CampaignCounts } from "@huike/shared/campaign-live";

export const outcomes = [
  "sent",
  "waiting",
  "quiet",
  "heldOut",
  "noConsent",
  "noWindow",
  "notFollowing",
  "quota",
  "alone",
  "capped",
  "unreachable",
  "failed",
  "inDoubt",
] as const satisfies readonly (keyof CampaignCounts)[];
export type Outcome = (typeof outcomes)[number];

/** Who waits for the end of quiet hours is told apart from who waits for their turn. */
export const inPart = (counts: CampaignCounts, outcome: Outcome): number =>
  outcome === "waiting" ? counts.waiting - counts.quiet : counts[outcome];
