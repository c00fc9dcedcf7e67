// The offers of a life: a threshold and cash that may lie in one sale, a percentage that may not, and cash that costs
// points.
import type { OfferTerms } from "@huike/shared/offer";
import type { Place, Which } from "./requests.ts";

export const PER_MEMBER = 2;
/** Little enough to be sold out in a short life. */
export const STOCK = 3;
export const CLAIM_DAYS = 30;
export const MIN_FEN = 10_000;
/** In points: less than a good sale earns. */
export const PRICE = 60;
export const PRICED: Which = 3;
export const GIVEABLE: readonly Which[] = [1, PRICED];

const shared = { validity: { kind: "after_claim", days: 7 }, perMember: PER_MEMBER, storeIds: [], lines: [] } as const;

export const OFFERS: readonly OfferTerms[] = [
  { ...shared, title: "满减", benefit: { kind: "threshold", minFen: MIN_FEN, valueFen: 2_000 }, combines: ["cash"] },
  {
    ...{ ...shared, title: "代金", benefit: { kind: "cash", valueFen: 1_500 } },
    ...{ combines: ["cash", "threshold"], giveable: true },
  },
  { ...shared, title: "九折", benefit: { kind: "discount", payPercent: 90 } },
  { ...shared, title: "积分换", benefit: { kind: "cash", valueFen: 1_000 }, giveable: true, pointsPrice: PRICE },
].map((terms) => ({ ...terms, storeIds: [], lines: [] })) as OfferTerms[];

/** Coupons a life begins with, so that it has something to lose. */
export const HELD: readonly Place[] = [
  { m: 0, o: 0, n: 1 },
  { m: 0, o: 1, n: 1 },
  { m: 0, o: 1, n: 2 },
  { m: 1, o: 2, n: 1 },
];

/** By hand, so that the model does not ask the rule it is to judge. */
export function offOf(o: Which, amountFen: number): number {
  if (o === 0) return 2_000;
  if (o === 2) return amountFen / 10;
  return Math.min(o === 1 ? 1_500 : 1_000, amountFen);
}
