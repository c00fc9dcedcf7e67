// What the coupons out there may be expected to take off yet, by what became of those before them.
import type { OfferTally } from "@huike/shared/offer-life";

/** Of fewer coupons whose story is over, a share says nothing. */
const TOLD_MIN = 30;

/** Percent that was used, of what was used or ran out, and in fen what the rest would take off so; nothing where too few tell. */
export function expectedOf(
  { held, used, ended, savedFen }: OfferTally,
  since: number,
): { readonly percent: number; readonly fen: number } | undefined {
  const told = used + ended;
  if (told < TOLD_MIN || used === 0) return undefined;
  return {
    percent: Math.round((100 * used) / told),
    fen: Math.round(((held + since) * savedFen) / told),
  };
}

/** Whole days until nothing is left, at so many in the last so many days; nothing where none was taken, or it is years away. */
export function daysLeft(rest: number, taken: number, days: number): number | undefined {
  if (taken <= 0 || rest <= 0) return undefined;
  const left = Math.ceil((rest * days) / taken);
  return left > 365 ? undefined : left;
}
