// Ticket numbers against coupons. Every number below `done` is settled: it has a coupon for ever, or came back. Above it
// a number may be without a coupon, but none has two, and no coupon has a number that was not given out.
//
// A coupon that was put away, or given to a friend, leaves its number behind (`held`), so that none is missed by a scan
// while it moves; the number is in use where the coupon itself lies (`used`).
import { createHash } from "node:crypto";
import { calendarDay } from "@huike/shared/day";
import type { Finding } from "@huike/shared/reconciliation";
import { type CouponItem, couponIdOf } from "../coupon/coupon.items.ts";
import { isStub, type StubItem } from "../coupon/past.items.ts";
import { type NumbersItem, stockKey } from "../offer/offer.items.ts";
import { isSeen, missingIn, openWindow, see } from "./number-window.ts";
import type { Count, Counts } from "./walk.items.ts";

export type Numbered = CouponItem | StubItem;

/** Of one night, two bits each: with them the walk's item stays below DynamoDB's 400 KB. */
const NUMBERS_MAX = 800_000;
/** More on one stock are one fault, not many. */
const TWICE_MAX = 100;

export const isNumbered = ({ sk, k }: { readonly sk: string; readonly k?: unknown }): boolean =>
  typeof k === "number" && /^(CPN|PAST)#/.test(sk);

/** Neither put away from here nor given to a friend: of each number there is one such. */
export const isCoupon = (item: Numbered): boolean => !isStub(item) && item.st !== "x";

/** Which stocks, by the names of `Counts`, a coupon has numbers of. */
export function numbersOf(item: Numbered): { readonly name: string; readonly k: number }[] {
  const { offerId } = couponIdOf(item);
  const ofDay =
    isStub(item) || item.kd === undefined ? [] : [{ name: `${offerId}#${calendarDay(item.at)}`, k: item.kd }];
  return [{ name: offerId, k: item.k }, ...ofDay];
}

/** Opens as many as there is room for, in another order each night, so that over the nights each has its turn. */
export function openCounts(stocks: ReadonlyMap<string, NumbersItem>, day: string): Counts {
  const turn = (name: string) => createHash("sha256").update(`${day} ${name}`).digest("hex");
  let room = NUMBERS_MAX;
  const counts: Counts = {};
  for (const name of [...stocks.keys()].sort((a, b) => (turn(a) < turn(b) ? -1 : 1))) {
    const { nxt, done, retired } = stocks.get(name) as NumbersItem;
    const isIn = nxt <= room;
    if (isIn) room -= nxt;
    counts[name] = {
      nxt,
      retired,
      held: openWindow(0, isIn ? done : 0),
      used: openWindow(0, isIn ? nxt : 0),
      twice: [],
    };
  }
  return counts;
}

/** False when the number was, as far as is known, not given out. */
export function countNumber(count: Count, item: Numbered, k: number): boolean {
  see(count.held, k);
  if (!isCoupon(item)) return true;
  if (isSeen(count.used, k) && count.twice.length < TWICE_MAX && !count.twice.includes(k))
    count.twice = [...count.twice, k];
  see(count.used, k);
  return k < count.nxt;
}

/** The offers the stocks are of. */
export const offersOf = (counts: Counts): string[] => Object.keys(counts).filter((name) => !name.includes("#"));

export const placeOf = (name: string): Pick<Finding, "of" | "item"> => {
  const [offerId = "", day] = name.split("#");
  const { pk, sk } = stockKey(offerId);
  return { of: pk, item: day === undefined ? sk : `${sk}#${day}` };
};

/** The other way round, from a finding's keys. */
export const nameOf = ({ of, item = "" }: Pick<Finding, "of" | "item">): string =>
  `${of.slice(stockKey("").pk.length)}${item.slice(stockKey("").sk.length)}`;

/** What is wrong with the numbers once every coupon was counted. */
export function countFaults(counts: Counts): Finding[] {
  return Object.entries(counts).flatMap(([name, { held, retired, twice }]): Finding[] => {
    const found = held.mark - missingIn(held);
    const expected = held.mark - retired;
    return [
      ...(held.mark > 0 && found !== expected
        ? [{ what: "numbers_differ" as const, ...placeOf(name), expected, found }]
        : []),
      ...twice.map((k) => ({ what: "number_twice" as const, ...placeOf(name), found: k })),
    ];
  });
}
