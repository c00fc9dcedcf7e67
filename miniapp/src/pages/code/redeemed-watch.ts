// The member's screen must not stay "unused" while the clerk's is green: which coupon was used since the page opened.
import type { Home } from "../../state/home-state";
import { type Held, heldCoupons } from "../../state/wallet";

const keyOf = ({ coupon }: Held): string => `${coupon.offerId}#${coupon.n}#${coupon.round}`;

export const redeemedKeys = (home: Home | undefined): ReadonlySet<string> =>
  new Set(heldCoupons(home).filter(isRedeemed).map(keyOf));

const isRedeemed = ({ coupon }: Held): boolean => coupon.state === "redeemed";

/** The clock's own error: a redemption may be stamped a little before the page thinks it opened. */
const SLACK_MS = 5_000;

/**
 * The coupon used since the page opened. The time is checked too: a cached wallet may be days old, and an old
 * redemption met in the first answer is no news.
 */
export function newlyRedeemed(
  before: ReadonlySet<string>,
  openedAtMs: number,
  home: Home | undefined,
): Held | undefined {
  return heldCoupons(home).find(
    (held) =>
      isRedeemed(held) && !before.has(keyOf(held)) && (held.coupon.receipt?.redeemedAtMs ?? 0) >= openedAtMs - SLACK_MS,
  );
}
