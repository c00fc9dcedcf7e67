// One life, lived in the model and on the tables at once. Where a call is cut, nobody knows whether it took effect: the
// tables must show the one or the other, whole, and the model follows; the request asked again must then be answered
// as if nothing had happened.
import { DAY_MS } from "@huike/shared/day";
import { cardKey } from "../../member/card.items.ts";
import { getItem, queryRange } from "../../platform/read.ts";
import { attributes, type Item } from "../../platform/table.ts";
import { project } from "../../projection/project.ts";
import { makeId } from "../made-up.ts";
import { Model, type Seen } from "./model.ts";
import { isAlike, observed, pictured, readTables, stockOf, type Tables } from "./observe.ts";
import { PRICED } from "./offers.ts";
import type { Clerk, Outcome, Part, Place, Request, Who } from "./requests.ts";
import type { Cut, Step } from "./steps.ts";
import type { Life, Street } from "./street.ts";
import { isOver, keyOf } from "./things.ts";

export type Tally = { commands: number; cuts: number; outcomes: Map<string, number> };

type Asking = Extract<Step, { is: "ask" }>;
const isDay = (ms: number): boolean => ms >= DAY_MS;

export class History {
  readonly life: Life;
  readonly model: Model;
  private readonly street: Street;
  private readonly tally: Tally;
  private readonly sent: Request[] = [];
  private readonly images: Item[] = [];
  /** Images that have been projected to the end. */
  private readonly brought = new Set<string>();

  constructor(life: Life, tally: Tally) {
    this.life = life;
    this.street = life.street;
    this.tally = tally;
    this.model = new Model(this.street.chain.nowMs);
  }

  async take(step: Step): Promise<void> {
    // Between any two requests what an instance remembers of a stock (a second) is gone.
    this.street.chain.nowMs += 1_500;
    this.tally.commands += 1;
    if (step.is === "ask") return this.send(this.requestOf(step), step);
    if (step.is === "repeat") {
      const request = this.sent.at(-1 - step.pick);
      return request && this.send(request, step);
    }
    if (step.is === "stream") return this.stream(step.bits, step.cut);
    // The stream brings everything within a day.
    if (step.is === "night" || isDay(step.ms)) await this.drain();
    if (step.is === "night") return this.street.night();
    this.street.chain.nowMs += step.ms;
  }

  private newest = <T>(all: readonly T[], pick = 0): T | undefined => all.at(-1 - pick) ?? all.at(-1);

  private partAt({ picks, o, n, isStale }: Asking, m: 0 | 1, i: number): Part {
    const mine = [...this.model.coupons.values()].filter((coupon) => coupon.m === m);
    const coupon = this.newest(mine, picks[i]);
    const round = coupon?.used.filter(({ undone }) => undone).length ?? 0;
    const place: Place = coupon ? { m, o: coupon.o, n: coupon.n } : { m, o, n };
    return { ...place, round: isStale ? Math.max(0, round - 1) : round, rid: makeId("redemption") };
  }

  private requestOf(step: Asking): Request | undefined {
    const { what, m, o, n, by, amt, picks } = step;
    const one = this.partAt(step, m, 0);
    switch (what) {
      case "claim":
        return { is: what, m, o, n };
      case "redeem":
        return { is: what, ...one, by, amt, ord: makeId("order") };
      case "sale":
        return { is: what, m, by, amt, ord: makeId("order"), parts: this.stackAt(step) };
      case "undo": {
        const used = this.newest(this.uses(), picks[0]);
        // As a rule whoever did it.
        return used && { is: what, ...used.part, by: by === 0 ? used.by : by };
      }
      case "undoSale": {
        const sale = this.newest([...this.model.sales], picks[0]);
        return sale && { is: what, m: sale[1].m, by: by === 0 ? sale[1].by : by, ord: sale[0] };
      }
      case "give":
        return { is: what, m: one.m, o: one.o, n: one.n, gift: makeId("gift") };
      case "accept":
      case "takeBack": {
        const gift = this.newest([...this.model.gifts.keys()], picks[0]);
        return gift === undefined ? undefined : { is: what, m, gift };
      }
      case "void":
        return { is: what, m: one.m, o: one.o, n: one.n };
      case "spend":
        return { is: what, m, points: 40 + 40 * n, ord: makeId("order"), atMs: this.street.chain.nowMs };
      case "setStock":
        return {
          is: what,
          o,
          from: this.model.caps[o] ?? 0,
          to: Math.max(1, (this.model.caps[o] ?? 0) + (picks[0] ?? 0) - 2),
        };
      case "tidy":
        return { is: what, m };
      default:
        return { is: what, o };
    }
  }

  private uses(): { readonly part: Part; readonly by: Clerk }[] {
    return [...this.model.coupons.values()].flatMap(({ m, o, n, used }) =>
      used.map(({ rid, by }, round) => ({ part: { m, o, n, rid, round }, by })),
    );
  }

  private stackAt(step: Asking): Part[] {
    const parts = step.picks.slice(0, step.n).map((_, i) => this.partAt(step, step.m, i));
    const distinct = [...new Map(parts.map((part) => [keyOf(part), part])).values()];
    // A contract lets none or several through, never one.
    return distinct.length > 1 ? distinct : [];
  }

  private async send(request: Request | undefined, { cut, again }: { cut: Cut | undefined; again: boolean }) {
    if (!request) return;
    if (this.sent.at(-1) !== request) this.sent.push(request);
    const wasCut = cut !== undefined && (await this.cutOff(request, cut));
    if (cut === undefined || (wasCut && again)) await this.hear(request);
  }

