// Where lives happen: real tables with a shop, its people and their use cases, and an axe for every table call. A use
// case is called as its Lambda calls it once the token has been read; HTTP has trials of its own.
import { BatchWriteItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { DAY_MS } from "@huike/shared/day";
import type { OfferTerms } from "@huike/shared/offer";
import { FIRST_PROGRAM } from "@huike/shared/program";
import { mintVisit } from "../../counter/visit-token.ts";
import { acceptGift } from "../../coupon/accept-gift.ts";
import { claimCoupon } from "../../coupon/claim.ts";
import { couponFields, couponKey } from "../../coupon/coupon.items.ts";
import { giveCoupon, takeBackGift } from "../../coupon/give.ts";
import { newCoupon } from "../../coupon/issue.ts";
import { redeemCoupon } from "../../coupon/redeem.ts";
import { tidyWallet } from "../../coupon/tidy.ts";
import { undoRedemption } from "../../coupon/undo.ts";
import { voidCoupon } from "../../coupon/void-coupon.ts";
import { cardFields, cardKey } from "../../member/card.items.ts";
import { returnNumbers, SETTLE_MS } from "../../nightly/return-numbers.ts";
import { closeOffer, reopenOffer } from "../../offer/close-offer.ts";
import {
  ALL_STORES,
  freshNumbers,
  offerKey,
  type StockItem,
  stockKey,
  termsFields,
  termsKey,
} from "../../offer/offer.items.ts";
import { setStock } from "../../offer/set-stock.ts";
import type { Env } from "../../platform/env.ts";
import type { Member } from "../../platform/http.ts";
import { attributes, type Item } from "../../platform/table.ts";
import { programKey, programText } from "../../points/program.items.ts";
import { spendPoints } from "../../points/spend-points.ts";
import { recordSale } from "../../sale/record-sale.ts";
import { undoSale } from "../../sale/undo-sale.ts";
import { type ShiftItem, type StaffItem, shiftKey } from "../../staff/staff.items.ts";
import { Axe } from "../axe.ts";
import type { Chain } from "../chain.ts";
import { makeId } from "../made-up.ts";
import { CLAIM_DAYS, HELD, OFFERS, STOCK } from "./offers.ts";
import { type Clerk, MANAGER, type Outcome, type Place, type Request, type Who } from "./requests.ts";

type Staff = Member & { readonly staff: StaffItem };

const claims = { generation: 0 } as Member["claims"];
const clerkOf = (by: Clerk, storeId: string): Staff => ({
  claims,
  memberNo: `90000000${by}`,
  staff: {
    role: by === MANAGER ? "manager" : "clerk",
    name: "店员",
    clerkNo: `0${by}`,
    state: "active",
    stores: new Set([storeId]),
  },
});

export class Street {
  readonly chain: Chain;
  readonly axe: Axe;
  private shop = "";
  private env: Env;
  private made = 100_000_000;

  constructor(chain: Chain) {
    this.chain = chain;
    this.axe = new Axe(chain.tables.client, chain.tables.once);
    this.env = chain.coldEnv();
  }

  async open(): Promise<void> {
    this.shop = await this.chain.shop();
    // One level only: points of a long life are a point a yuan to its end, as the model has it.
    const program = { ...FIRST_PROGRAM, tiers: FIRST_PROGRAM.tiers.slice(0, 1) };
    await this.put({ ...programKey, ver: 1, program: programText(program) });
    for (const by of [0, 1, MANAGER] as const) {
      const shift: ShiftItem = {
        ...{ shiftId: makeId("shift"), storeId: this.shop, storeName: "人民路店" },
        ...{ openedAt: this.chain.nowMs, endsAt: Number.MAX_SAFE_INTEGER },
      };
      await this.put({ ...shiftKey(clerkOf(by, this.shop).memberNo), ...shift });
    }
  }

  /** What an instance remembers dies with it. */
  die(): void {
    this.env = this.chain.coldEnv();
  }

  get instance(): Env {
    return this.env;
  }

  /** Two new members, three new offers, and coupons that a life can lose: in one write, or it would be most of the trial. */
  async begin(): Promise<Life> {
    this.die();
    const life = new Life(
      this,
      [String(++this.made), String(++this.made)],
      [...OFFERS.keys()].map(() => makeId("offer")),
    );
    const { client, app } = this.chain.tables;
    const items = [
      ...life.members.map((memberNo) => this.cardOf(memberNo)),
      ...this.offersOf(life),
      ...this.heldIn(life),
    ];
    const puts = items.map((item) => ({ PutRequest: { Item: attributes(item) } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [app]: puts } }));
    return life;
  }

  private cardOf(memberNo: string): Item {
    const card = { at: this.chain.nowMs, agr: "2026-11", gen: 0, lvl: 1, pts: 0 };
    return { ...cardKey(memberNo), ...cardFields(card) };
  }

  private offersOf({ offers }: Life): Item[] {
    const window = { opens: this.chain.nowMs, closes: this.chain.nowMs + CLAIM_DAYS * DAY_MS };
    return OFFERS.flatMap((terms, o) => {
      const offerId = offers[o] ?? "";
      const taken = HELD.filter((held) => held.o === o).length;
      const stock: StockItem = { ...freshNumbers(STOCK), first: STOCK, state: "open", ...window };
      return [
        { ...offerKey(offerId), version: 1 },
        { ...termsKey(offerId, 1), ...termsFields(terms, ALL_STORES) },
        { ...stockKey(offerId), ...stock, rest: STOCK - taken, nxt: taken },
      ];
    });
  }

  private heldIn({ members, offers }: Life): Item[] {
    return HELD.map(({ m, o, n }, i) => {
      const offer = { version: 1, terms: OFFERS[o] as OfferTerms, storeSet: ALL_STORES };
      const k = HELD.slice(0, i).filter((before) => before.o === o).length;
      return couponFields(newCoupon(couponKey(members[m], offers[o] ?? "", n), offer, k, this.chain.nowMs));
    });
  }

  /** Numbers nobody got come back; a day has begun since the last one. */
  async night(): Promise<void> {
    const bounds = { hasTime: () => true };
    this.chain.nowMs += DAY_MS;
    for (let phase = await returnNumbers(this.chain.coldEnv(), bounds); phase !== "over"; ) {
      this.chain.nowMs += SETTLE_MS;
      phase = await returnNumbers(this.chain.coldEnv(), bounds);
    }
  }

  staff = (by: Clerk): Staff => clerkOf(by, this.shop);

  visit(by: Clerk, memberNo: string): string {
    const clerk = this.staff(by).memberNo;
    return mintVisit(this.chain.secrets.visitKey, { clerk, storeId: this.shop, memberNo }, this.chain.nowMs).token;
  }

  private async put(item: Item): Promise<void> {
    const { client, app } = this.chain.tables;
    await client.send(new PutItemCommand({ TableName: app, Item: attributes(item) }));
  }
}

