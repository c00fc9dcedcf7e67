// A counter that does everything but count: it decides a made-up situation by the rules the phone shares with the server
// (what a scan is, prices, times, what may lie together), in the server's order. It calls nothing and keeps nothing.
import { minFenOf } from "@huike/shared/benefit";
import type { CounterCoupon, LookUpMember, RedeemCoupon } from "@huike/shared/counter";
import { type ErrorOf, type Refused, refused } from "@huike/shared/endpoint";
import { priceable } from "@huike/shared/offer";
import { type Basket, mayCombine, type Priceable, type Priced, priceSale } from "@huike/shared/price";
import type { RecordSale } from "@huike/shared/sale";
import { readScan } from "@huike/shared/scan";
import { isUseTime } from "@huike/shared/use-times";

/** Every refusal of the counter. One it gains must get its lesson (lessons.ts), or this does not compile. */
export type CounterRefusal = ErrorOf<typeof LookUpMember> | ErrorOf<typeof RedeemCoupon> | ErrorOf<typeof RecordSale>;

export type MadeUpTicket = CounterCoupon & {
  /** What has become of it since the code was read; absent: nothing. */
  readonly since?: "gone" | "frozen";
};

export type Situation = {
  /** What the customer does or shows. */
  readonly says: string;
  readonly scans: string;
  /** How the code stands with the server; absent: it is right. */
  readonly code?: "stale" | "wrong" | "in_use" | "own";
  readonly isOffShift?: boolean;
  readonly wrongCodes?: number;
  readonly isLateVisit?: boolean;
  /** The number of this request was used for something else. */
  readonly usedNumber?: "id_reused" | "order_differs";
  readonly storeId: string;
  readonly tickets: readonly MadeUpTicket[];
  readonly basket: Basket;
};

export type Decision = { readonly ok: true; readonly priced: Priced<Priceable> } | Refused<CounterRefusal>;

const WRONG_CODES_MAX = 10;

export function decide(situation: Situation, nowMs: number): Decision {
  const why = lookUpRefusal(situation) ?? requestRefusal(situation) ?? ticketRefusal(situation, nowMs);
  if (why) return why;
  const priced = priceSale(situation.tickets.map(asPriceable), situation.basket);
  if (!priced) throw new Error("nothing forbids this sale, yet it has no price");
  return { ok: true, priced };
}

const asPriceable = ({ face, coupon }: CounterCoupon): Priceable => priceable(face, coupon.expiresAtMs);

const codeRefusals = { stale: "code_stale", wrong: "code_unknown", in_use: "code_in_use", own: "own_card" } as const;

function lookUpRefusal({ scans, isOffShift, code, wrongCodes = 0 }: Situation): Refused<CounterRefusal> | undefined {
  const scanned = readScan(scans);
  if (scanned.is === "payment") return refused("payment_code");
  if (scanned.is !== "member") return refused("not_a_member_code");
  if (isOffShift) return refused("off_shift");
  if (wrongCodes >= WRONG_CODES_MAX) return refused("too_many_attempts");
  return code && refused(codeRefusals[code]);
}

function requestRefusal({ isLateVisit, usedNumber, tickets, basket }: Situation): Refused<CounterRefusal> | undefined {
  if (tickets.length === 0 && !basket.amountFen) return refused("amount_needed");
  if (isLateVisit) return refused("scan_again");
  return usedNumber && refused(usedNumber);
}

function ticketRefusal(situation: Situation, nowMs: number): Refused<CounterRefusal> | undefined {
  const { tickets } = situation;
  if (tickets.some(({ since }) => since === "frozen")) return refused("offer_frozen");
  if (!mayCombine(tickets.map(asPriceable))) return refused("coupons_do_not_combine");
  if (tickets.some(({ face }) => !isUseTime(face.useTimes, nowMs))) return refused("not_at_this_time");
  for (const ticket of tickets) {
    const why = couponRefusal(ticket, situation, nowMs);
    if (why) return why;
  }
  return undefined;
}

function couponRefusal(
  { coupon, face, since }: MadeUpTicket,
  { storeId, basket }: Situation,
  nowMs: number,
): Refused<CounterRefusal> | undefined {
  if (since === "gone") return refused("coupon_unknown");
  if (coupon.state === "giving") return refused("coupon_given");
  if (coupon.state === "voided") return refused("coupon_voided");
  if (coupon.state === "redeemed") {
    const { receipt } = coupon;
    const told = receipt && { atMs: receipt.redeemedAtMs, storeName: receipt.storeName, clerkNo: receipt.clerkNo };
    return refused("coupon_redeemed", told);
  }
  if (coupon.expiresAtMs <= nowMs) return refused("coupon_expired", { atMs: coupon.expiresAtMs });
  if (coupon.validFromMs > nowMs) return refused("coupon_not_yet_valid", { atMs: coupon.validFromMs });
  if (face.storeIds.length > 0 && !face.storeIds.includes(storeId)) return refused("store_not_covered");
  const minFen = minFenOf(face.benefit);
  return (basket.amountFen ?? minFen) < minFen ? refused("amount_too_low", { minFen }) : undefined;
}
