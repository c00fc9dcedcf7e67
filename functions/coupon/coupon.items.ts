// MBR#m / CPN#<offer>#<n>: a live coupon. The key is the per-member limit. Names are short: card and
// twenty coupons must fit in half a read unit, 195 B an item. This file alone spells them out.
import type { Coupon, Receipt, UndoReason } from "@huike/shared/coupon";
import type { OfferTerms } from "@huike/shared/offer";
import { runOfGrant } from "../campaign/campaign.items.ts";
import type { Item, Key } from "../platform/table.ts";

export const couponKey = (memberNo: string, offerId: string, n: number): Key => ({
  pk: `MBR#${memberNo}`,
  sk: `CPN#${offerId}#${n}`,
});

/** A redemption, and since an undo of it, that too. */
export type RedemptionEntry = {
  /** Id, time, clerk's member number and clerk number, shop and its name then, order, amount. */
  rid: string;
  rat: number;
  rby: string;
  rno: string;
  rst: string;
  rsn: string;
  ord: string;
  amt?: number;
  /** What one of the things cost, for a coupon of the n-th; what was taken off, in fen. */
  itm?: number;
  off?: number;
  /** What the member's level took off besides, in fen. */
  mof?: number;
  /** One of several in one sale: it is taken back with all of them. */
  stk?: 1;
  /** What the whole sale came to, in fen: on the first of several, so that its points are shown once. */
  pay?: number;
  /** Undone at, in ms; by which member number and clerk number; why; grace: the coupon is good until then at least. */
  uat?: number;
  uby?: string;
  uno?: string;
  why?: UndoReason;
  gr?: number;
};

export type CouponItem = {
  pk: string;
  sk: string;
  /** i issued, r redeemed, v voided, g on its way to a friend, x given. */
  st: "i" | "r" | "v" | "g" | "x";
  /** Round: raised by every undo, so that an old request can never come back to life. */
  rnd: number;
  /** Version of the terms it was issued under. */
  v: number;
  /** Least sale, in fen. */
  mf: number;
  /** Valid from and until, in ms; valid while nbf <= now < exp. */
  nbf: number;
  exp: number;
  /** The set of shops that take it. */
  ss: string;
  /** Ticket number; and the number of its day, where the offer has a stock for each. */
  k: number;
  kd?: number;
  /** Claimed at, in ms; channel and shop it was issued by. */
  at: number;
  ch?: string;
  ist?: string;
  /** Voided at, in ms. */
  vat?: number;
  /** The gift it is, or was, on its way with, and until when it can be accepted, in ms; the member it came from as one. */
  gft?: string;
  gut?: number;
  fr?: string;
  /** What it cost in points; none: nothing. It goes along when the coupon is given to a friend. */
  pp?: number;
  /** The grant it was given by. */
  gid?: string;
  /**
   * Its redemptions, each in the place of its round. All but one in the present round are undone. They never
   * move: an undo marks the one it takes back, so that one update can do it without knowing what it says.
   */
  red?: readonly RedemptionEntry[];
};

/** `<k>`-th mark of a member's claims of an offer on one calendar day: its key is the daily limit. */
export const dayMarkKey = (memberNo: string, offerId: string, day: string, k: number): Key => ({
  pk: `MBR#${memberNo}`,
  sk: `DAY#${offerId}#${day}#${k}`,
});

export const couponFields = (item: CouponItem): Item => ({ ev: 1, ...item });

/** "CPN#ofr_…#1" → offer and n; "MBR#m" → m. */
export function couponIdOf(item: Pick<CouponItem, "pk" | "sk">): { memberNo: string; offerId: string; n: number } {
  const [, offerId = "", n = ""] = item.sk.split("#");
  return { memberNo: item.pk.slice("MBR#".length), offerId, n: Number(n) };
}

/** Names a coupon's purchase on the points ledger: a ticket number makes one coupon, whoever holds it later. */
export const purchaseOf = (offerId: string, k: number): string => `${offerId}:${k}`;

/** Until when it can be used: what it was issued with, or the grace of the last undo. */
export const usableUntilMs = ({ exp, rnd, red }: Pick<CouponItem, "exp" | "rnd" | "red">): number =>
  Math.max(exp, red?.[rnd - 1]?.gr ?? exp);

/** The redemption that stands, if any. */
export const standingRedemption = ({ st, rnd, red }: CouponItem): RedemptionEntry | undefined =>
  st === "r" ? red?.[rnd] : undefined;

/** As much of a redemption as its receipt says. */
type Said = Pick<RedemptionEntry, "rid" | "rat" | "rno" | "rst" | "rsn"> & {
  readonly [K in "amt" | "off" | "mof" | "stk" | "pay" | "uat" | "uno" | "why"]?: RedemptionEntry[K] | undefined;
};

/** A redemption's receipt; the names on it are those of the moment, so that it stays the same for ever. */
export function readReceipt(item: Pick<CouponItem, "pk" | "sk">, entry: Said, terms: OfferTerms): Receipt {
  const { memberNo, offerId, n } = couponIdOf(item);
  return {
    redemptionId: entry.rid,
    offerId,
    n,
    title: terms.title,
    benefit: terms.benefit,
    ...(entry.off === undefined ? {} : { offFen: entry.off }),
    ...(entry.mof === undefined ? {} : { memberOffFen: entry.mof }),
    ...(entry.amt === undefined ? {} : { amountFen: entry.amt }),
    ...(entry.stk ? { partOfSale: entry.pay === undefined ? {} : { payableFen: entry.pay } } : {}),
    storeId: entry.rst,
    storeName: entry.rsn,
    clerkNo: entry.rno,
    memberTail: memberNo.slice(-4),
    redeemedAtMs: entry.rat,
    ...(entry.uat === undefined ? {} : { undoneAtMs: entry.uat }),
    ...(entry.uno === undefined ? {} : { undoneByNo: entry.uno }),
    ...(entry.why === undefined ? {} : { undoReason: entry.why }),
  };
}

/** One that was given is drawn with its new owner only; of a list that has it, it is what it was. */
const STATES = { i: "issued", r: "redeemed", v: "voided", g: "giving", x: "issued" } as const;

/** The campaign's run that put it into the wallet. */
function pushOf({ gid }: Pick<CouponItem, "gid">): Pick<Coupon, "push"> {
  const push = gid === undefined ? undefined : runOfGrant(gid);
  return push ? { push } : {};
}

export function readCoupon(item: CouponItem, terms: OfferTerms): Coupon {
  const { offerId, n } = couponIdOf(item);
  const standing = standingRedemption(item);
  const undone = (item.red ?? []).filter((entry) => entry.uat !== undefined);
  return {
    offerId,
    n,
    version: item.v,
    state: STATES[item.st],
    round: item.rnd,
    validFromMs: item.nbf,
    expiresAtMs: usableUntilMs(item),
    claimedAtMs: item.at,
    ...(item.vat === undefined ? {} : { voidedAtMs: item.vat }),
    ...(item.st === "g" && item.gft ? { gift: { giftId: item.gft, endsAtMs: item.gut ?? 0 } } : {}),
    ...(item.fr ? { isGift: true as const } : {}),
    ...pushOf(item),
    ...(standing ? { receipt: readReceipt(item, standing, terms) } : {}),
    ...(undone.length > 0 ? { undone: undone.map((entry) => readReceipt(item, entry, terms)) } : {}),
  };
}