type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: string };
type Undone = { readonly undoneAtMs?: number };
type Receipt = Undone & { readonly redemptionId: string };
type SaleReceipt = Undone & { readonly orderId: string; readonly payableFen?: number };
type Drawn = { readonly coupon: { readonly state: string; readonly round: number; readonly n: number } };

const states: Readonly<Record<string, string>> = { issued: "i", redeemed: "r", voided: "v", giving: "g" };

export class Life {
  readonly street: Street;
  readonly members: readonly [string, string];
  readonly offers: readonly string[];

  constructor(street: Street, members: readonly [string, string], offers: readonly string[]) {
    this.street = street;
    this.members = members;
    this.offers = offers;
  }

  private member = (m: Who): Member => ({ claims, memberNo: this.members[m] });
  offer = (o: number): string => this.offers[o] ?? "";
  private place = ({ o, n }: Place) => ({ offerId: this.offer(o), n });

  /** Asks the real use case; throws where it was cut. */
  async ask(request: Request): Promise<Outcome> {
    const env = this.street.instance;
    switch (request.is) {
      case "claim": {
        const answer = await claimCoupon(this.member(request.m), this.place(request), env);
        return outcome(answer, ({ coupon }: Drawn) => ({ st: states[coupon.state], round: coupon.round }));
      }
      case "redeem":
      case "sale":
      case "undo":
      case "undoSale":
        return this.atTheCounter(request, env);
      case "give": {
        const asked = { giftId: request.gift, ...this.place(request) };
        const answer = await giveCoupon(this.member(request.m), asked, env);
        return outcome(answer, ({ endsAtMs }: { readonly endsAtMs: number }) => ({ endsAtMs }));
      }
      case "accept": {
        const answer = await acceptGift(this.member(request.m), { giftId: request.gift }, env);
        return outcome(answer, ({ coupon: { n } }: Drawn) => ({ n }));
      }
      case "takeBack":
        return outcome(await takeBackGift(this.member(request.m), { giftId: request.gift }, env));
      case "void": {
        const { offerId, n } = this.place(request);
        const isVoided = await voidCoupon(env, couponKey(this.members[request.m], offerId, n));
        return isVoided ? { ok: true, shows: {} } : { ok: false, error: "not_voided" };
      }
      case "spend": {
        const { m, points, ord, atMs } = request;
        return outcome(await spendPoints(env, { memberNo: this.members[m], points, ord, atMs }));
      }
      case "tidy":
        return outcome(await tidyWallet(this.member(request.m), {}, env));
      default:
        return this.atTheDesk(request, env);
    }
  }

