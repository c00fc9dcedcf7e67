// What a slip would use up, as things stand: its coupon as of the scan, or, of a bare member code, nothing but the sale.
// A coupon's QR names the coupon. A member code alone names no coupon, and none is picked for the member.
import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Refused, RequestOf } from "@huike/shared/endpoint";
import { priceable } from "@huike/shared/offer";
import { priceSale } from "@huike/shared/price";
import type { SendSlip, SlipLoss } from "@huike/shared/slip";
import { isUseTime } from "@huike/shared/use-times";
import { type CouponItem, couponKey } from "../coupon/coupon.items.ts";
import { findCoupon } from "../coupon/past.items.ts";
import { redemptionUpdate } from "../coupon/redemption-update.ts";
import { whyNotRedeemed } from "../coupon/why-not-redeemed.ts";
import { whyNotUsable } from "../coupon/why-not-usable.ts";
import { stopOf, termsIssued } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem } from "../platform/read.ts";
import { attributes } from "../platform/table.ts";
import { type SaleItem, saleFields, saleKey } from "../sale/sale.items.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import type { KnownStore } from "../store/read-store.ts";
import type { SlippedCoupon } from "./slip.items.ts";

export type Loss = Refused<SlipLoss>;

export type Use = {
  /** What the shop stakes: what the coupon takes off, or all of the sale where that cannot be known. */
  readonly stakeFen: number;
  readonly coupon?: SlippedCoupon;
  readonly off?: number;
  /** Redeems the coupon, or puts the sale; absent where the slip is lost. */
  readonly write?: TransactWriteItem;
  readonly lost?: Loss;
};

type Clerk = Member & { readonly staff: StaffItem };
type Scanned = RequestOf<typeof SendSlip> & {
  readonly memberNo: string;
  readonly coupon?: { readonly offerId: string; readonly n: number };
};

export async function useOf(clerk: Clerk, counter: KnownStore, scanned: Scanned, env: Env): Promise<Use> {
  if (!scanned.coupon) return saleOnly(clerk, counter, scanned, env);
  const { offerId, n } = scanned.coupon;
  const key = couponKey(scanned.memberNo, offerId, n);
  const item = await findCoupon(env, key);
  const named = { o: offerId, n };
  if (!item) return { stakeFen: 0, coupon: named, lost: { ok: false, error: "coupon_unknown" } };
  const terms = await termsIssued(env, offerId, item.v);
  const offFen = priceSale([priceable(terms, 0)], { amountFen: scanned.amountFen })?.offFen;
  const use: Use = {
    // Below its threshold a coupon takes nothing off, and is lost for that.
    stakeFen: offFen ?? (item.mf > scanned.amountFen ? 0 : scanned.amountFen),
    coupon: { ...named, v: item.v },
    ...(offFen === undefined ? {} : { off: offFen }),
  };
  const lost = (await whyLost(clerk, counter, scanned, item, env)) ?? timesOf(terms, scanned.scannedAtMs);
  if (lost) return { ...use, lost };
  const { redemptionId, orderId, memberNo, amountFen } = scanned;
  const redeeming = {
    redemptionId,
    orderId,
    memberNo,
    offerId,
    n,
    round: item.rnd,
    version: item.v,
    amountFen,
    offFen,
  };
  return {
    ...use,
    write: { Update: redemptionUpdate(clerk, counter, redeeming, scanned.scannedAtMs, env.tables.app) },
  };
}

const timesOf = ({ useTimes }: Awaited<ReturnType<typeof termsIssued>>, atMs: number): Loss | undefined =>
  isUseTime(useTimes, atMs) ? undefined : { ok: false, error: "not_at_this_time" };

/** What the redemption's condition would say of the coupon as it was read, and whether its offer is stopped now. */
async function whyLost(
  clerk: Clerk,
  counter: KnownStore,
  { scannedAtMs, amountFen, coupon }: Scanned,
  item: CouponItem,
  env: Env,
): Promise<Loss | undefined> {
  const isRight = item.st === "i" && !whyNotUsable(item, counter.sets, scannedAtMs) && item.mf <= amountFen;
  if (!isRight) {
    const asRead = { round: item.rnd, version: item.v, amountFen };
    const { error, detail } = whyNotRedeemed(item, clerk, counter, asRead, scannedAtMs);
    if (error === "scan_again") throw new Error(`${item.pk} ${item.sk} differs from itself`);
    return { ok: false, error, ...(detail ? { detail } : {}) };
  }
  const stop = await stopOf(env, coupon?.offerId ?? "");
  return stop && { ok: false, error: stop };
}

async function saleOnly(clerk: Clerk, counter: KnownStore, scanned: Scanned, env: Env): Promise<Use> {
  const { memberNo, orderId, amountFen, scannedAtMs } = scanned;
  const key = saleKey(memberNo, orderId);
  if (await getItem(env.tables, key, { consistent: true })) {
    return { stakeFen: 0, lost: { ok: false, error: "order_differs" } };
  }
  const sale: SaleItem = {
    ...key,
    ...{
      st: "s",
      at: scannedAtMs,
      clk: clerk.memberNo,
      no: clerk.staff.clerkNo,
      sto: counter.storeId,
      sn: counter.name,
    },
    ...{ amt: amountFen, off: 0, pay: amountFen },
  };
  const put = { TableName: env.tables.app, Item: attributes(saleFields(sale)) };
  return { stakeFen: 0, off: 0, write: { Put: { ...put, ConditionExpression: "attribute_not_exists(pk)" } } };
}
