// The rules of coupons, sales, points and gifts in the plainest words, in memory: what each request must be answered, and
// what there must be in the end. It knows nothing of tables, conditions or crashes.
import { UNDO_KEPT_MS, UNDO_WINDOW_MS, UNDOS_MAX } from "@huike/shared/counter";
import { validityWindow } from "@huike/shared/coupon";
import { DAY_MS } from "@huike/shared/day";
import { GIFT_MS } from "@huike/shared/gift";
import { CLAIM_DAYS, GIVEABLE, HELD, MIN_FEN, OFFERS, offOf, PER_MEMBER, PRICE, PRICED, STOCK } from "./offers.ts";
import {
  type Clerk,
  MANAGER,
  type Outcome,
  type Part,
  type Place,
  type Request,
  type Which,
  type Who,
} from "./requests.ts";
import { type Coupon, type Gift, keyOf, type Purchase, roundOf, type Sale, type Used, untilMs } from "./things.ts";

/** What only the table can say before a request: numbers left and in nobody's hand, points that have been posted. */
export type Seen = { readonly rest: number; readonly missing: number; readonly points: number };

const yes = (shows: { readonly [name: string]: unknown } = {}): Outcome => ({ ok: true, shows });
const no = (error: string): Outcome => ({ ok: false, error });

const shown = ({ rid, undone }: Used) => ({ rid, undoneAtMs: undone?.atMs });
const shownSale = (ord: string, { payFen, undone }: Sale) => ({ ord, payFen, undoneAtMs: undone?.atMs });

export class Model {
  coupons = new Map<string, Coupon>();
  sales = new Map<string, Sale>();
  gifts = new Map<string, Gift>();
  spent = new Map<string, { readonly m: Who; readonly points: number }>();
  purchases = new Map<string, Purchase>();
  caps = OFFERS.map(() => STOCK);
  closed = OFFERS.map(() => false);
  readonly closesAtMs: number;

  constructor(startMs: number) {
    this.closesAtMs = startMs + CLAIM_DAYS * DAY_MS;
    for (const place of HELD) this.issue(place, startMs);
  }

  private issue(at: Place, nowMs: number): void {
    const validity = OFFERS[at.o]?.validity;
    if (!validity) throw new Error("there is no such offer");
    const { expiresAtMs: endsAtMs } = validityWindow(validity, nowMs);
    this.coupons.set(keyOf(at), { ...at, st: "i", endsAtMs, used: [], isGift: false, isPut: false });
  }

  /** By hand: a search for an order copies the model at every step, and structuredClone took most of its time. */
  copy(): Model {
    const inOrder = <T>(all: ReadonlyMap<string, T>, copyOf: (one: T) => T) =>
      new Map([...all].map(([key, one]) => [key, copyOf(one)]));
    const copy: Model = Object.create(Model.prototype);
    return Object.assign(copy, {
      coupons: inOrder(this.coupons, (coupon) => ({ ...coupon, used: coupon.used.map((used) => ({ ...used })) })),
      sales: inOrder(this.sales, (sale) => ({ ...sale })),
      gifts: inOrder(this.gifts, (gift) => ({ ...gift })),
      spent: new Map(this.spent),
      purchases: inOrder(this.purchases, (purchase) => ({ ...purchase })),
      caps: [...this.caps],
      closed: [...this.closed],
      closesAtMs: this.closesAtMs,
    });
  }

  answer(request: Request, nowMs: number, seen: Seen): Outcome {
    switch (request.is) {
      case "claim":
        return this.claim(request, nowMs, seen);
      case "redeem":
        return this.redeem(request, nowMs);
      case "sale":
        return this.sale(request, nowMs);
      case "undo":
        return this.undo(request, request.by, nowMs);
      case "undoSale":
        return this.undoSale(request, nowMs);
      case "give":
        return this.give(request, nowMs);
      case "accept":
        return this.accept(request, nowMs);
      case "takeBack":
        return this.takeBack(request);
      case "void":
        return this.void(request);
      case "spend":
        return this.spend(request, seen);
      case "setStock":
        return this.setStock(request, seen);
      case "tidy":
        // How many go at a time is the use case's own business; that all of them are over is not.
        return yes();
      default:
        return this.open(request, nowMs);
    }
  }

  private claim(at: Place, nowMs: number, { rest, missing, points }: Seen): Outcome {
    const held = this.coupons.get(keyOf(at));
    if (held && (held.isPut || held.st === "x")) return no("limit_reached");
    if (held) return yes({ st: held.st, round: roundOf(held) });
    if (at.n > PER_MEMBER) return no("limit_reached");
    if (at.o === PRICED && points < PRICE) return no("points_too_few");
    if (this.closed[at.o] || nowMs >= this.closesAtMs) return no("offer_closed");
    // A number nobody holds may be in the hand of the one who answers.
    if (rest === 0 && missing === 0) return no("offer_sold_out");
    this.issue(at, nowMs);
    if (at.o === PRICED) this.pay(at);
    return yes({ st: "i", round: 0 });
  }

