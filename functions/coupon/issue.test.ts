// A coupon put under its key: alone, with a mark of its day, or with its price, one clause at a time on the real engine.
import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { validityWindow } from "@huike/shared/coupon";
import { calendarDay } from "@huike/shared/day";
import { cardKey } from "../member/card.items.ts";
import type { CurrentOffer } from "../offer/read-offer.ts";
import { postingKey } from "../points/ledger.items.ts";
import { Axe } from "../testing/axe.ts";
import { openBareTables } from "../testing/bare-tables.ts";
import { terms } from "../testing/made-up.ts";
import { couponKey, dayMarkKey, purchaseOf } from "./coupon.items.ts";
import { issueCoupon, newCoupon } from "./issue.ts";
import { issueBought } from "./issue-bought.ts";
import { issueWithinDay } from "./issue-within-day.ts";
import { stubOf } from "./past.items.ts";
import { TICKET_AGE_MS } from "./ticket-numbers.ts";

const bare = openBareTables();
const axe = new Axe(bare.tables.once);
const offer: CurrentOffer = { terms: terms(), storeSet: "tag#a", version: 4 };
const ticket = (ageMs = 0) => ({ k: 7, takenAtMs: bare.nowMs - ageMs });
const couponOf = (memberNo: string) => newCoupon(couponKey(memberNo, "ofr_0000", 1), offer, 7, bare.nowMs + 999);
const marksOf = (memberNo: string) => [1, 2].map((k) => dayMarkKey(memberNo, "ofr_0000", calendarDay(bare.nowMs), k));
const { thrown, unwritten } = bare;

/** Transactions that are answered so, as where another one is at an item: the engine on a laptop has no such moment. */
let cancelled: TransactionCanceledException[] = [];
for (const client of [bare.tables.client, bare.tables.once]) {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const cause = commandName === "TransactWriteItemsCommand" ? cancelled.shift() : undefined;
        if (cause) throw cause;
        return next(args);
      },
    { step: "initialize", name: "cancelled" },
  );
}
const conflict = (reasons?: TransactionCanceledException["CancellationReasons"]) =>
  new TransactionCanceledException({
    ...{ message: "cancelled", $metadata: {} },
    ...(reasons ? { CancellationReasons: reasons } : {}),
  });
const inConflict = [{ Code: "TransactionConflict" }, { Code: "None" }];
const MANY = 20;

describe("a new coupon", () => {
  test("is of the offer's terms, good from now, for its shops, with its number", () => {
    const { validFromMs, expiresAtMs } = validityWindow(offer.terms.validity, 5);
    const plain = { st: "i", rnd: 0, v: 4, mf: 10_000, nbf: validFromMs, exp: expiresAtMs, ss: "tag#a", k: 7, at: 5 };
    const key = couponKey("100000001", "ofr_0000", 1);
    expect(newCoupon(key, offer, 7, 5)).toEqual({ ...key, ...plain });
    const by = { scene: "c0", storeId: "sto_0000" };
    expect(newCoupon(key, offer, 7, 5, by)).toEqual({ ...key, ...plain, ch: "c0", ist: "sto_0000" });
  });

  test("alone is put where its key is free, to be projected; else what stands there is answered", async () => {
    const coupon = couponOf(bare.number());
    expect(await issueCoupon(bare.env, coupon, ticket(TICKET_AGE_MS - 1))).toBeUndefined();
    expect(await bare.item(coupon)).toEqual({ ...coupon, ev: 1 });
    await unwritten(() => issueCoupon(bare.env, { ...coupon, k: 8 }, ticket()) as Promise<object>, {
      ...coupon,
      ev: 1,
    });
    const stub = stubOf(coupon);
    await bare.put(stub);
    await unwritten(() => issueCoupon(bare.env, coupon, ticket()) as Promise<object>, stub);
  });

  test("alone is not put with a number taken too long ago, nor where the table did not answer", async () => {
    const coupon = couponOf(bare.number());
    await thrown(() => issueCoupon(bare.env, coupon, ticket(TICKET_AGE_MS)), "too long ago");
    axe.plan(["before"]);
    await thrown(() => issueCoupon(bare.env, coupon, ticket()), "cut before the call");
  });
});

