// MBR#m / SAL#<order>: one purchase. The key is the rule that an order has one amount and earns once.
// This file alone spells its short names out.
import type { UndoReason } from "@huike/shared/coupon";
import type { SaleReceipt } from "@huike/shared/sale";
import { couponKey, readReceipt } from "../coupon/coupon.items.ts";
import { termsIssued } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import type { Item, Key } from "../platform/table.ts";

const PREFIX = "SAL#";

export const saleKey = (memberNo: string, orderId: string): Key => ({
  pk: `MBR#${memberNo}`,
  sk: `${PREFIX}${orderId}`,
});

/** A coupon used in it: offer, which of the member's, version of its terms, redemption, round; what it took off, in fen. */
export type SalePart = { o: string; n: number; v: number; rid: string; rnd: number; off?: number };

export type SaleItem = {
  pk: string;
  sk: string;
  /** s standing, u undone. */
  st: "s" | "u";
  /** When, in ms; by which clerk's member number and clerk number; shop and its name then. */
  at: number;
  clk: string;
  no: string;
  sto: string;
  sn: string;
  /**
   * Rung up; one of the n things; saved by coupons, 0 where unknown; by the member's level besides; to be paid,
   * where `amt` is known. In fen.
   */
  amt?: number;
  itm?: number;
  off: number;
  mof?: number;
  pay?: number;
  c?: readonly SalePart[];
  /** Undone at, in ms; by which member number and clerk number; why. */
  uat?: number;
  uby?: string;
  uno?: string;
  why?: UndoReason;
};

export const saleFields = (item: SaleItem): Item => ({ ev: 1, ...item });

/** "MBR#m", "SAL#ord_…" → member and order. */
const saleIdOf = ({ pk, sk }: Key): { memberNo: string; orderId: string } => ({
  memberNo: pk.slice("MBR#".length),
  orderId: sk.slice(PREFIX.length),
});

/** As written, so for ever the same; an undo adds to it. */
export async function readSale(item: SaleItem, env: Env): Promise<SaleReceipt> {
  const { memberNo, orderId } = saleIdOf(item);
  const { c = [], amt, pay, uat, uno, why } = item;
  const shared = { rat: item.at, rno: item.no, rst: item.sto, rsn: item.sn, amt, uat, uno, why };
  // As each coupon's own redemption says it.
  const amongOthers = (at: number) => (c.length > 1 ? { stk: 1 as const, pay: at === 0 ? pay : undefined } : {});
  const parts = c.map(async ({ o, n, v, ...part }, at) =>
    readReceipt(couponKey(memberNo, o, n), { ...part, ...shared, ...amongOthers(at) }, await termsIssued(env, o, v)),
  );
  return {
    orderId,
    atMs: item.at,
    storeId: item.sto,
    storeName: item.sn,
    clerkNo: item.no,
    memberTail: memberNo.slice(-4),
    ...(amt === undefined ? {} : { amountFen: amt }),
    offFen: item.off,
    ...(item.mof === undefined ? {} : { memberOffFen: item.mof }),
    ...(pay === undefined ? {} : { payableFen: pay }),
    parts: await Promise.all(parts),
    ...(uat === undefined ? {} : { undoneAtMs: uat }),
    ...(uno === undefined ? {} : { undoneByNo: uno }),
    ...(why === undefined ? {} : { undoReason: why }),
  };
}
