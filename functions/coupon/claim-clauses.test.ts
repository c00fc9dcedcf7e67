// Claiming, clause by clause on the real engine, and what may happen between its looking and its writing.
import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { validityWindow } from "@huike/shared/coupon";
import { calendarDay } from "@huike/shared/day";
import type { OfferTerms } from "@huike/shared/offer";
import { type ChannelItem, channelKey } from "../channel/channel.items.ts";
import { cardFields, cardKey } from "../member/card.items.ts";
import { dayStockKey, offerKey, type StockItem, stockKey, termsFields, termsKey } from "../offer/offer.items.ts";
import { Outage } from "../platform/outage.ts";
import { Axe } from "../testing/axe.ts";
import { openBareTables } from "../testing/bare-tables.ts";
import { makeId, terms } from "../testing/made-up.ts";
import { Meanwhile } from "../testing/meanwhile.ts";
import { claimCoupon } from "./claim.ts";
import { type CouponItem, couponFields, couponKey, dayMarkKey } from "./coupon.items.ts";
import { stubOf } from "./past.items.ts";

const bare = openBareTables();
const meanwhile = new Meanwhile(bare.tables.once);
const axe = new Axe(bare.tables.once);
const refusedFor = (error: string, detail?: object) => ({ ok: false, error, ...(detail ? { detail } : {}) });

type Member = Awaited<ReturnType<typeof bare.member>>;
const claim = (member: Member, offerId: string, n = 1, scene?: string) =>
  claimCoupon(member, { offerId, n, ...(scene === undefined ? {} : { scene }) }, bare.env);
const begin = async (change: Partial<OfferTerms> = {}, around: Parameters<typeof bare.offer>[1] = {}, pts = 0) => {
  const offerId = await bare.offer(change, around);
  const member = await bare.member({ pts });
  const key = (n = 1) => couponKey(member.memberNo, offerId, n);
  const mark = (k: number) => dayMarkKey(member.memberNo, offerId, calendarDay(bare.nowMs), k);
  return { offerId, member, key, mark, claim: (n = 1, scene?: string) => claim(member, offerId, n, scene) };
};
type Begun = Awaited<ReturnType<typeof begin>>;

const unwritten = async (work: () => Promise<unknown>, answer: object) => {
  const before = await bare.all();
  axe.plan([]);
  expect(await work()).toEqual(answer);
  expect(await bare.all()).toEqual(before);
  // Nor was a number asked for.
  expect(axe.calls).toBe(0);
};
const stockOf = (offerId: string) => bare.item<StockItem>(stockKey(offerId));
const issued = ({ key }: Begun, n: number, change: Partial<CouponItem> = {}) => {
  const { validFromMs, expiresAtMs } = validityWindow(terms().validity, bare.nowMs);
  const plain = { st: "i", rnd: 0, v: 1, mf: 10_000, nbf: validFromMs, exp: expiresAtMs, ss: "all", k: 0 } as const;
  return { ...key(n), ev: 1, ...plain, at: bare.nowMs, ...change };
};
/** The number made no coupon of this member's: the next one gets it, and none is taken. */
const expectSpared = async ({ offerId }: Begun) => {
  const next = await bare.member({ pts: 100 });
  expect(await claim(next, offerId)).toMatchObject({ ok: true });
  expect(await bare.item(couponKey(next.memberNo, offerId, 1))).toMatchObject({ k: 0 });
  expect(await stockOf(offerId)).toMatchObject({ nxt: 1 });
};
const channel = async (change: Partial<ChannelItem> = {}) => {
  const scene = `c${bare.number()}`;
  const plain = { kind: "store", name: "门口", storeId: "sto_0000", offerId: "ofr_0000", state: "active" };
  await bare.put({ ...channelKey(scene), ...plain, ...change });
  return scene;
};

