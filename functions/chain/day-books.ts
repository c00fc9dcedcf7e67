// One day's counting: rows go in, in any order, and come out as a tally for the chain and a line for every shop,
// channel, clerk and offer that had any. Pure but for what it adds up.
import { DAY_MS } from "@huike/shared/day";
import { type HeldWhat, heldOf, type Known } from "@huike/shared/held";
import { addTally, emptyTally, type Measure, type Tally } from "@huike/shared/report";
import { CLAIMS, FANS, GRANTS, MEMBERS, REDEMPTIONS, SCANS } from "../projection/rows.ts";
import { SALES } from "../projection/shift-rows.ts";
import { BroughtBooks } from "./brought-books.ts";
import type { ChannelRow, Place, ShopRow } from "./chain-rows.ts";
import type { Axis, Entry, Minutes } from "./day-totals.items.ts";

const MINUTE_MS = 60_000;

/** What a member with purchases on the day is to others than the shop: known from the member's facts. */
export type Buyer = {
  readonly scene: string;
  readonly clerk?: string;
  readonly storeId: string;
  readonly isBack: boolean;
};
type Purchases = { sales: number; fen: number; readonly stores: Set<string> };

/** 04:00 in Shanghai. */
export const dayStartMs = (day: string): number => Date.parse(`${day}T04:00:00+08:00`);

/** What a channel's row counts for; a follower another channel has won since, for nothing. */
const WHAT: Readonly<Record<string, (row: ChannelRow) => Partial<Tally> | undefined>> = {
  [SCANS]: () => ({ scans: 1 }),
  [MEMBERS]: () => ({ members: 1 }),
  [CLAIMS]: () => ({ claims: 1 }),
  [GRANTS]: () => ({ grants: 1 }),
  [FANS]: ({ st }) => (st === "moved" ? undefined : { newFans: 1, netFans: st === "following" ? 1 : 0 }),
};

const HELD: Readonly<Record<HeldWhat, Measure>> = {
  member: "heldMembers",
  fan: "heldFans",
  redemption: "heldRedemptions",
};

