// Accepting, clause by clause on the real engine, and what may happen between its looking and its writing.
import { Axe } from "../testing/axe.ts";
import { openBareTables } from "../testing/bare-tables.ts";
import { makeId, terms } from "../testing/made-up.ts";
import { Meanwhile } from "../testing/meanwhile.ts";
import { acceptGift } from "./accept-gift.ts";
import { type CouponItem, couponKey } from "./coupon.items.ts";
import { type GiftItem, giftKey } from "./gift.items.ts";
import { takeBackGift } from "./give.ts";
import { pastKey } from "./past.items.ts";
import { voidCoupon } from "./void-coupon.ts";

const bare = openBareTables();
const meanwhile = new Meanwhile(bare.tables.client);
const axe = new Axe(bare.tables.client);
const refusedFor = (error: string, detail?: object) => ({ ok: false, error, ...(detail ? { detail } : {}) });

type Change = { readonly gift?: Partial<GiftItem>; readonly coupon?: Partial<CouponItem>; readonly perMember?: number };

async function wrapped({ gift = {}, coupon = {}, perMember = 1 }: Change = {}) {
  const offerId = await bare.offer({ giveable: true, perMember });
  const [giver, friend] = [await bare.member(), await bare.member()];
  const giftId = makeId("gift");
  const held = await bare.coupon(giver.memberNo, offerId, 1, {
    ...{ st: "g", gft: giftId, gut: bare.nowMs + 1, pp: 30, ch: "c0", ist: "sto_0000", gid: "grt_0" },
    ...coupon,
  });
  const asked = { from: giver.memberNo, ofr: offerId, n: 1 };
  await bare.put({ ...giftKey(giftId), ...asked, st: "o", until: bare.nowMs + 1, ...gift });
  const place = (n: number) => couponKey(friend.memberNo, offerId, n);
  const accept = () => acceptGift(friend, { giftId }, bare.env);
  return { offerId, giver, friend, giftId, held, place, accept };
}
type Wrapped = Awaited<ReturnType<typeof wrapped>>;

/** The friend has it in that place, with all that a gift keeps; the giver has given it. */
async function expectHanded({ offerId, giver, friend, giftId, held, place, accept }: Wrapped, n: number) {
  const { gft: _, gut: __, gid: ___, red: ____, ...same } = held;
  const received = { ...same, ...place(n), ev: 1, st: "i", rnd: 0, fr: giver.memberNo };
  expect(await bare.item(place(n))).toEqual(received);
  expect(await bare.item(held)).toMatchObject({ ...held, st: "x", rnd: expect.any(Number) });
  const gift = await bare.item(giftKey(giftId));
  expect(gift).toMatchObject({ st: "t", to: friend.memberNo, tn: n, from: giver.memberNo });
  expect(await accept()).toMatchObject({
    ok: true,
    value: { coupon: { offerId, n, isGift: true }, face: { offerId, version: 1, title: terms().title } },
  });
}