describe("a claim", () => {
  test("puts the coupon and answers it with its face, of what was just read", async () => {
    const one = await begin();
    const answer = await one.claim();
    const { nbf, exp, at } = issued(one, 1);
    const { offerId } = one;
    expect(answer).toEqual({
      ok: true,
      value: {
        coupon: {
          ...{ offerId, n: 1, version: 1, state: "issued", round: 0 },
          ...{ validFromMs: nbf, expiresAtMs: exp, claimedAtMs: at },
        },
        face: { offerId, version: 1, ...terms() },
      },
    });
    expect(await bare.item(one.key())).toEqual(issued(one, 1));
    expect(bare.staleReads()).toEqual([]);
  });

  test("asked again is the same, whatever became of the offer and its terms, and takes no number", async () => {
    const one = await begin();
    const first = await one.claim();
    await bare.put({ ...termsKey(one.offerId, 2), ...termsFields(terms({ title: "新券", access: "granted" }), "all") });
    await bare.put({ ...offerKey(one.offerId), version: 2, voidedAt: 1 });
    await bare.put({ ...stockKey(one.offerId), ...(await stockOf(one.offerId)), state: "closed" });
    bare.nowMs += 60_000;
    await unwritten(() => one.claim(), first);
  });

  test("of a place whose coupon was put away or given is refused: it stays taken", async () => {
    const one = await begin();
    const held = await bare.coupon(one.member.memberNo, one.offerId, 1, { st: "x" });
    await unwritten(() => one.claim(), refusedFor("limit_reached"));
    await bare.put(stubOf(held));
    await unwritten(() => one.claim(), refusedFor("limit_reached"));
  });

  test("is refused to who has no card, or is signed out, also where the coupon is theirs", async () => {
    const one = await begin();
    await one.claim();
    await bare.put({ ...cardKey(one.member.memberNo), at: 1, agr: "1", gen: 1, lvl: 1, pts: 0 });
    await unwritten(() => one.claim(), refusedFor("signed_out"));
    const nobody = { ...one.member, memberNo: bare.number() };
    await unwritten(() => claim(nobody, one.offerId), refusedFor("signed_out"));
  });

  test("of an offer that is not there, or by a channel that leads nowhere, is refused", async () => {
    const one = await begin();
    await unwritten(() => claim(one.member, makeId("offer")), refusedFor("offer_unknown"));
    await unwritten(() => one.claim(1, "nosuchscene"), refusedFor("channel_unknown"));
    const retired = await channel({ state: "retired" });
    await unwritten(() => one.claim(1, retired), refusedFor("channel_retired"));
  });

  test("by a channel that leads somewhere notes it and its shop", async () => {
    const one = await begin({ perMember: 2 });
    const scene = await channel();
    expect(await one.claim(2, scene)).toMatchObject({ ok: true });
    expect(await bare.item(one.key(2))).toEqual(issued(one, 2, { ch: scene, ist: "sto_0000" }));
  });

  test("is refused by the offer's rules before a number is taken", async () => {
    const one = await begin({ perMember: 2 });
    await unwritten(() => one.claim(3), refusedFor("limit_reached", { limit: 2 }));
    const frozen = await begin({}, { offer: { frozen: true } });
    await unwritten(() => frozen.claim(), refusedFor("offer_frozen"));
    const high = await begin({ minLevel: 2 });
    await unwritten(() => high.claim(), refusedFor("level_too_low", { limit: 2 }));
  });

  test.each([
    ["offer_not_open", { opens: Number.MAX_SAFE_INTEGER }],
    ["offer_closed", { state: "closed" }],
    ["offer_sold_out", { rest: 0 }],
  ] as const)("is refused with %s where the stock says so", async (error, stock) => {
    const one = await begin({}, { stock });
    const before = await bare.all();
    expect(await one.claim()).toEqual(refusedFor(error));
    expect(await bare.all()).toEqual(before);
  });

  test("takes a number of the day's too where the offer has one, or says that there is none today", async () => {
    const one = await begin({ perMember: 2 }, { offer: { stockPerDay: 1 } });
    await one.claim();
    expect(await bare.item(one.key())).toEqual(issued(one, 1, { kd: 0 }));
    const ofDay = dayStockKey(one.offerId, calendarDay(bare.nowMs));
    expect(await bare.item(ofDay)).toMatchObject({ cap: 1, rest: 0, nxt: 1 });
    expect(await one.claim(2)).toEqual(refusedFor("sold_out_today"));
    expect(await bare.item(one.key(2))).toBeUndefined();
  });

  test("marks the day where it has a limit, and is refused where all marks are taken", async () => {
    const one = await begin({ perMember: 9, perDay: 2 });
    for (const n of [1, 2]) {
      axe.plan([]);
      expect(await one.claim(n)).toMatchObject({ ok: true, value: { coupon: { n } } });
      expect(await bare.item(one.mark(n))).toHaveProperty("ttl");
      // Its number, and the coupon with the first mark that is free.
      expect(axe.calls).toBe(2);
    }
    await unwritten(() => one.claim(3), refusedFor("daily_limit_reached", { limit: 2 }));
    expect(await bare.item(one.mark(0))).toBeUndefined();
    bare.nowMs += 86_400_000;
    expect(await one.claim(3)).toMatchObject({ ok: true });
    expect(bare.staleReads()).toEqual([]);
  });

  test("costs its price in points, with a mark where the day has a limit, or is refused", async () => {
    const priced = { perMember: 2, pointsPrice: 100 };
    const one = await begin(priced, {}, 199);
    expect(await one.claim()).toMatchObject({ ok: true });
    expect(await bare.item(one.key())).toEqual(issued(one, 1, { pp: 100 }));
    expect(await bare.item(cardKey(one.member.memberNo))).toMatchObject({ pts: 99 });
    await unwritten(() => one.claim(2), refusedFor("points_too_few", { missing: 1 }));
    const marked = await begin({ ...priced, perDay: 1 }, {}, 100);
    expect(await marked.claim()).toMatchObject({ ok: true });
    expect(await bare.item(marked.mark(1))).toHaveProperty("ttl");
  });
});

