// Items of slips, the one place that spells their attributes:
//   SFT#<clerk> / SLIP#<shift>#<redemption>  a slip as it was decided, for ever
//   STO#s / ENV#<hour>                       what the shop has staked on slips of that hour of scans
//   MBR#m / SLIP#<step>                      that the member code of this time step is on a slip: one code, one slip
import { SLIP_AGE_MAX_MS, type Slip, type SlipLoss } from "@huike/shared/slip";
import { couponKey, readReceipt } from "../coupon/coupon.items.ts";
import { termsIssued } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import type { Key } from "../platform/table.ts";

const PREFIX = "SLIP#";

export const slipKey = (clerk: string, shiftId: string, redemptionId: string): Key => ({
  pk: `SFT#${clerk}`,
  sk: `${PREFIX}${shiftId}#${redemptionId}`,
});
/** All slips of a shift. */
export const slipRange = (clerk: string, shiftId: string) => ({
  pk: `SFT#${clerk}`,
  from: `${PREFIX}${shiftId}#`,
  to: `${PREFIX}${shiftId}#~`,
});
export const envelopeKey = (storeId: string, hour: number): Key => ({ pk: `STO#${storeId}`, sk: `ENV#${hour}` });
export const slippedCodeKey = (memberNo: string, step: number): Key => ({
  pk: `MBR#${memberNo}`,
  sk: `${PREFIX}${step}`,
});

/** What guards slips is of no use once none of that time can be sent; in seconds, as TTL wants it. */
export const guardEndsAtS = (scannedAtMs: number): number => Math.ceil((scannedAtMs + 2 * SLIP_AGE_MAX_MS) / 1000);

export type EnvelopeItem = { n: number; fen: number };

/** The coupon its QR named, and once it was found, the version of its terms. */
export type SlippedCoupon = { o: string; n: number; v?: number };

export type SlipItem = {
  pk: string;
  sk: string;
  /** w settled, l lost. */
  st: "w" | "l";
  rid: string;
  ord: string;
  mbr: string;
  code: string;
  /** Scanned and sent at, in ms. */
  at: number;
  sent: number;
  sto: string;
  sn: string;
  no: string;
  /** Rung up; what the coupon took off, where it is known, in fen. */
  amt: number;
  off?: number;
  c?: SlippedCoupon;
  why?: SlipLoss;
  won?: { sn: string; no: string; at: number; tail: string };
};

/** From the item alone, so for ever the same. */
export async function readSlip(item: SlipItem, env: Env): Promise<Slip> {
  const { c, st, won } = item;
  const isCoupon = st === "w" && c?.v !== undefined;
  return {
    redemptionId: item.rid,
    orderId: item.ord,
    storeId: item.sto,
    storeName: item.sn,
    clerkNo: item.no,
    memberTail: item.mbr.slice(-4),
    scannedAtMs: item.at,
    sentAtMs: item.sent,
    amountFen: item.amt,
    state: st === "w" ? "settled" : "lost",
    ...(isCoupon ? { receipt: await receiptOf(item, { ...c, v: c.v ?? 0 }, env) } : {}),
    ...(item.why === undefined ? {} : { why: item.why }),
    ...(won ? { winner: { storeName: won.sn, clerkNo: won.no, atMs: won.at, redemptionTail: won.tail } } : {}),
  };
}

async function receiptOf(item: SlipItem, { o, n, v }: Required<SlippedCoupon>, env: Env) {
  const entry = { rid: item.rid, rat: item.at, rno: item.no, rst: item.sto, rsn: item.sn, amt: item.amt };
  const off = item.off === undefined ? {} : { off: item.off };
  return readReceipt(couponKey(item.mbr, o, n), { ...entry, ...off }, await termsIssued(env, o, v));
}
