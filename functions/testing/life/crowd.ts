// Several people at one life's coupons at once, each asking one thing after the other; what each was answered is kept
// with when it began and ended. Every id is known to all, so that one takes back or accepts what another has just made.
import { makeId } from "../made-up.ts";
import type { Clerk, Outcome, Part, Request } from "./requests.ts";
import type { Life } from "./street.ts";

export type Told = {
  readonly request: Request;
  /** Undefined where none was heard. */
  readonly answer: Outcome | undefined;
  readonly began: number;
  readonly ended: number;
};

export class Crowd {
  private readonly upTo: (n: number) => number;
  private readonly uses: Part[] = [];
  private readonly gifts: string[] = [];
  private readonly sales: string[] = [];
  private clock = 0;

  constructor(random: () => number) {
    this.upTo = (n) => Math.floor(random() * n);
  }

  async act(life: Life, people: number, callsEach: number): Promise<Told[]> {
    const told: Told[] = [];
    const person = async () => {
      for (let i = 0; i < callsEach; i++) told.push(await this.ask(life, this.next()));
    };
    await Promise.all(Array.from({ length: people }, person));
    return told;
  }

  private async ask(life: Life, request: Request): Promise<Told> {
    this.clock += 1;
    const began = this.clock;
    const answer = await life.ask(request).catch(() => undefined);
    this.clock += 1;
    return { request, answer, began, ended: answer ? this.clock : Number.POSITIVE_INFINITY };
  }

  private oneOf = <T>(all: readonly T[]): T | undefined => all[this.upTo(all.length)];

  private next(): Request {
    return this.oneOf(this.makers)?.() ?? this.redeem();
  }

  /** Undefined where there is nothing yet that it could be about. */
  private readonly makers: readonly (() => Request | undefined)[] = [
    () => this.redeem(),
    () => this.redeem(),
    () => this.stack(),
    () => this.undo(),
    () => this.undo(),
    () => this.undoSale(),
    () => this.give(),
    () => this.withGift((gift) => ({ is: "accept", m: 1, gift })),
    () => this.withGift((gift) => ({ is: "takeBack", m: 0, gift })),
    // Rare, or every history would soon be over.
    () => (this.upTo(4) === 0 ? { is: "void", m: 0, o: 1, n: 1 } : undefined),
  ];

  private clerk = (): Clerk => this.upTo(3) as Clerk;

  private use(m: 0 | 1, o: 0 | 1): Part {
    const part: Part = { m, o, n: 1, round: this.upTo(2), rid: makeId("redemption") };
    this.uses.push(part);
    return part;
  }

  private redeem(): Request {
    const part = this.use(this.upTo(3) === 0 ? 1 : 0, this.upTo(4) === 0 ? 0 : 1);
    return { is: "redeem", by: this.clerk(), ord: makeId("order"), amt: undefined, ...part };
  }

  private stack(): Request {
    const ord = makeId("order");
    this.sales.push(ord);
    return { is: "sale", m: 0, by: this.clerk(), ord, amt: 12_000, parts: [this.use(0, 0), this.use(0, 1)] };
  }

  private undo(): Request | undefined {
    const use = this.oneOf(this.uses);
    return use && { is: "undo", by: this.clerk(), ...use };
  }

  private undoSale(): Request | undefined {
    const ord = this.oneOf(this.sales);
    return ord === undefined ? undefined : { is: "undoSale", m: 0, by: this.clerk(), ord };
  }

  private give(): Request {
    const gift = makeId("gift");
    this.gifts.push(gift);
    return { is: "give", m: 0, o: 1, n: 1, gift };
  }

  private withGift(make: (gift: string) => Request): Request | undefined {
    const gift = this.oneOf(this.gifts);
    return gift === undefined ? undefined : make(gift);
  }
}