describe("what happens meanwhile", () => {
  /** Before the coupon is sent, alone and with what comes along. */
  const SENT = ["PutItemCommand", "TransactWriteItemsCommand"] as const;
  /** Transactions that are answered so: the engine on a laptop has no such moment. */
  let conflicts = 0;
  bare.tables.once.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName !== "TransactWriteItemsCommand" || conflicts === 0) return next(args);
        conflicts -= 1;
        throw new TransactionCanceledException({ message: "cancelled", $metadata: {} });
      },
    { step: "initialize", name: "conflicts" },
  );

  test.each([
    [SENT[0], {}],
    [SENT[1], { perDay: 1 }],
    [SENT[1], { pointsPrice: 100 }],
  ])("the coupon came by another call (%s, %j): that one is answered, the number is spare", async (command, change) => {
    const one = await begin(change, {}, 100);
    const other = issued(one, 1, { k: 50, at: 1 });
    meanwhile.beforeNext(command, () => bare.put(couponFields(other)));
    expect(await one.claim()).toMatchObject({ ok: true, value: { coupon: { offerId: one.offerId, claimedAtMs: 1 } } });
    expect(await bare.item(one.key())).toEqual(other);
    expect(await bare.item(cardKey(one.member.memberNo))).toMatchObject({ pts: 100 });
    await expectSpared(one);
  });

  test("the points were spent on something else: refused, the number is spare", async () => {
    const one = await begin({ pointsPrice: 100 }, {}, 100);
    const card = { at: 1, agr: "1", gen: 0, lvl: 1, pts: 30 };
    const poorer = { ...cardKey(one.member.memberNo), ...cardFields(card) };
    meanwhile.beforeNext(SENT[1], () => bare.put(poorer));
    expect(await one.claim()).toEqual(refusedFor("points_too_few", { missing: 70 }));
    expect(await bare.item(one.key())).toBeUndefined();
    await expectSpared(one);
  });

  test("the day's marks were taken: refused, the number is spare", async () => {
    const one = await begin({ perMember: 9, perDay: 2 });
    meanwhile.beforeNext(SENT[1], () => Promise.all([bare.put(one.mark(1)), bare.put(one.mark(2))]));
    expect(await one.claim()).toEqual(refusedFor("daily_limit_reached", { limit: 2 }));
    expect(await bare.item(one.key())).toBeUndefined();
    await expectSpared(one);
  });

  test("another call was at it: try later, the number is spare", async () => {
    const one = await begin({ perDay: 1 });
    conflicts = 20;
    await expect(one.claim()).rejects.toBeInstanceOf(Outage);
    conflicts = 0;
    expect(await bare.item(one.key())).toBeUndefined();
    await expectSpared(one);
  });

  test("the answer was lost: the number is spent, whether it made a coupon or not", async () => {
    for (const fault of ["before", "after"] as const) {
      const one = await begin();
      axe.plan(["ok", fault]);
      await expect(one.claim()).rejects.toThrow(`cut ${fault} the call`);
      const next = await bare.member();
      await claim(next, one.offerId);
      expect(await bare.item(couponKey(next.memberNo, one.offerId, 1))).toMatchObject({ k: 1 });
    }
  });
});
