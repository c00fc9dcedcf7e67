// What a sale comes to with coupons: one pure rule for the clerk's preview, the counter's decision and
// the receipt, so that none of them can disagree.
//
// Benefits are taken in a fixed order, each from what is left: the n-th item, the member's own
// discount (会员折上折), percentages, thresholds, cash, gifts. Thresholds are measured on what was
// rung up, before anything is taken off: that is the number both people at the counter see. What is
// to be paid is rounded down to the fen, and never falls below nothing.
import type { Benefit, BenefitKind } from "./benefit.ts";
import { minFenOf } from "./benefit.ts";

/** What was rung up, unknown where the clerk judges by eye, and what the member pays of a hundred by their level. */
export type Basket = {
  readonly amountFen?: number | undefined;
  /** One of the n things, for nth_item. */
  readonly itemFen?: number | undefined;
  readonly memberPayPercent?: number | undefined;
};

/** A coupon as far as pricing goes. */
export type Priceable = {
  readonly benefit: Benefit;
  /** Kinds it may lie beside in one sale; both must name each other. None: alone, which is usual. */
  readonly combines: readonly BenefitKind[];
  /** Whether the member's own discount still holds beside it. */
  readonly onMemberPrice: boolean;
  readonly expiresAtMs: number;
};

export type Priced<C> = {
  /** All that is saved, the member's own discount included. */
  readonly offFen: number;
  readonly memberOffFen: number;
  /** Absent where the amount is. */
  readonly payableFen?: number;
  readonly parts: readonly { readonly coupon: C; readonly offFen: number }[];
};

/** No more than this in one sale: one transaction, and a queue that can follow. */
export const STACK_MAX = 3;
/** What is paid of a hundred where the member has no discount of their own. */
export const FULL_PRICE = 100;

const ORDER: Record<BenefitKind, number> = { nth_item: 0, discount: 1, threshold: 2, cash: 3, gift: 4 };
const byOrder = (a: Priceable, b: Priceable): number =>
  ORDER[a.benefit.kind] - ORDER[b.benefit.kind] || a.expiresAtMs - b.expiresAtMs;

/** May these lie in one sale? */
export function mayCombine(coupons: readonly Priceable[]): boolean {
  if (coupons.length > STACK_MAX) return false;
  return coupons.every((one, i) => coupons.every((other, j) => i === j || (names(one, other) && names(other, one))));
}

const names = (one: Priceable, other: Priceable): boolean => one.combines.includes(other.benefit.kind);

/** Saved by paying `percent` of `fen`; what is paid is rounded down. */
const savedFen = (fen: number, percent: number): number => fen - Math.floor((fen * percent) / 100);

/** What one benefit takes off what is left; undefined when the basket does not say enough. */
function offFen(benefit: Benefit, leftFen: number | undefined, { amountFen, itemFen }: Basket): number | undefined {
  // Stryker disable next-line ConditionalExpression: nothing is less than undefined; the types want it said
  if (amountFen !== undefined && amountFen < minFenOf(benefit)) return undefined;
  const atMost = (fen: number) => (leftFen === undefined ? fen : Math.min(fen, leftFen));
  switch (benefit.kind) {
    case "threshold":
    case "cash":
      return atMost(benefit.valueFen);
    case "discount":
      if (leftFen === undefined) return undefined;
      return Math.min(savedFen(leftFen, benefit.payPercent), benefit.maxOffFen ?? leftFen);
    case "gift":
      return 0;
    case "nth_item":
      return itemFen === undefined ? undefined : atMost(savedFen(itemFen, benefit.payPercent));
  }
}

/**
 * The sale with these coupons; undefined when they may not lie in one sale, when the amount is below
 * what one of them asks, or when what one of them saves cannot be known.
 */
export function priceSale<C extends Priceable>(coupons: readonly C[], basket: Basket): Priced<C> | undefined {
  if (!mayCombine(coupons)) return undefined;
  const { memberPayPercent = FULL_PRICE } = basket;
  const sorted = [...coupons].sort(byOrder);
  const hasMemberPrice = coupons.every(({ onMemberPrice }) => onMemberPrice);
  const parts: { coupon: C; offFen: number }[] = [];
  let leftFen = basket.amountFen;
  let memberOffFen = 0;
  const takeMemberPrice = () => {
    if (!hasMemberPrice || leftFen === undefined) return;
    memberOffFen = savedFen(leftFen, memberPayPercent);
    leftFen -= memberOffFen;
  };
  const firstAfter = sorted.findIndex(({ benefit }) => benefit.kind !== "nth_item");
  for (const [i, coupon] of sorted.entries()) {
    if (i === firstAfter) takeMemberPrice();
    const off = offFen(coupon.benefit, leftFen, basket);
    if (off === undefined) return undefined;
    if (leftFen !== undefined) leftFen -= off;
    parts.push({ coupon, offFen: off });
  }
  if (firstAfter === -1) takeMemberPrice();
  const total = parts.reduce((sum, part) => sum + part.offFen, memberOffFen);
  return { offFen: total, memberOffFen, parts, ...(leftFen === undefined ? {} : { payableFen: leftFen }) };
}

/**
 * The best combination: what saves most; of equals the fewest coupons, and of those the ones that
 * end soonest. Coupons whose saving cannot be known are left to the clerk.
 */
export function bestSale<C extends Priceable>(coupons: readonly C[], basket: Basket): Priced<C> {
  // Stryker disable next-line ObjectLiteral,ArrayDeclaration: no coupons always have a price; the types want it said
  let best: Priced<C> = priceSale<C>([], basket) ?? { offFen: 0, memberOffFen: 0, parts: [] };
  for (const combination of combinations(coupons)) {
    const priced = priceSale(combination, basket);
    if (priced && isBetter(priced, best)) best = priced;
  }
  return best;
}

function* combinations<C extends Priceable>(coupons: readonly C[], chosen: readonly C[] = []): Generator<readonly C[]> {
  for (const [i, coupon] of coupons.entries()) {
    const next = [...chosen, coupon];
    // Stryker disable next-line ConditionalExpression: it saves time only, priceSale asks the same
    if (!mayCombine(next)) continue;
    yield next;
    yield* combinations(coupons.slice(i + 1), next);
  }
}

/** A gift saves no money and is still worth more than nothing. */
const isBetter = <C extends Priceable>(one: Priced<C>, other: Priced<C>): boolean =>
  (one.offFen - other.offFen ||
    giftsIn(one) - giftsIn(other) ||
    other.parts.length - one.parts.length ||
    endOf(other) - endOf(one)) > 0;

const giftsIn = <C extends Priceable>({ parts }: Priced<C>): number =>
  parts.filter(({ coupon }) => coupon.benefit.kind === "gift").length;
const endOf = <C extends Priceable>({ parts }: Priced<C>): number =>
  Math.min(...parts.map(({ coupon }) => coupon.expiresAtMs));