  private pay(at: Place): void {
    const bought = keyOf(at);
    Object.assign(this.coupons.get(bought) ?? {}, { bought });
    this.purchases.set(bought, { m: at.m, points: PRICE, isBack: false });
  }

  /** A stub stays until thirty days after the end of claims, and until the phone asks for a tidy. */
  mayHaveLostPlace(at: Place, nowMs: number): boolean {
    return (this.coupons.get(keyOf(at))?.isPut ?? false) && nowMs >= this.closesAtMs + 30 * DAY_MS;
  }

  private whyNotRedeem(at: Part, amt: number | undefined, nowMs: number): Outcome | undefined {
    const coupon = this.coupons.get(keyOf(at));
    if (!coupon) return no("coupon_unknown");
    if (coupon.st === "v") return no("coupon_voided");
    const round = roundOf(coupon);
    if (coupon.st === "r" && round === at.round) return no("coupon_redeemed");
    if (coupon.st === "g" || coupon.st === "x") return no("coupon_given");
    if (round !== at.round) return no("scan_again");
    if (nowMs >= untilMs(coupon)) return no("coupon_expired");
    return at.o === 0 && amt !== undefined && amt < MIN_FEN ? no("amount_too_low") : undefined;
  }

  private redeem(request: Extract<Request, { is: "redeem" }>, nowMs: number): Outcome {
    const coupon = this.coupons.get(keyOf(request));
    const before = coupon?.used.find(({ rid }) => rid === request.rid);
    if (before) return yes(shown(before));
    const why = this.whyNotRedeem(request, request.amt, nowMs);
    if (why || !coupon) return why ?? no("coupon_unknown");
    const { rid, ord, by, amt, m, o } = request;
    const used: Used = { rid, ord, by, atMs: nowMs, isStacked: false };
    coupon.st = "r";
    coupon.used.push(used);
    const payFen = amt === undefined ? undefined : amt - offOf(o, amt);
    this.sales.set(ord, { m, by, atMs: nowMs, payFen, parts: [request], isOneCoupon: true });
    return yes(shown(used));
  }

  private sale(request: Extract<Request, { is: "sale" }>, nowMs: number): Outcome {
    const { m, by, ord, amt, parts } = request;
    if (parts.length === 0 && amt === undefined) return no("amount_needed");
    const before = this.sales.get(ord);
    if (before) return yes(shownSale(ord, before));
    if (parts.some(({ o }) => o >= 2)) return no("coupons_do_not_combine");
    if (parts.filter(({ o }) => o === 0).length > 1) return no("coupons_do_not_combine");
    for (const part of parts) {
      const why = this.whyNotRedeem(part, amt, nowMs);
      if (why) return why;
    }
    for (const part of parts) {
      const coupon = this.coupons.get(keyOf(part));
      coupon?.used.push({ rid: part.rid, ord, by, atMs: nowMs, isStacked: true });
      if (coupon) coupon.st = "r";
    }
    // The threshold goes first, each from what is left.
    const left = [...parts].sort((a, b) => a.o - b.o).reduce((fen, { o }) => fen - offOf(o, fen), amt ?? 0);
    const sale: Sale = { m, by, atMs: nowMs, payFen: amt === undefined ? undefined : left, parts, isOneCoupon: false };
    this.sales.set(ord, sale);
    return yes(shownSale(ord, sale));
  }

  private undo(at: Part, by: Clerk, nowMs: number, ofSale = false): Outcome {
    const coupon = this.coupons.get(keyOf(at));
    const used = coupon?.used.find(({ rid }, round) => rid === at.rid && round === at.round);
    if (!coupon || !used) return no("redemption_unknown");
    if (by !== MANAGER && used.by !== by) return no("undo_not_yours");
    if (used.undone) return yes(shown(used));
    if (used.isStacked && !ofSale) return no("undo_whole_sale");
    if (used.atMs <= nowMs - UNDO_KEPT_MS) return no("undo_put_away");
    if (roundOf(coupon) >= UNDOS_MAX) return no("undo_limit");
    if (by !== MANAGER && used.atMs <= nowMs - UNDO_WINDOW_MS) return no("undo_too_late");
    if (ofSale) return yes();
    this.takeBackUse(coupon, used, { atMs: nowMs, by });
    const sale = this.sales.get(used.ord);
    if (sale) sale.undone = { atMs: nowMs, by };
    return yes(shown(used));
  }

  private takeBackUse(coupon: Coupon, used: Used, undone: NonNullable<Used["undone"]>): void {
    coupon.st = "i";
    used.undone = undone;
  }

  private undoSale({ ord, by, m }: Extract<Request, { is: "undoSale" }>, nowMs: number): Outcome {
    const sale = this.sales.get(ord);
    if (!sale || sale.m !== m || sale.isOneCoupon) return no("sale_unknown");
    if (by !== MANAGER && sale.by !== by) return no("undo_not_yours");
    if (sale.undone) return yes(shownSale(ord, sale));
    if (sale.atMs <= nowMs - UNDO_KEPT_MS) return no("undo_put_away");
    if (by !== MANAGER && sale.atMs <= nowMs - UNDO_WINDOW_MS) return no("undo_too_late");
    const outcomes = sale.parts.map((part) => this.undo(part, by, nowMs, true));
    const refused = outcomes.find((outcome) => !outcome.ok);
    if (refused) return refused;
    sale.undone = { atMs: nowMs, by };
    for (const part of sale.parts) {
      const coupon = this.coupons.get(keyOf(part));
      const used = coupon?.used.find(({ rid }) => rid === part.rid);
      if (coupon && used) this.takeBackUse(coupon, used, sale.undone);
    }
    return yes(shownSale(ord, sale));
  }

