// What a sale comes to, as the counter writes it down: by the same rule as the clerk's preview.
import { type OfferTerms, priceable } from "@huike/shared/offer";
import { type Basket, priceSale } from "@huike/shared/price";

export type CounterPrice = {
  /** What each coupon takes off, in the order asked; undefined where that cannot be known. In fen. */
  readonly couponsOffFen: readonly (number | undefined)[];
  /** What the member's level takes off; 0 where the price of the sale cannot be known. In fen. */
  readonly memberOffFen: number;
};

/** `terms` in the order of pricing: coupons' ends are not read here, so of one kind the order asked counts. */
export function priceAtCounter(terms: readonly OfferTerms[], basket: Basket): CounterPrice {
  const priced = priceSale(
    terms.map((one, at) => ({ ...priceable(one, 0), at })),
    basket,
  );
  const offFen = new Map(priced?.parts.map((part) => [part.coupon.at, part.offFen]));
  return { couponsOffFen: terms.map((_, at) => offFen.get(at)), memberOffFen: priced?.memberOffFen ?? 0 };
}