  private async seen(request: Request): Promise<Seen> {
    const seen = { rest: 0, missing: 0, points: 0 };
    if (request.is === "claim" || request.is === "setStock") {
      const { rest, nxt, retired } = await stockOf(this.life, request.o);
      const points = request.is === "claim" && request.o === PRICED ? await this.pointsOf(request.m) : 0;
      const held = [...this.model.coupons.values()].filter(({ o, st }) => o === request.o && st !== "x").length;
      return { rest, missing: nxt - retired - held, points };
    }
    return request.is === "spend" ? { ...seen, points: await this.pointsOf(request.m) } : seen;
  }

  private async pointsOf(m: Who): Promise<number> {
    const key = cardKey(this.life.members[m]);
    const card = await getItem<{ pts: number }>(this.street.chain.tables, key, { consistent: true });
    return card?.pts ?? 0;
  }

  /** Nothing is cut: the answer is the model's. */
  private async hear(request: Request): Promise<void> {
    const seen = await this.seen(request);
    const answer = await this.life.ask(request);
    const expected = this.expected(request, answer, seen);
    expect([request, answer]).toEqual([request, expected]);
    if (request.is === "tidy") this.followTidy(await readTables(this.life, []));
    this.count(request, answer);
  }

  private expected(request: Request, answer: Outcome, seen: Seen): Outcome {
    // Long after its offer closed a coupon that was put away keeps no place any more, once a tidy has seen to it.
    const isClosed = request.is === "claim" && !answer.ok && answer.error === "offer_closed";
    if (isClosed && this.model.mayHaveLostPlace(request, this.street.chain.nowMs)) return answer;
    // Sold out to who asks the table, while a number is on its way to nobody: both are right.
    const isSoldOut = request.is === "claim" && !answer.ok && answer.error === "offer_sold_out" && seen.rest === 0;
    return this.model.answer(request, this.street.chain.nowMs, isSoldOut ? { ...seen, missing: 0 } : seen);
  }

  private count(request: Request, answer: Outcome): void {
    const what = request.is === "claim" && request.o === PRICED ? "buy" : request.is;
    const name = `${what} ${answer.ok ? "yes" : answer.error}`;
    this.tally.outcomes.set(name, (this.tally.outcomes.get(name) ?? 0) + 1);
  }

  /** False where it had been answered before the call that was to be cut. */
  private async cutOff(request: Request, cut: Cut): Promise<boolean> {
    const seen = await this.seen(request);
    let answer: Outcome | undefined;
    const wasCut = await this.street.axe.cut(
      cut.nth,
      cut.side,
      async () => {
        answer = await this.life.ask(request);
      },
      cut.dies,
    );
    if (wasCut && cut.dies) this.street.die();
    if (answer) {
      // Also a call whose answer was lost may be answered after all: then it is held to it.
      expect([request, answer]).toEqual([request, this.expected(request, answer, seen)]);
      if (request.is === "tidy") this.followTidy(await readTables(this.life, []));
      this.count(request, answer);
      return false;
    }
    expect(wasCut).toBe(true);
    this.tally.cuts += 1;
    await this.followCut(request, seen);
    return true;
  }

  private async followCut(request: Request, seen: Seen): Promise<void> {
    const gifts = new Set([...this.model.gifts.keys(), ...giftOf(request)]);
    const tables = await readTables(this.life, [...gifts]);
    const picture = observed(this.life, tables);
    const done = this.model.copy();
    done.answer(request, this.street.chain.nowMs, seen);
    if (isAlike(pictured(done), picture)) Object.assign(this.model, done);
    else expect(picture).toEqual(pictured(this.model));
    this.followTidy(tables);
  }

  /** What lies apart now was over: how much is put away at a time is not the model's to know. */
  private followTidy({ shelves }: Tables): void {
    for (const name of shelves.flatMap(({ put }) => put)) {
      const coupon = this.model.coupons.get(name);
      if (!coupon) throw new Error(`${name} was put away and never was`);
      if (!coupon.isPut) expect([name, isOver(coupon, this.street.chain.nowMs)]).toEqual([name, true]);
      coupon.isPut = true;
    }
  }

  /** Some images as they stand and some of long ago, in any order; a cut lane comes again some day. */
  private async stream(bits: number, cut?: Cut): Promise<void> {
    const now = await this.sources();
    const some = [...this.images.slice(-4), ...now].filter((_, i) => bits & (1 << (i % 16))).reverse();
    this.images.push(...now.slice(-3));
    const lane = async () => {
      for (const image of some) await project(attributes(image), this.street.instance);
    };
    if (!cut) return lane();
    const wasCut = await this.street.axe.cut(cut.nth, cut.side, lane, cut.dies);
    if (wasCut) this.tally.cuts += 1;
    if (wasCut && cut.dies) this.street.die();
  }

  private async sources(): Promise<Item[]> {
    const all = this.life.members.map((memberNo) =>
      queryRange<Item & { sk: string; ev?: number }>(
        this.street.chain.tables,
        { pk: `MBR#${memberNo}`, from: "CPN#", to: "SAL#~" },
        { consistent: true },
      ),
    );
    return (await Promise.all(all)).flat().filter(({ ev }) => ev);
  }

  /** All that is on its way has arrived, and long enough ago for a check to ask for it. */
  async settle(): Promise<void> {
    await this.drain();
    this.street.chain.nowMs += 15 * 60_000;
  }

  /** The stream brings all there is: coupons make sales, sales make postings. */
  private async drain(): Promise<void> {
    for (let pass = 0; pass < 2; pass++) {
      for (const image of await this.sources()) {
        const text = JSON.stringify(image);
        if (this.brought.has(text)) continue;
        await project(attributes(image), this.street.instance);
        this.brought.add(text);
      }
    }
  }
}

const giftOf = (request: Request): string[] => ("gift" in request ? [request.gift] : []);
