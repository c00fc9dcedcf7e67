// What must hold at the end of every life, of stock and of points, whatever was cut in it.
import { checkMember } from "../../points/check-member.ts";
import { pointsOf } from "../../points/ledger.items.ts";
import type { History } from "./history.ts";
import { observed, pictured, readTables, type Tables } from "./observe.ts";

const WHO = [0, 1] as const;

/** Everything is as the model says, every sale is there once, every balance is the sum of its postings. */
export async function expectBalanced({ life, model }: History): Promise<Tables> {
  const tables = await readTables(life, [...model.gifts.keys()]);
  expect(observed(life, tables)).toEqual(pictured(model));
  for (const m of WHO) {
    const { memberNo = "", sales = [], postings = [], points } = tables.shelves[m] ?? {};
    const due = [...model.sales].filter(([, sale]) => sale.m === m);
    const found = sales.map(({ sk, st, pay }) => [sk.slice("SAL#".length), st, pay]);
    expect(found.sort()).toEqual(due.map(([ord, { undone, payFen }]) => [ord, undone ? "u" : "s", payFen]).sort());
    const sum = postings.reduce((all, posting) => all + pointsOf(memberNo, posting), 0);
    expect([m, points, sum]).toEqual([m, model.pointsOf(m), model.pointsOf(m)]);
  }
  return tables;
}

/** The product's own check finds nothing either. */
export async function expectUnfaulted({ life }: History): Promise<void> {
  for (const memberNo of life.members) expect(await checkMember(life.street.instance, memberNo)).toEqual([]);
}

/** nxt + rest = cap + retired; every number taken and not returned has a coupon, and once, but for `missingMax`. */
export function expectConserved({ life }: History, { shelves, stocks }: Tables, missingMax: number): void {
  for (const [o, { nxt, rest, cap, retired }] of stocks.entries()) {
    const mine = shelves.flatMap(({ coupons }) => coupons).filter(({ sk }) => sk.split("#")[1] === life.offer(o));
    // What was given away is the friend's.
    const numbers = mine.filter(({ st }) => st !== "x").map(({ k }) => k);
    expect([o, nxt + rest]).toEqual([o, cap + retired]);
    expect([o, new Set(numbers).size]).toEqual([o, numbers.length]);
    expect(numbers.every((k) => k < nxt)).toBe(true);
    const missing = nxt - retired - numbers.length;
    expect(missing).toBeGreaterThanOrEqual(0);
    expect(missing).toBeLessThanOrEqual(missingMax);
  }
}