  private async atTheDesk(request: Extract<Request, { o: number; is: "setStock" | "close" | "reopen" }>, env: Env) {
    const order = { offerId: this.offer(request.o), why: "trial" };
    const operator = this.street.staff(MANAGER);
    if (request.is === "setStock") {
      return outcome(await setStock(operator, { ...order, ifStock: request.from, stock: request.to }, env));
    }
    return outcome(await (request.is === "close" ? closeOffer : reopenOffer)(operator, order, env));
  }

  private async atTheCounter(
    request: Extract<Request, { is: "redeem" | "sale" | "undo" | "undoSale" }>,
    env: Env,
  ): Promise<Outcome> {
    const clerk = this.street.staff(request.by);
    const memberNo = this.members[request.m];
    if (request.is === "undo") {
      const { rid: redemptionId, round } = request;
      const asked = { redemptionId, memberNo, round, reason: "mistake", ...this.place(request) } as const;
      const answer = await undoRedemption(clerk, asked, env);
      return outcome(answer, ({ receipt }: { readonly receipt: Receipt }) => shown(receipt));
    }
    if (request.is === "undoSale") {
      const answer = await undoSale(clerk, { orderId: request.ord, memberNo, reason: "mistake" }, env);
      return outcome(answer, ({ receipt }: { readonly receipt: SaleReceipt }) => shownSale(receipt));
    }
    const visit = { memberNo, orderId: request.ord, visitToken: this.street.visit(request.by, memberNo) };
    const amount = request.amt === undefined ? {} : { amountFen: request.amt };
    if (request.is === "redeem") {
      const { rid: redemptionId, round } = request;
      const asked = { ...visit, ...amount, redemptionId, round, version: 1, ...this.place(request) };
      return outcome(await redeemCoupon(clerk, asked, env), shown);
    }
    const coupons = request.parts.map((part) => ({
      ...this.place(part),
      ...{ redemptionId: part.rid, round: part.round, version: 1 },
    }));
    return outcome(await recordSale(clerk, { ...visit, ...amount, coupons }, env), shownSale);
  }
}

const shown = ({ redemptionId, undoneAtMs }: Receipt) => ({ rid: redemptionId, undoneAtMs });
const shownSale = ({ orderId, payableFen, undoneAtMs }: SaleReceipt) => ({
  ...{ ord: orderId, payFen: payableFen, undoneAtMs },
});

function outcome<T>(answer: Answer, show: (value: T) => { readonly [name: string]: unknown } = () => ({})): Outcome {
  return answer.ok ? { ok: true, shows: show(answer.value as T) } : { ok: false, error: answer.error };
}
