// Sales sent without a definite answer, kept until there is one. The order is the request's number.
import type { RequestOf } from "@huike/shared/endpoint";
import { RecordSale } from "@huike/shared/sale";
import { keptList } from "../../api/kept-list";

export type Sale = RequestOf<typeof RecordSale>;

const kept = keptList<Sale>(
  "sales",
  ({ orderId }) => orderId,
  (stored) => RecordSale.request.safeParse(stored).data,
);

export const pendingSales = kept.all;
export const keepSale = kept.keep;
export const dropSale = kept.drop;

type Wanted = Pick<Sale, "memberNo" | "amountFen"> & {
  readonly coupons: readonly Pick<Sale["coupons"][number], "offerId" | "n" | "round">[];
};

const namesOf = ({ coupons }: Wanted): string =>
  coupons
    .map(({ offerId, n, round }) => `${offerId}#${n}#${round}`)
    .sort()
    .join();

/** An attempt on these very coupons, or on the same amount without one: asked again, never begun anew under another order. */
export const pendingSaleOf = (wanted: Wanted): Sale | undefined =>
  pendingSales().find(
    (one) =>
      one.memberNo === wanted.memberNo &&
      namesOf(one) === namesOf(wanted) &&
      (one.coupons.length > 0 || one.amountFen === wanted.amountFen),
  );