describe("accepting", () => {
  const refusesUnwritten = async (accept: () => Promise<unknown>, refusal: object) => {
    const before = await bare.all();
    expect(await accept()).toEqual(refusal);
    expect(await bare.all()).toEqual(before);
  };

  test("hands the coupon over, of what was just read, and again is the same", async () => {
    const one = await wrapped({ coupon: { rnd: 2, red: [] } });
    const first = await one.accept();
    await expectHanded(one, 1);
    expect(await one.accept()).toEqual(first);
    expect(bare.staleReads()).toEqual([]);
  });

  test("fills the friend's first free place, other offers' aside", async () => {
    const one = await wrapped({ perMember: 3 });
    await bare.coupon(one.friend.memberNo, one.offerId, 1);
    await bare.coupon(one.friend.memberNo, one.offerId, 2, { st: "x" });
    await bare.coupon(one.friend.memberNo, await bare.offer(), 3);
    await one.accept();
    await expectHanded(one, 3);
  });

  test("is refused where the friend has as many as one may", async () => {
    const one = await wrapped({ perMember: 2 });
    for (const n of [1, 2]) await bare.coupon(one.friend.memberNo, one.offerId, n);
    await refusesUnwritten(one.accept, refusedFor("limit_reached", { limit: 2 }));
  });

  test("is refused to who has no card, or is signed out", async () => {
    const { giftId } = await wrapped();
    const stranger = { ...(await bare.member()), memberNo: bare.number() };
    const outdated = await bare.member({ gen: 1 });
    for (const who of [stranger, outdated])
      await refusesUnwritten(() => acceptGift(who, { giftId }, bare.env), refusedFor("signed_out"));
    expect(await acceptGift(await bare.member(), { giftId: makeId("gift") }, bare.env)).toEqual(
      refusedFor("gift_unknown"),
    );
  });

  test.each<[string, object, Change]>([
    ["another has", refusedFor("gift_taken"), { gift: { st: "t", to: "100000009", tn: 1 } }],
    ["is over", refusedFor("gift_over"), { gift: { until: Date.UTC(2026, 0, 5, 6) } }],
    ["has a cancelled coupon", refusedFor("coupon_voided"), { coupon: { st: "v" } }],
    [
      "has a coupon that ended",
      refusedFor("coupon_expired", { atMs: Date.UTC(2026, 0, 5, 6) }),
      { coupon: { exp: Date.UTC(2026, 0, 5, 6) } },
    ],
  ])("is refused of a gift that %s", async (_, refusal, change) =>
    refusesUnwritten((await wrapped(change)).accept, refusal),
  );

  test("is refused while the offer rests", async () => {
    const one = await wrapped();
    await bare.put({ pk: `OFR#${one.offerId}`, sk: "OFR", version: 1, frozen: true });
    await refusesUnwritten(one.accept, refusedFor("offer_frozen"));
  });

  test.each<[string, Change]>([
    ["is on its way with a newer one", { coupon: { gft: "gft_9999" } }],
    ["is not on its way", { coupon: { st: "i" } }],
  ])("gives up, and writes nothing, where a gift's coupon %s", async (_, change) => {
    const one = await wrapped(change);
    const before = await bare.all();
    await expect(one.accept()).rejects.toThrow("keeps changing");
    expect(bare.reads.filter(({ key }) => key === "GFT GFT")).toHaveLength(3);
    expect(await bare.all()).toEqual(before);
  });

  test("gives up where the coupon is nowhere, and finds one that was put away", async () => {
    const lost = await wrapped();
    await bare.put({
      ...giftKey(lost.giftId),
      from: bare.number(),
      ofr: lost.offerId,
      n: 1,
      st: "o",
      until: bare.nowMs + 1,
    });
    await expect(lost.accept()).rejects.toThrow("keeps changing");
    const taken = await wrapped();
    await bare.put({ ...taken.held, ...pastKey(taken.place(1)) });
    const of = { from: taken.giver.memberNo, ofr: taken.offerId, n: 1, st: "t", until: 1, to: taken.friend.memberNo };
    await bare.put({ ...giftKey(taken.giftId), ...of, tn: 1 });
    expect(await taken.accept()).toMatchObject({ ok: true });
    await bare.put({ ...giftKey(taken.giftId), ...of, tn: 2 });
    await expect(taken.accept()).rejects.toThrow("who has not");
  });

  describe("while", () => {
    test("a claim takes the place, takes the next", async () => {
      const one = await wrapped({ perMember: 2 });
      meanwhile.beforeNextTransaction(() => bare.coupon(one.friend.memberNo, one.offerId, 1));
      await one.accept();
      await expectHanded(one, 2);
    });

    test("the giver takes it back, or it is cancelled, says so", async () => {
      const back = await wrapped();
      meanwhile.beforeNextTransaction(() => takeBackGift(back.giver, { giftId: back.giftId }, bare.env));
      expect(await back.accept()).toEqual(refusedFor("gift_taken_back"));
      const voided = await wrapped();
      meanwhile.beforeNextTransaction(() => voidCoupon(bare.env, { pk: voided.held.pk, sk: voided.held.sk }));
      expect(await voided.accept()).toEqual(refusedFor("coupon_voided"));
      for (const { place } of [back, voided]) expect(await bare.item(place(1))).toBeUndefined();
    });

    test("it comes back and goes out again, in another gift or another round, hands over what is there then", async () => {
      const other = await wrapped();
      meanwhile.beforeNextTransaction(() => bare.put({ ...other.held, gft: "gft_9999" }));
      await expect(other.accept()).rejects.toThrow("keeps changing");
      expect(await bare.item(other.place(1))).toBeUndefined();
      const later = await wrapped();
      meanwhile.beforeNextTransaction(() => bare.put({ ...later.held, rnd: 1 }));
      await later.accept();
      expect(bare.reads.filter(({ key }) => key === "GFT GFT")).toHaveLength(3 + 2);
      await expectHanded(later, 1);
    });

    test("another takes it, is refused", async () => {
      const { giftId, accept, place } = await wrapped();
      const other = await bare.member();
      meanwhile.beforeNextTransaction(() => acceptGift(other, { giftId }, bare.env));
      expect(await accept()).toEqual(refusedFor("gift_taken"));
      expect(await bare.item(place(1))).toBeUndefined();
    });
  });

  test("asks the clock again when it writes: what ends in between is not handed over", async () => {
    const one = await wrapped();
    const late = { ...bare.env, nowMs: () => (bare.reads.length > 4 ? bare.nowMs + 1 : bare.nowMs) };
    expect(await acceptGift(one.friend, { giftId: one.giftId }, late)).toEqual(refusedFor("gift_over"));
    expect(await bare.item(one.place(1))).toBeUndefined();
  });

  test("that the table did not answer is no refusal", async () => {
    const one = await wrapped();
    axe.plan([...Array(6).fill("ok"), "before"]);
    await expect(one.accept()).rejects.toThrow("cut before the call");
  });
});
