// Money is integer fen everywhere; only people see yuan.
import * as z from "zod/mini";

/** Fen, up to one million yuan: more in one sale at a counter is a typing mistake. */
export const Fen = z.int().check(z.nonnegative(), z.maximum(100_000_000));

/** 2000 → "20", 2050 → "20.50". */
export function yuan(fen: number): string {
  const whole = Math.trunc(fen / 100);
  const rest = Math.abs(fen % 100);
  return rest === 0 ? String(whole) : `${whole}.${String(rest).padStart(2, "0")}`;
}
