// What tidying makes of a coupon that is over:
//   MBR#m / PAST#<offer>#<n>   the coupon as it was
//   MBR#m / CPN#<offer>#<n>    a stub in its place, so that its key is never free again while the offer can be claimed
import { UNDO_KEPT_MS } from "@huike/shared/counter";
import { SLIP_AGE_MAX_MS } from "@huike/shared/slip";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import type { Item, Key } from "../platform/table.ts";
import { type CouponItem, standingRedemption, usableUntilMs } from "./coupon.items.ts";

export type StubItem = Key & {
  st: "o";
  /** Its last redemption, its round, its ticket number. */
  rid?: string;
  rnd: number;
  k: number;
  /** The grant it was given by: a repeat must find it. */
  gid?: string;
};

export const isStub = (item: { readonly st?: string }): item is StubItem => item.st === "o";
export const isPast = ({ sk }: Pick<Key, "sk">): boolean => sk.startsWith("PAST#");

export const pastKey = ({ pk, sk }: Key): Key => ({ pk, sk: sk.replace(/^CPN#/, "PAST#") });
/** Where it lay, or lies still. */
export const livePlace = ({ pk, sk }: Key): Key => ({ pk, sk: sk.replace(/^PAST#/, "CPN#") });

/** No `ev`: there is nothing to project from a stub. */
export const stubOf = (coupon: CouponItem): Item => ({
  pk: coupon.pk,
  sk: coupon.sk,
  st: "o",
  rid: coupon.red?.at(-1)?.rid,
  rnd: coupon.rnd,
  k: coupon.k,
  gid: coupon.gid,
});

/** Nothing more can become of it: used beyond undoing, cancelled, given away, or run out so long that no slip can name it. */
export function isOver(coupon: CouponItem, nowMs: number): boolean {
  if (coupon.st === "x" || coupon.st === "v") return true;
  // Run out on its way to a friend: it is first taken back.
  if (coupon.st === "g") return false;
  const standing = standingRedemption(coupon);
  return standing ? standing.rat <= nowMs - UNDO_KEPT_MS : usableUntilMs(coupon) <= nowMs - SLIP_AGE_MAX_MS;
}

/** The coupon that a write found in the way, from where it was moved to; undefined when there never was one. */
export async function wholeCoupon(
  env: Env,
  key: Key,
  found: CouponItem | StubItem | undefined,
): Promise<CouponItem | undefined> {
  if (found && !isStub(found)) return found;
  return getItem<CouponItem>(env.tables, pastKey(key), { consistent: true });
}

/** The coupon as it stands, wherever it lies; undefined when there never was one. */
export const findCoupon = async (env: Env, key: Key): Promise<CouponItem | undefined> =>
  wholeCoupon(env, key, await getItem<CouponItem | StubItem>(env.tables, key, { consistent: true }));