export class DayBooks {
  /** What clerks brought, row by row. */
  readonly brought = new BroughtBooks();
  readonly #startMs: number;
  readonly #lines: Record<Axis, Map<string, Entry>> = {
    ...{ shop: new Map(), channel: new Map(), clerk: new Map(), offer: new Map() },
  };
  readonly #minutes = new Map<number, Tally>();
  readonly #buyers = new Map<string, Purchases>();
  #returns = 0;

  constructor(day: string) {
    this.#startMs = dayStartMs(day);
  }

  #line(axis: Axis, id: string, storeId: string): Entry {
    const key = `${id} ${storeId}`;
    const line = this.#lines[axis].get(key) ?? { id, storeId, tally: emptyTally(), usedAfter: new Map() };
    this.#lines[axis].set(key, line);
    return line;
  }

  #add(part: Partial<Tally>, atMs: number, lines: readonly (Entry | undefined)[]): void {
    const minute = Math.floor((atMs - this.#startMs) / MINUTE_MS);
    const inMinute = this.#minutes.get(minute) ?? emptyTally();
    this.#minutes.set(minute, inMinute);
    const whole = { ...emptyTally(), ...part };
    addTally(inMinute, whole);
    for (const line of lines) if (line) addTally(line.tally, whole);
  }

  /** All of one shop. */
  addShop(storeId: string, rows: readonly ShopRow[]): void {
    const paid = new Map(rows.filter(({ sk }) => sk.startsWith(SALES)).map(({ ord = "", pay = 0 }) => [ord, pay]));
    const sold = new Set<string>();
    this.brought.addShop(storeId, rows);
    for (const row of rows) {
      const { sk } = row;
      if (sk.startsWith(MEMBERS)) this.#addWon(storeId, row);
      if (sk.startsWith(SALES)) this.#addSale(storeId, row);
      if (sk.startsWith(REDEMPTIONS)) this.#addRedemption(storeId, row, { paid, sold });
    }
  }

  /** For its shop and clerk; for the chain and the channel it counts where it came from. */
  #addWon(storeId: string, { own }: ShopRow): void {
    this.#line("shop", storeId, storeId).tally.members += 1;
    if (own) this.#line("clerk", own, storeId).tally.members += 1;
  }

  #addSale(storeId: string, { sk, clerk, uat, pay = 0 }: ShopRow): void {
    if (uat !== undefined) return;
    const [, at, memberNo = ""] = sk.split("#");
    const lines = [this.#line("shop", storeId, storeId), clerk ? this.#line("clerk", clerk, storeId) : undefined];
    this.#add({ sales: 1, salesFen: pay }, Number(at), lines);
    const buyer = this.#buyers.get(memberNo) ?? { sales: 0, fen: 0, stores: new Set() };
    this.#buyers.set(memberNo, buyer);
    buyer.sales += 1;
    buyer.fen += pay;
    buyer.stores.add(storeId);
  }

  #addRedemption(
    storeId: string,
    row: ShopRow,
    { paid, sold }: { readonly paid: ReadonlyMap<string, number>; readonly sold: Set<string> },
  ): void {
    const { sk, clerk, uat, off = 0, mof = 0, amt, ord, cat } = row;
    const [, at = "", , offerId = ""] = sk.split("#");
    const offer = this.#line("offer", offerId, storeId);
    const lines = [
      this.#line("shop", storeId, storeId),
      offer,
      clerk ? this.#line("clerk", clerk, storeId) : undefined,
    ];
    if (uat !== undefined) {
      this.#add({ undone: 1 }, Number(at), lines);
      return;
    }
    this.#add({ redemptions: 1, savedFen: off }, Number(at), lines);
    // Of several coupons of an offer in one sale, the sale counts once.
    const order = `${offerId} ${ord ?? sk}`;
    const alone = amt === undefined ? 0 : amt - off - mof;
    if (!sold.has(order)) offer.tally.salesFen += ord === undefined ? alone : (paid.get(ord) ?? 0);
    sold.add(order);
    if (cat === undefined) return;
    const days = Math.floor((Number(at) - cat) / DAY_MS);
    const usedAfter = offer.usedAfter as Map<number, number>;
    usedAfter.set(days, (usedAfter.get(days) ?? 0) + 1);
  }

  /** Of one channel, any part of it. */
  addChannel(place: Place, rows: readonly ChannelRow[]): void {
    this.brought.addChannel(place, rows);
    for (const row of rows) {
      const what = WHAT[row.sk.slice(0, REDEMPTIONS.length)];
      const part = what?.(row);
      if (part) this.#addCame(place, row, part);
      // The chain and the shop have it from where it was used.
      if (row.sk.startsWith(REDEMPTIONS)) {
        const { tally } = this.#line("channel", place.scene, place.storeId);
        tally[row.lvl === 1 ? "redemptions" : "undone"] += 1;
      }
    }
  }

  #addCame({ scene, storeId, clerk }: Place, { sk, at, ofr }: ChannelRow, part: Partial<Tally>): void {
    const atMs = at ?? Number(sk.split("#")[1]);
    const channel = this.#line("channel", scene, storeId);
    // A member's shop and clerk have it already, from the shop's own row.
    if (part.members) {
      this.#add(part, atMs, [channel]);
      return;
    }
    const offer = ofr === undefined ? undefined : this.#line("offer", ofr, storeId);
    this.#add(part, atMs, [channel, ...this.#ownersOf(storeId, clerk), offer]);
  }

  #ownersOf(storeId: string, clerk: string | undefined): Entry[] {
    const shop = storeId === "" ? [] : [this.#line("shop", storeId, storeId)];
    return clerk === undefined ? shop : [...shop, this.#line("clerk", clerk, storeId)];
  }

  get buyers(): readonly string[] {
    return [...this.#buyers.keys()];
  }

  /** `storeOf`: the shop of a channel as it is listed now. */
  addBuyer(memberNo: string, { scene, clerk, storeId, isBack }: Buyer, storeOf: (scene: string) => string): void {
    const bought = this.#buyers.get(memberNo);
    if (!bought) return;
    const returns = isBack ? 1 : 0;
    const channel = this.#line("channel", scene, storeOf(scene)).tally;
    channel.sales += bought.sales;
    channel.salesFen += bought.fen;
    channel.returns += returns;
    if (!isBack) return;
    this.#returns += 1;
    for (const shop of bought.stores) this.#line("shop", shop, shop).tally.returns += 1;
    if (clerk !== undefined) this.#line("clerk", clerk, storeId).tally.returns += 1;
  }

  /** Once, when all rows are in: how much of what a clerk brought is held. */
  hold(known: Known): void {
    for (const { storeId, brought } of this.brought.days) {
      for (const { what } of heldOf(brought, known)) this.#line("clerk", brought.clerk, storeId).tally[HELD[what]] += 1;
    }
  }

  /** The whole day. */
  get chain(): Tally {
    const chain = emptyTally();
    for (const tally of this.#minutes.values()) addTally(chain, tally);
    return { ...chain, returns: this.#returns };
  }

  get minutes(): Minutes {
    return this.#minutes;
  }

  lines(axis: Axis): Entry[] {
    return [...this.#lines[axis].values()];
  }
}