  private give({ m, o, n, gift: id }: Extract<Request, { is: "give" }>, nowMs: number): Outcome {
    const before = this.gifts.get(id);
    const coupon = this.coupons.get(keyOf({ m, o, n }));
    if (before) return yes({ endsAtMs: before.endsAtMs });
    if (!coupon || coupon.isPut) return no("coupon_unknown");
    if (!GIVEABLE.includes(o) || coupon.st !== "i" || coupon.isGift || nowMs >= coupon.endsAtMs)
      return no("gift_not_allowed");
    coupon.st = "g";
    coupon.gift = id;
    const endsAtMs = nowMs + GIFT_MS;
    this.gifts.set(id, { m, o, n, st: "o", endsAtMs });
    return yes({ endsAtMs });
  }

  private accept({ m, gift: id }: Extract<Request, { is: "accept" }>, nowMs: number): Outcome {
    const gift = this.gifts.get(id);
    if (!gift) return no("gift_unknown");
    if (gift.st === "t" && gift.to === m) return yes({ n: gift.tn });
    // What became of it comes first: the giver who looks wants to know.
    if (gift.st === "t") return no("gift_taken");
    if (gift.m === m) return no("gift_own");
    if (gift.st !== "o") return no("gift_taken_back");
    if (gift.endsAtMs <= nowMs) return no("gift_over");
    const given = this.coupons.get(keyOf(gift));
    if (!given || given.st === "v") return no("coupon_voided");
    if (given.endsAtMs <= nowMs) return no("coupon_expired");
    const places = Array.from({ length: PER_MEMBER }, (_, i) => i + 1);
    const n = places.find((place) => !this.coupons.has(keyOf({ m, o: gift.o, n: place })));
    if (n === undefined) return no("limit_reached");
    given.st = "x";
    const received: Coupon = {
      m,
      o: gift.o,
      n,
      st: "i",
      endsAtMs: given.endsAtMs,
      used: [],
      isGift: true,
      isPut: false,
      ...(given.bought === undefined ? {} : { bought: given.bought }),
    };
    this.coupons.set(keyOf(received), received);
    Object.assign(gift, { st: "t", to: m, tn: n });
    return yes({ n });
  }

  private takeBack({ m, gift: id }: Extract<Request, { is: "takeBack" }>): Outcome {
    const gift = this.gifts.get(id);
    if (gift?.m !== m) return no("gift_unknown");
    if (gift.st === "b") return yes();
    if (gift.st === "t") return no("gift_taken");
    const coupon = this.coupons.get(keyOf(gift));
    if (coupon?.st !== "g") return no("coupon_voided");
    coupon.st = "i";
    gift.st = "b";
    return yes();
  }

  private void(at: Place): Outcome {
    const coupon = this.coupons.get(keyOf(at));
    if (!coupon || coupon.isPut) return no("not_voided");
    if (coupon.st === "i" || coupon.st === "g") coupon.st = "v";
    if (coupon.st !== "v") return no("not_voided");
    const purchase = this.purchases.get(coupon.bought ?? "");
    if (purchase) purchase.isBack = true;
    return yes();
  }

  private spend({ m, points, ord }: Extract<Request, { is: "spend" }>, seen: Seen): Outcome {
    if (this.spent.has(ord)) return yes();
    if (seen.points < points) return no("points_too_few");
    this.spent.set(ord, { m, points });
    return yes();
  }

  private setStock({ o, from, to }: Extract<Request, { is: "setStock" }>, { rest }: Seen): Outcome {
    const cap = this.caps[o] ?? 0;
    if (cap !== from || rest < from - to) {
      if (cap === to) return yes();
      return no(cap === from ? "stock_below_taken" : "offer_changed");
    }
    this.caps[o] = to;
    return yes();
  }

  private open({ is, o }: { readonly is: "close" | "reopen"; readonly o: Which }, nowMs: number): Outcome {
    if (is === "close") this.closed[o] = true;
    else if (this.closed[o] && nowMs >= this.closesAtMs) return no("offer_window_over");
    else this.closed[o] = false;
    return yes();
  }

  /** Points a member must have once everything is posted: what sales that stand have earned, less what was spent and paid. */
  pointsOf(m: Who): number {
    const earned = [...this.sales.values()].filter((sale) => sale.m === m && !sale.undone);
    const paid = [...this.purchases.values()].filter(({ isBack }) => !isBack);
    const spent = [...this.spent.values(), ...paid].filter((one) => one.m === m);
    return (
      earned.reduce((sum, { payFen = 0 }) => sum + Math.floor(payFen / 100), 0) -
      spent.reduce((sum, { points }) => sum + points, 0)
    );
  }
}
