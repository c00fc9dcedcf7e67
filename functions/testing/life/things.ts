// What a life holds, in the model's words, and what can be said of each by itself.
import { UNDO_GRACE_MS, UNDO_KEPT_MS } from "@huike/shared/counter";
import { SLIP_AGE_MAX_MS } from "@huike/shared/slip";
import type { Clerk, Part, Place, Who } from "./requests.ts";

export type Used = {
  readonly rid: string;
  readonly ord: string;
  readonly by: Clerk;
  readonly atMs: number;
  readonly isStacked: boolean;
  undone?: { readonly atMs: number; readonly by: Clerk };
};
export type Coupon = Place & {
  st: "i" | "r" | "v" | "g" | "x";
  readonly endsAtMs: number;
  used: Used[];
  gift?: string;
  readonly isGift: boolean;
  /** Tidied away. */
  isPut: boolean;
  /** The purchase it came from, which goes along to a friend. */
  bought?: string;
};
/** Points paid for a coupon, by whom; they go back once it is cancelled. */
export type Purchase = { readonly m: Who; readonly points: number; isBack: boolean };
export type Sale = {
  readonly m: Who;
  readonly by: Clerk;
  readonly atMs: number;
  readonly payFen: number | undefined;
  readonly parts: readonly Part[];
  readonly isOneCoupon: boolean;
  undone?: { readonly atMs: number; readonly by: Clerk };
};
export type Gift = Place & { st: "o" | "t" | "b"; readonly endsAtMs: number; to?: Who; tn?: number };

export const keyOf = ({ m, o, n }: Place): string => `${m}/${o}/${n}`;
export const roundOf = ({ used }: Coupon): number => used.filter(({ undone }) => undone).length;
export const untilMs = (coupon: Coupon): number => {
  const back = coupon.used[roundOf(coupon) - 1]?.undone;
  return Math.max(coupon.endsAtMs, back ? back.atMs + UNDO_GRACE_MS : 0);
};
export function isOver(coupon: Coupon, nowMs: number): boolean {
  if (coupon.st === "x" || coupon.st === "v") return true;
  if (coupon.st === "g") return false;
  const standing = coupon.used.find(({ undone }) => !undone);
  return standing ? standing.atMs <= nowMs - UNDO_KEPT_MS : untilMs(coupon) <= nowMs - SLIP_AGE_MAX_MS;
}
