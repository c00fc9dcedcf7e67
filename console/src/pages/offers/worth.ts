// What an offer may cost: as far as its terms say, never guessed.
import type { Benefit } from "@huike/shared/benefit";

/** The most one coupon takes off, in fen; undefined where it depends on the sale or is a thing. */
export function worstFenOf(benefit: Benefit): number | undefined {
  if (benefit.kind === "threshold" || benefit.kind === "cash") return benefit.valueFen;
  return benefit.kind === "discount" ? benefit.maxOffFen : undefined;
}
