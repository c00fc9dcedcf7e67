// What can go wrong in the tables behind everybody's back, planted in a street that has lived: each error says which
// findings it must lead to, no more and no less.
import { type AttributeValue, DeleteItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { FindingKind } from "@huike/shared/reconciliation";
import { type CouponItem, couponIdOf, dayMarkKey } from "../coupon/coupon.items.ts";
import { stubOf } from "../coupon/past.items.ts";
import { type CardItem, cardKey } from "../member/card.items.ts";
import { type NumbersItem, stockKey } from "../offer/offer.items.ts";
import { attributes, fields, type Item, type Key } from "../platform/table.ts";
import { growthIn, ledgerOf, type PostingItem, pointsOf, postingSk } from "../points/ledger.items.ts";
import { offerCouponRow } from "../projection/offer-rows.ts";
import { rowsOf } from "../projection/rows-of.ts";
import { saleRow } from "../projection/shift-rows.ts";
import { type SaleItem, saleKey } from "../sale/sale.items.ts";
import type { Chain } from "./chain.ts";
import { makeId } from "./made-up.ts";

export type Planted = { readonly name: string; readonly expected: readonly string[] };
type Stored = Key & Item;

/** As a finding is compared: what, where, and of numbers which. */
export const findingText = (what: FindingKind, of: string, item = "", found?: number): string =>
  [what, of, item, ...(what === "number_twice" ? [found] : [])].join(" ");

/** A sale's row on its shop's day. */
function rowOf(what: FindingKind, sale: SaleItem): string {
  const { key } = saleRow(sale.pk.slice("MBR#".length), sale.sk.slice("SAL#".length), sale);
  return findingText(what, key.pk, key.sk);
}

/** The night before has settled all numbers: one that no coupon has any more is missed. */
const settledAt = (coupon: CouponItem): string[] => [
  findingText("numbers_differ", stockKey(couponIdOf(coupon).offerId).pk, "STOCK"),
];

/** The number a neighbour got. */
function before(k: number): number {
  if (k === 0) throw new Error("there is no number before the first");
  return k - 1;
}

export class Planter {
  readonly #chain: Chain;
  readonly #app: readonly Stored[];
  readonly #rows: Stored[];

  private constructor(chain: Chain, app: readonly Stored[], rows: Stored[]) {
    [this.#chain, this.#app, this.#rows] = [chain, app, rows];
  }

  /** `untouched`: members whose rows are left to errors of their own. */
  static async open(chain: Chain, untouched: readonly string[], random: () => number): Promise<Planter> {
    const read = async (table: "app" | "views") => (await chain.items(table)).map((item) => fields<Stored>(item));
    const isFree = ({ pk, sk }: Key) => pk.startsWith("v1#") && !untouched.some((no) => `${pk} ${sk}`.includes(no));
    const rows = (await read("views")).filter(isFree).sort((a, b) => (a.pk + a.sk < b.pk + b.sk ? -1 : 1));
    return new Planter(
      chain,
      await read("app"),
      rows.sort(() => random() - 0.5),
    );
  }

  private put = (item: Stored, table: "app" | "views" = "app") =>
    this.#chain.tables.client.send(
      new PutItemCommand({
        TableName: this.#chain.tables[table],
        Item: attributes(item) as Record<string, AttributeValue>,
      }),
    );
  private drop = ({ pk, sk }: Key, table: "app" | "views" = "app") =>
    this.#chain.tables.client.send(
      new DeleteItemCommand({ TableName: this.#chain.tables[table], Key: attributes({ pk, sk }) }),
    );
  private of = <T>(memberNo: string, prefix: string): (T & Key)[] =>
    this.#app.filter(({ pk, sk }) => pk === cardKey(memberNo).pk && sk.startsWith(prefix)) as never;
  private postings = (memberNo: string): PostingItem[] =>
    this.#app.filter(({ pk, sk }) => pk === ledgerOf(memberNo) && /^\d/.test(sk)) as never;

  readonly points: Record<string, (memberNo: string) => Promise<readonly string[]>> = {
    "a balance raised": (m) => this.card(m, ({ pts }) => ({ pts: pts + 1 }), ["balance_differs"]),
    "growth changed": (m) => this.card(m, ({ gro = 0 }) => ({ gro: gro + 7 }), ["growth_differs"]),
    "a count lowered": (m) => this.card(m, ({ n = 0 }) => ({ n: n - 1 }), ["count_differs"]),
    "a level nobody reached": (m) => this.card(m, () => ({ lvl: 3 }), ["level_differs"]),
    "an earning without its rates": (m) => this.posting(m, ({ rates: _, ...posting }) => posting),
    "a leg on a foreign account": (m) => this.posting(m, (posting) => ({ ...posting, from: "adjusted" })),
    "an earning and the balance raised": async (m) => {
      await this.card(m, ({ pts }) => ({ pts: pts + 500 }), []);
      return this.posting(m, (posting) => ({ ...posting, amount: posting.amount + 500 }));
    },
    "an earning made up, and the card with it": async (m) => {
      const copy = { ...this.earning(m), ord: makeId("order"), amount: 5, growth: 5 };
      const sk = postingSk(copy);
      await this.put({ ...copy, pk: ledgerOf(m), sk } as Stored);
      await this.card(m, ({ pts, gro = 0, n = 0 }) => ({ pts: pts + 5, gro: gro + 5, n: n + 1 }), []);
      return [findingText("posting_without_source", cardKey(m).pk, sk)];
    },
    "an earning that never came": async (m) => {
      const posting = this.earning(m);
      await this.drop({ pk: ledgerOf(m), sk: posting.sk });
      const without = ({ pts, gro = 0, n = 0 }: CardItem) => ({
        ...{ pts: pts - pointsOf(m, posting), gro: gro - growthIn(m, posting), n: n - 1 },
      });
      await this.card(m, without, []);
      return [findingText("posting_missing", cardKey(m).pk, posting.sk)];
    },
    "an earning gone again": async (m) => {
      const { sk } = this.earning(m);
      await this.drop({ pk: ledgerOf(m), sk });
      const ofCard = ["balance_differs", "growth_differs", "count_differs"] as const;
      return [
        findingText("posting_missing", cardKey(m).pk, sk),
        ...ofCard.map((one) => findingText(one, cardKey(m).pk)),
      ];
    },
  };

  readonly sales: Record<string, (memberNo: string) => Promise<readonly string[]>> = {
    "a coupon's sale lost": async (m) => {
      const sale = this.sale(m, ({ c, pay }) => c?.length === 1 && pay === undefined);
      await this.drop(sale);
      return [findingText("sale_missing", sale.pk, sale.sk), rowOf("row_without_source", sale)];
    },
    "a sale of another clerk": async (m) => {
      const sale = this.sale(m, ({ c }) => c?.length === 1);
      await this.put({ ...sale, no: "99" } as Stored);
      return [findingText("sale_differs", sale.pk, sale.sk)];
    },
    "an undone sale that stands": async (m) => {
      const isUndone = ({ c, pay, st }: SaleItem) => c?.length === 1 && pay === undefined && st === "u";
      const { uat: _, uby: __, uno: ___, why: ____, ...sale } = this.sale(m, isUndone);
      await this.put({ ...sale, st: "s" } as Stored);
      return [findingText("sale_differs", sale.pk, sale.sk), rowOf("row_differs", sale)];
    },
    "a sale with a coupon nobody used": async (m) => {
      const [unused] = this.of<CouponItem>(m, "CPN#").filter(({ st }) => st === "i");
      const { uat: _, uby: __, uno: ___, why: ____, ...sale } = this.sale(m, ({ pay }) => pay === undefined);
      const { offerId, n } = couponIdOf(unused as CouponItem);
      const key = saleKey(m, makeId("order"));
      const c = [{ o: offerId, n, v: 1, rid: makeId("redemption"), rnd: 7 }];
      const madeUp: SaleItem = { ...sale, ...key, st: "s", c };
      await this.put(madeUp as Stored);
      return [findingText("sale_without_source", key.pk, key.sk), rowOf("row_missing", madeUp)];
    },
    "a sale of less": async (m) => {
      const sale = this.sale(m, ({ c }) => c?.length !== 1);
      await this.put({ ...sale, pay: (sale.pay ?? 0) - 2_000 } as Stored);
      const earned = postingSk({ at: sale.at, ord: sale.sk.slice("SAL#".length), kind: "earn" });
      return [
        findingText("sale_differs", sale.pk, sale.sk),
        findingText("posting_differs", sale.pk, earned),
        rowOf("row_differs", sale),
      ];
    },
  };

  /** Of the member's coupon of `offerId` that was never used. */
  readonly coupons: Record<string, (memberNo: string, offerId: string) => Promise<readonly string[]>> = {
    "a coupon gone": async (m, offerId) => {
      const coupon = this.unused(m, offerId);
      await this.drop(coupon);
      return [...this.strayOf(coupon), ...settledAt(coupon)];
    },
    "a coupon used by nobody": async (m, offerId) => {
      const coupon = this.unused(m, offerId);
      await this.put({ ...coupon, ev: 1, st: "r" } as Stored);
      const { key } = offerCouponRow(coupon);
      return [findingText("coupon_differs", coupon.pk, coupon.sk), findingText("row_differs", key.pk, key.sk)];
    },
    "a coupon put away to nowhere": async (m, offerId) => {
      const coupon = this.unused(m, offerId);
      await this.put(stubOf(coupon) as Stored);
      return [findingText("coupon_lost", coupon.pk, coupon.sk), ...this.strayOf(coupon)];
    },
    "a number that another has": async (m, offerId) => {
      const coupon = this.unused(m, offerId);
      const k = before(coupon.k);
      await this.put({ ...coupon, k } as Stored);
      return [findingText("number_twice", stockKey(offerId).pk, "STOCK", k), ...settledAt(coupon)];
    },
    "a day's number that another has": async (m, offerId) => {
      const coupon = this.unused(m, offerId);
      const kd = before(coupon.kd ?? 0);
      const day = this.#app.find(({ pk, sk }) => pk === stockKey(offerId).pk && sk.startsWith("STOCK#"));
      await this.put({ ...coupon, kd } as Stored);
      return [findingText("number_twice", stockKey(offerId).pk, day?.sk, kd)];
    },
    "a number that was never given out": async (m, offerId) => {
      const coupon = this.unused(m, offerId);
      await this.put({ ...coupon, k: coupon.k + 5_000 } as Stored);
      return [findingText("number_unknown", coupon.pk, coupon.sk), ...settledAt(coupon)];
    },
  };

  readonly rows: Record<string, () => Promise<readonly string[]>> = {
    "a row lost": async () => {
      const row = this.row();
      await this.drop(row, "views");
      return [findingText("row_missing", row.pk, row.sk)];
    },
    "a row changed": async () => {
      const row = this.row();
      const whose = row.mbr === undefined ? "clerk" : "mbr";
      const change = row.at === undefined ? { [whose]: "100000000" } : { at: Number(row.at) - 3 * 86_400_000 };
      await this.put({ ...row, ...change } as Stored, "views");
      return [findingText("row_differs", row.pk, row.sk)];
    },
    "a row raised": async () => {
      const row = this.row();
      await this.put({ ...row, lvl: Number(row.lvl) + 1 } as Stored, "views");
      return [findingText("row_differs", row.pk, row.sk)];
    },
    "a row twice": async () => {
      const row = this.row();
      const pk = row.pk.replace(/#\d$/, (shard) => `#${(Number(shard.slice(1)) + 1) % 10}`);
      await this.put({ ...row, pk } as Stored, "views");
      return [findingText("row_without_source", pk, row.sk)];
    },
    "a row of nobody": async () => {
      const { pk, ...row } = this.row();
      const sk = `R#${this.#chain.nowMs}#999999999#${makeId("offer")}#1#0`;
      await this.put({ ...row, pk, sk } as Stored, "views");
      return [findingText("row_without_source", pk, sk)];
    },
    "a row of no kind": async () => {
      const { pk, ...row } = this.row();
      const { sk } = dayMarkKey("", makeId("offer"), "2026-01-05", 1);
      await this.put({ ...row, pk, sk } as Stored, "views");
      return [findingText("row_without_source", pk, sk)];
    },
  };

  /** Of a stock of its own, whose three numbers are settled; its second coupon is `holder`'s. */
  readonly stocks: Record<string, (offerId: string, holder: string) => Promise<readonly string[]>> = {
    "one more left": (o) => this.stock(o, "STOCK", ({ rest }) => ({ rest: rest + 1 }), "stock_unbalanced"),
    "one more in all": (o) => this.stock(o, "STOCK", ({ cap }) => ({ cap: cap + 1 }), "stock_unbalanced"),
    "one more taken": (o) => this.stock(o, "STOCK", ({ nxt }) => ({ nxt: nxt + 1 }), "stock_unbalanced"),
    "more settled than taken": (o) =>
      this.stock(o, "STOCK", ({ nxt }) => ({ done: nxt + 1 }), "stock_unbalanced", "numbers_differ"),
    "one returned that has a coupon": (o) =>
      this.stock(o, "STOCK", ({ rest, retired }) => ({ rest: rest + 1, retired: retired + 1 }), "numbers_differ"),
    "a day's left off by one": (o) => this.stock(o, "STOCK#", ({ rest }) => ({ rest: rest - 1 }), "stock_unbalanced"),
    "more a day than allowed": (o) =>
      this.stock(o, "STOCK#", ({ rest, cap }) => ({ rest: rest + 5, cap: cap + 5 }), "stock_differs"),
    "a settled coupon gone": async (o, holder) => {
      const coupon = this.unused(holder, o);
      await this.drop(coupon);
      return [...settledAt(coupon), ...this.strayOf(coupon)];
    },
  };

  private async card(m: string, change: (card: CardItem) => Partial<CardItem>, kinds: readonly FindingKind[]) {
    const [card] = this.of<CardItem>(m, "CARD");
    if (!card) throw new Error(`${m} has no card`);
    await this.put({ ...card, ...change(card) } as Stored);
    return kinds.map((what) => findingText(what, cardKey(m).pk));
  }

  private async posting(m: string, change: (posting: PostingItem) => PostingItem) {
    const posting = this.earning(m);
    await this.put({ ...change(posting), pk: ledgerOf(m) } as unknown as Stored);
    return [findingText("posting_differs", cardKey(m).pk, posting.sk)];
  }

  /** Of a coupon used alone, not taken back. */
  private earning(m: string): PostingItem {
    const single = new Set(this.of<SaleItem>(m, "SAL#").flatMap(({ sk, c }) => (c?.length === 1 ? [sk.slice(4)] : [])));
    const postings = this.postings(m).filter(({ ord }) => single.has(ord));
    const found = postings.find(
      ({ kind, ord }) => kind === "earn" && postings.filter((one) => one.ord === ord).length === 1,
    );
    if (!found) throw new Error(`${m} has earned nothing alone`);
    return found;
  }

  private sale(m: string, is: (sale: SaleItem) => boolean): SaleItem {
    const found = this.of<SaleItem>(m, "SAL#").find(is);
    if (!found) throw new Error(`${m} has no such sale`);
    return found;
  }

  private unused(m: string, offerId: string): CouponItem {
    const found = this.of<CouponItem>(m, `CPN#${offerId}#`).find(({ st, rnd }) => st === "i" && rnd === 0);
    if (!found) throw new Error(`${m} has nothing unused of ${offerId}`);
    return found;
  }

  private strayOf(coupon: CouponItem): string[] {
    return rowsOf(coupon).map(({ key }) => findingText("row_without_source", key.pk, key.sk));
  }

  private row(): Stored {
    const row = this.#rows.pop();
    if (!row) throw new Error("no row is left");
    return row;
  }

  private async stock(
    offerId: string,
    prefix: string,
    change: (stock: NumbersItem) => Partial<NumbersItem>,
    ...whats: readonly FindingKind[]
  ) {
    const { pk } = stockKey(offerId);
    const isIt = (sk: string) => (prefix === "STOCK" ? sk === prefix : sk.startsWith(prefix));
    const stock = this.#app.find((item) => item.pk === pk && isIt(item.sk));
    if (!stock) throw new Error(`${offerId} has no ${prefix}`);
    await this.put({ ...stock, ...change(stock as never) } as Stored);
    return whats.map((what) => findingText(what, pk, stock.sk));
  }
}
