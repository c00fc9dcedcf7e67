// What the tables say of a life, in the model's words, to be held against the model.
import { type CouponItem, couponIdOf } from "../../coupon/coupon.items.ts";
import { type GiftItem, giftKey } from "../../coupon/gift.items.ts";
import { isStub } from "../../coupon/past.items.ts";
import type { CardItem } from "../../member/card.items.ts";
import { type StockItem, stockKey } from "../../offer/offer.items.ts";
import { getItem, getItems, queryRange } from "../../platform/read.ts";
import type { Key } from "../../platform/table.ts";
import { ledgerOf, type PostingItem } from "../../points/ledger.items.ts";
import type { SaleItem } from "../../sale/sale.items.ts";
import type { Model } from "./model.ts";
import type { Life } from "./street.ts";
import { keyOf, roundOf } from "./things.ts";

/** Everything by name, comparable by JSON. */
export type Picture = { readonly [name: string]: unknown };

export async function stockOf(life: Life, o: number): Promise<StockItem> {
  const stock = await getItem<StockItem>(life.street.chain.tables, stockKey(life.offer(o)), { consistent: true });
  if (!stock) throw new Error("an offer has a stock");
  return stock;
}

type Row = Key & { readonly st?: string };
/** A member's coupons, wherever they lie, which of them lie apart, sales, card and postings. */
export type Shelf = {
  readonly memberNo: string;
  readonly coupons: readonly CouponItem[];
  readonly put: readonly string[];
  readonly sales: readonly SaleItem[];
  readonly points: number;
  readonly postings: readonly PostingItem[];
};
export type Tables = {
  readonly shelves: readonly Shelf[];
  readonly stocks: readonly StockItem[];
  readonly gifts: readonly (GiftItem & Key)[];
};

export async function readTables(life: Life, gifts: readonly string[]): Promise<Tables> {
  const { tables } = life.street.chain;
  const [shelves, stocks, found] = await Promise.all([
    Promise.all(life.members.map((memberNo) => readShelf(life, memberNo))),
    Promise.all(life.offers.map((_, o) => stockOf(life, o))),
    gifts.length > 0 ? getItems<GiftItem>(tables, gifts.map(giftKey), { consistent: true }) : [],
  ]);
  return { shelves, stocks, gifts: found };
}

async function readShelf(life: Life, memberNo: string): Promise<Shelf> {
  const { tables } = life.street.chain;
  const mine = { pk: `MBR#${memberNo}`, from: "CARD", to: "SAL#~" };
  const ledger = { pk: ledgerOf(memberNo), from: "0", to: ":" };
  const [rows, postings] = await Promise.all([
    queryRange<Row>(tables, mine, { consistent: true }),
    queryRange<PostingItem>(tables, ledger, { consistent: true }),
  ]);
  const past = rows.filter(({ sk }) => sk.startsWith("PAST#")) as CouponItem[];
  const live = rows.filter((row) => row.sk.startsWith("CPN#") && !isStub(row)) as CouponItem[];
  const card = rows.find(({ sk }) => sk === "CARD") as (Row & CardItem) | undefined;
  return {
    memberNo,
    coupons: [...live, ...past],
    put: past.map((coupon) => nameOf(life, coupon)),
    sales: rows.filter(({ sk }) => sk.startsWith("SAL#")) as unknown as SaleItem[],
    points: card?.pts ?? Number.NaN,
    postings,
  };
}

function nameOf(life: Life, coupon: CouponItem): string {
  const { memberNo, offerId, n } = couponIdOf(coupon);
  return `${life.members.indexOf(memberNo)}/${life.offers.indexOf(offerId)}/${n}`;
}

/** The tables' picture. Sales of one coupon are the projector's and come when they come. */
export function observed(life: Life, { shelves, stocks, gifts }: Tables): Picture {
  const ofGifts = gifts.map(({ pk, st, to }): Entry => {
    return [`gift ${pk.slice("GFT#".length)}`, [st, to ? life.members.indexOf(to) : "nobody"]];
  });
  const ofOffers = stocks.map(({ cap, state }, o): Entry => [`offer ${o}`, [cap, state]]);
  return inOrder([...shelves.flatMap((shelf) => entriesOf(life, shelf)), ...ofGifts, ...ofOffers]);
}

type Entry = readonly [string, unknown];

/** A purchase goes by its ticket, which the model does not know. */
const isPurchase = ({ ord }: Pick<PostingItem, "ord">): boolean => ord.includes(":");

function entriesOf(life: Life, { memberNo, coupons, sales, postings }: Shelf): Entry[] {
  const ofCoupons = coupons.map((coupon): Entry => {
    const uses = (coupon.red ?? []).map(({ rid, uat }) => `${rid} ${uat ?? "stands"}`);
    return [`coupon ${nameOf(life, coupon)}`, [coupon.st, coupon.rnd, ...uses]];
  });
  const ofSales = sales
    .filter(({ c }) => c?.length !== 1)
    .map(({ sk, st, pay, c = [] }): Entry => [`sale ${sk.slice(4)}`, [st, pay ?? "?", ...c.map(({ rid }) => rid)]]);
  const given = postings.filter(({ kind }) => kind === "spend");
  const ofSpendings = given.filter((one) => !isPurchase(one)).map(({ ord, amount }): Entry => [`spent ${ord}`, amount]);
  const bought: Entry = [`bought ${life.members.indexOf(memberNo)}`, given.filter(isPurchase).length];
  return [...ofCoupons, ...ofSales, ...ofSpendings, bought];
}

/** The model's picture. */
export function pictured(model: Model): Picture {
  const entries: Entry[] = [];
  for (const coupon of model.coupons.values()) {
    const uses = coupon.used.map(({ rid, undone }) => `${rid} ${undone?.atMs ?? "stands"}`);
    entries.push([`coupon ${keyOf(coupon)}`, [coupon.st, roundOf(coupon), ...uses]]);
  }
  for (const [ord, sale] of model.sales) {
    if (sale.isOneCoupon) continue;
    entries.push([`sale ${ord}`, [sale.undone ? "u" : "s", sale.payFen ?? "?", ...sale.parts.map(({ rid }) => rid)]]);
  }
  for (const [ord, { points }] of model.spent) entries.push([`spent ${ord}`, points]);
  for (const m of [0, 1]) {
    entries.push([`bought ${m}`, [...model.purchases.values()].filter((purchase) => purchase.m === m).length]);
  }
  for (const [id, { st, to }] of model.gifts) entries.push([`gift ${id}`, [st, to ?? "nobody"]]);
  for (const [o, cap] of model.caps.entries()) entries.push([`offer ${o}`, [cap, model.closed[o] ? "closed" : "open"]]);
  return inOrder(entries);
}

const inOrder = (entries: readonly Entry[]): Picture =>
  Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));

export const isAlike = (a: Picture, b: Picture): boolean => JSON.stringify(a) === JSON.stringify(b);
