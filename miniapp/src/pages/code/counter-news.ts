// The member's screen must not stay "unused" while the clerk's is green, nor "used" when the clerk took it back: what
// happened at the counter since the page opened.
import type { Receipt } from "@huike/shared/coupon";
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

const undoneReceipts = (home: Home | undefined): Receipt[] =>
  heldCoupons(home).flatMap(({ coupon }) => coupon.undone ?? []);

export const undoneIds = (home: Home | undefined): ReadonlySet<string> =>
  new Set(undoneReceipts(home).map(({ redemptionId }) => redemptionId));

/** The redemption taken back since the page opened; by its time too, as above. */
export const newlyUndone = (
  before: ReadonlySet<string>,
  openedAtMs: number,
  home: Home | undefined,
): Receipt | undefined =>
  undoneReceipts(home).find(
    ({ redemptionId, undoneAtMs = 0 }) => !before.has(redemptionId) && undoneAtMs >= openedAtMs - SLACK_MS,
  );
