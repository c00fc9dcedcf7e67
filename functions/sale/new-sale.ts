// What a sale says, of its own item: made once from the request, and known again by what it was made from.

import type { RequestOf } from "@huike/shared/endpoint";
import type { OfferTerms } from "@huike/shared/offer";
import type { RecordSale, SaleCoupon } from "@huike/shared/sale";
import { priceAtCounter } from "../counter/price-at-counter.ts";
import type { VisitedCounter } from "../counter/visited-counter.ts";
import type { Member } from "../platform/http.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { type SaleItem, type SalePart, saleKey } from "./sale.items.ts";

type SaleRequest = RequestOf<typeof RecordSale>;
type Clerk = Pick<Member, "memberNo"> & { readonly staff: Pick<StaffItem, "clerkNo"> };
/** A coupon asked for, with its terms: they never change, so they may be asked before anything is decided. */
export type Asked = SaleCoupon & { readonly terms: OfferTerms };

export function newSale(
  clerk: Clerk,
  counter: VisitedCounter,
  request: SaleRequest,
  asked: readonly Asked[],
  nowMs: number,
): SaleItem {
  const { amountFen, itemFen } = request;
  const { couponsOffFen, memberOffFen } = priceAtCounter(
    asked.map(({ terms }) => terms),
    { amountFen, itemFen, memberPayPercent: counter.memberPayPercent },
  );
  const parts = asked.map(({ offerId, n, version, redemptionId, round }, at): SalePart => {
    const off = couponsOffFen[at];
    return { o: offerId, n, v: version, rid: redemptionId, rnd: round, ...(off === undefined ? {} : { off }) };
  });
  const off = couponsOffFen.reduce<number>((sum, fen = 0) => sum + fen, 0);
  return {
    ...saleKey(request.memberNo, request.orderId),
    st: "s",
    at: nowMs,
    clk: clerk.memberNo,
    no: clerk.staff.clerkNo,
    sto: counter.storeId,
    sn: counter.name,
    ...(amountFen === undefined ? {} : { amt: amountFen, pay: amountFen - off - memberOffFen }),
    ...(itemFen === undefined ? {} : { itm: itemFen }),
    off,
    ...(memberOffFen > 0 ? { mof: memberOffFen } : {}),
    ...(parts.length > 0 ? { c: parts } : {}),
  };
}

/** Whether the sale was made from this very request, by this very clerk. */
export function isSameSale(sale: SaleItem, clerk: Pick<Member, "memberNo">, request: SaleRequest): boolean {
  const asked = ({ o, n, v, rid, rnd }: SalePart) => [o, n, v, rid, rnd].join();
  const coupons = request.coupons.map(({ offerId, n, version, redemptionId, round }) =>
    asked({ o: offerId, n, v: version, rid: redemptionId, rnd: round }),
  );
  return (
    sale.clk === clerk.memberNo &&
    sale.amt === request.amountFen &&
    sale.itm === request.itemFen &&
    (sale.c ?? []).map(asked).join(" ") === coupons.join(" ")
  );
}