describe("a coupon with a mark of its day", () => {
  const begin = () => {
    const memberNo = bare.number();
    const [coupon, marks] = [couponOf(memberNo), marksOf(memberNo)];
    return { coupon, marks, issue: (of = marks, age = 0) => issueWithinDay(bare.env, coupon, ticket(age), of) };
  };

  test.each([0, 1])("takes the first free one (after %d), which goes two days later", async (taken) => {
    const { coupon, marks, issue } = begin();
    for (const mark of marks.slice(0, taken)) await bare.put(mark);
    expect(await issue()).toEqual({ is: "issued" });
    expect(await bare.item(coupon)).toEqual({ ...coupon, ev: 1 });
    const mark = marks[taken] ?? coupon;
    expect(await bare.item(mark)).toEqual({ ...mark, ttl: Math.floor(coupon.at / 1000) + 172_800 });
    expect(await bare.item(marks[taken + 1] ?? { pk: "none", sk: "none" })).toBeUndefined();
  });

  test("is not put where all are taken, and is told from one that stands", async () => {
    const { coupon, marks, issue } = begin();
    for (const mark of marks) await bare.put(mark);
    await unwritten(issue, { is: "full" });
    await unwritten(() => issue([]), { is: "full" });
    await bare.put(coupon);
    await unwritten(issue, { is: "owned", coupon });
    const other = begin();
    await bare.put(other.coupon);
    await unwritten(other.issue, { is: "owned", coupon: other.coupon });
  });

  test("is not put with a number taken too long ago, nor where the table did not answer", async () => {
    const { marks, issue } = begin();
    await thrown(() => issue(marks, TICKET_AGE_MS), "too long ago");
    axe.plan(["before"]);
    await thrown(issue, "cut before the call");
  });
});

describe("where another transaction is at an item", () => {
  afterEach(() => {
    cancelled = [];
  });

  test("a coupon with a mark is put nowhere, and the next mark is not tried", async () => {
    const memberNo = bare.number();
    for (const reasons of [inConflict, undefined]) {
      // The client tries a conflict again by itself.
      cancelled = Array.from({ length: MANY }, () => conflict(reasons));
      const issue = () => issueWithinDay(bare.env, couponOf(memberNo), ticket(), marksOf(memberNo));
      await unwritten(issue, { is: "busy" });
    }
  });

  test("a coupon with its price is put nowhere; what else was cancelled is no conflict", async () => {
    const memberNo = bare.number();
    await bare.put({ ...cardKey(memberNo), at: 1, agr: "2026-11", gen: 0, lvl: 1, pts: 500, gro: 0, n: 0 });
    const coupon = { ...couponOf(memberNo), pp: 100 };
    cancelled = Array.from({ length: MANY }, () => conflict(inConflict));
    await unwritten(() => issueBought(bare.env, coupon, ticket(), undefined), { is: "busy" });
    cancelled = Array.from({ length: MANY }, () => conflict());
    await thrown(() => issueBought(bare.env, coupon, ticket(), undefined), "cancelled");
  });
});

describe("a coupon with its price", () => {
  const begin = async (pts = 30) => {
    const { memberNo } = await bare.member({ pts });
    const coupon = { ...couponOf(memberNo), pp: 30 };
    const marks = marksOf(memberNo);
    const spend = { kind: "spend", at: coupon.at, ord: purchaseOf("ofr_0000", 7) } as const;
    const paid = postingKey(memberNo, spend);
    const buy = (of?: typeof marks, age = 0) => issueBought(bare.env, coupon, ticket(age), of);
    return { memberNo, coupon, marks, paid, buy };
  };

  test("is put with it, and with a mark of its day where there is one", async () => {
    const [plain, marked] = [await begin(), await begin(31)];
    expect(await plain.buy()).toEqual({ is: "issued" });
    await bare.put(marked.marks[0] ?? {});
    expect(await marked.buy(marked.marks)).toEqual({ is: "issued" });
    for (const [{ memberNo, coupon, paid }, left] of [
      [plain, 0],
      [marked, 1],
    ] as const) {
      expect(await bare.item(coupon)).toEqual({ ...coupon, ev: 1 });
      expect(await bare.item(paid)).toMatchObject({ amount: 30, from: memberNo, to: "spent" });
      expect(await bare.item(cardKey(memberNo))).toMatchObject({ pts: left, n: 1 });
    }
    expect(await bare.item(marked.marks[1] ?? marked.coupon)).toHaveProperty("ttl");
  });

  test("is not put without the points, where all marks are taken, or where one stands", async () => {
    const poor = await begin(29);
    await unwritten(() => poor.buy(poor.marks), { is: "too_few", missing: 1 });
    const full = await begin();
    for (const mark of full.marks) await bare.put(mark);
    await unwritten(() => full.buy(full.marks), { is: "full" });
    await bare.put(full.coupon);
    await unwritten(() => full.buy(full.marks), { is: "owned", coupon: full.coupon });
    await unwritten(full.buy, { is: "owned", coupon: full.coupon });
  });

  test("that was paid and is not there, or is for nobody, is a bug; an old number or no answer is an outage", async () => {
    const { memberNo, coupon, paid, buy } = await begin();
    await thrown(() => buy(undefined, TICKET_AGE_MS), "too long ago");
    axe.plan(["before"]);
    await thrown(buy, "cut before the call");
    await bare.put({
      ...paid,
      kind: "spend",
      from: memberNo,
      to: "spent",
      amount: 30,
      growth: 0,
      at: 1,
      ord: "o",
      ver: 0,
    });
    await thrown(buy, "made no coupon");
    const nobody = { ...coupon, ...couponKey(bare.number(), "ofr_0000", 1) };
    await thrown(() => issueBought(bare.env, nobody, ticket(), undefined), "has no card");
  });
});
