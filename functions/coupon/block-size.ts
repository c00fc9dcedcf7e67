// How many numbers an instance takes at once. One, as long as it is quiet: nothing is stranded then but by a crash.
// In a rush, when the last take lasted it less than two seconds, as many as keep the stock's item from being the
// limit; the share shrinks with what is left, so that the tail of a stock is sold in ones.
const RUSH_MS = 2_000;
const BLOCK_MAX = 50;
/** An instance takes at most the 512th part of what is left. */
const SHARE_BITS = 9;

export type LastTake = { readonly atMs: number; readonly rest: number; readonly count: number };

export const blockSize = (last: LastTake | undefined, nowMs: number): number =>
  last && nowMs - last.atMs < RUSH_MS ? Math.max(1, Math.min(BLOCK_MAX, last.rest >> SHARE_BITS)) : 1;
