// Wrapping and taking back, clause by clause on the real engine: what meets all of a condition is changed, what fails one
// clause is not. The walk with people and phones is gift.test.ts.
import { GIFT_MS } from "@huike/shared/gift";
import { Axe } from "../testing/axe.ts";
import { openBareTables } from "../testing/bare-tables.ts";
import { makeId } from "../testing/made-up.ts";
import { Meanwhile } from "../testing/meanwhile.ts";
import type { CouponItem } from "./coupon.items.ts";
import { type GiftItem, giftKey } from "./gift.items.ts";
import { giveCoupon, takeBackGift } from "./give.ts";
import { stubOf } from "./past.items.ts";

const bare = openBareTables();
const meanwhile = new Meanwhile(bare.tables.client);
const axe = new Axe(bare.tables.client);
const giftOf = (giftId: string) => bare.item<GiftItem>(giftKey(giftId));
const refusedFor = (error: string) => ({ ok: false, error });

/** A member with a coupon of an offer, and the number of a gift. */
async function begin(coupon: Partial<CouponItem> = {}, offerId?: string) {
  const offer = offerId ?? (await bare.offer({ giveable: true }));
  const giver = await bare.member();
  const giftId = makeId("gift");
  const held = await bare.coupon(giver.memberNo, offer, 1, coupon);
  const request = { giftId, offerId: offer, n: 1 };
  const asked: Pick<GiftItem, "from" | "ofr" | "n"> = { from: giver.memberNo, ofr: offer, n: 1 };
  return { giver, giftId, request, held, asked, give: () => giveCoupon(giver, request, bare.env) };
}

describe("giving", () => {
  const untilMs = () => bare.nowMs + GIFT_MS;
  const done = (giftId: string, endsAtMs = untilMs()) => ({ ok: true, value: { giftId, endsAtMs } });
  const refusesUnwritten = async (give: () => Promise<unknown>, error: string) => {
    const before = await bare.all();
    expect(await give()).toEqual(refusedFor(error));
    expect(await bare.all()).toEqual(before);
  };

  test("wraps the coupon and puts the gift, of what was just read, and again is the same", async () => {
    const { giftId, held, asked, give } = await begin();
    expect(await give()).toEqual(done(giftId));
    const wrapped = { ...held, ev: 1, st: "g", gft: giftId, gut: untilMs() };
    const gift = { ...giftKey(giftId), ...asked, st: "o", until: untilMs() };
    expect([await bare.item(held), await giftOf(giftId)]).toEqual([wrapped, gift]);
    const endsAtMs = untilMs();
    bare.nowMs += 1_000;
    expect(await give()).toEqual(done(giftId, endsAtMs));
    expect([await bare.item(held), await giftOf(giftId)]).toEqual([wrapped, gift]);
    expect(bare.staleReads()).toEqual([]);
  });

  test.each<[string, Partial<CouponItem>]>([
    ["was used", { st: "r" }],
    ["was cancelled", { st: "v" }],
    ["is on its way with another gift", { st: "g", gft: "gft_0000", gut: 1 }],
    ["is a friend's", { st: "x" }],
    ["came as a gift", { fr: "100000009" }],
    ["has ended", { nbf: 0, exp: Date.UTC(2026, 0, 5, 6) }],
  ])("is refused of a coupon that %s", async (_, coupon) =>
    refusesUnwritten((await begin(coupon)).give, "gift_not_allowed"),
  );

  test.each([
    ["is not for giving", "gift_not_allowed", { giveable: false }, {}],
    ["is not for giving and rests", "gift_not_allowed", {}, { frozen: true }],
    ["rests", "offer_frozen", { giveable: true }, { frozen: true }],
    ["was cancelled", "coupon_voided", { giveable: true }, { voidedAt: 1 }],
  ])("is refused where the offer %s", async (_, error, terms, offer) =>
    refusesUnwritten((await begin({}, await bare.offer(terms, { offer }))).give, error),
  );

  test("of what is on its way with this gift is answered also while the offer rests", async () => {
    const { giftId, asked, held, give } = await begin(
      {},
      await bare.offer({ giveable: true }, { offer: { frozen: true } }),
    );
    await bare.put({ ...held, st: "g", gft: giftId });
    await bare.put({ ...giftKey(giftId), ...asked, st: "o", until: 5 });
    expect(await give()).toEqual(done(giftId, 5));
  });

  test("of no coupon, or of one put away, is answered by the gift if there is one", async () => {
    for (const isPutAway of [false, true]) {
      const { giver, giftId, request, held, asked } = await begin();
      if (isPutAway) await bare.put(stubOf(held));
      const of = { ...request, n: isPutAway ? 1 : 2 };
      await refusesUnwritten(() => giveCoupon(giver, of, bare.env), "coupon_unknown");
      await bare.put({ ...giftKey(giftId), ...asked, n: of.n, st: "t", until: 5 });
      expect(await giveCoupon(giver, of, bare.env)).toEqual(done(giftId, 5));
    }
  });

  test.each<[string, Partial<GiftItem>]>([
    ["member", { from: "100000009" }],
    ["offer", { ofr: "ofr_9999" }],
    ["place", { n: 2 }],
  ])("under the number of another %s's gift is refused", async (_, change) => {
    const { giftId, asked, give } = await begin();
    await bare.put({ ...giftKey(giftId), ...asked, st: "o", until: 5, ...change });
    await refusesUnwritten(give, "gift_id_reused");
  });

  test("that the table did not answer is no refusal", async () => {
    const { give } = await begin();
    axe.plan(["ok", "ok", "ok", "before"]);
    await expect(give()).rejects.toThrow("cut before the call");
  });
});

describe("taking back", () => {
  const onItsWay = async (gift: Partial<GiftItem> = {}, coupon: Partial<CouponItem> = {}) => {
    const { giver, giftId, held, asked } = await begin({ st: "g", gut: 5, ...coupon });
    const wrapped = { ...held, ev: 1, gft: giftId, ...coupon };
    await bare.put(wrapped);
    await bare.put({ ...giftKey(giftId), ...asked, st: "o", until: 5, ...gift });
    return { giver, giftId, held, wrapped, back: () => takeBackGift(giver, { giftId }, bare.env) };
  };

  test("unwraps the coupon and ends the gift, and again is the same", async () => {
    const { giftId, held, back } = await onItsWay();
    for (let times = 0; times < 2; times++) {
      expect(await back()).toEqual({ ok: true, value: { giftId } });
      const { gut: _, ...same } = held;
      expect(await bare.item(held)).toEqual({ ...same, ev: 1, st: "i" });
      expect(await giftOf(giftId)).toMatchObject({ st: "b", until: 5 });
    }
    expect(bare.staleReads()).toEqual([]);
  });

  test("of a gift that was taken back before leaves the coupon, which may be on its way again", async () => {
    const { giftId, wrapped, held, back } = await onItsWay({ st: "b" });
    expect(await back()).toEqual({ ok: true, value: { giftId } });
    expect(bare.reads.map(({ key }) => key)).toEqual(["GFT GFT"]);
    expect(await bare.item(held)).toEqual(wrapped);
  });

  test.each<[string, string, Partial<GiftItem>, Partial<CouponItem>]>([
    ["somebody else's", "gift_unknown", { from: "100000009" }, {}],
    ["one a friend has", "gift_taken", { st: "t" }, { st: "x" }],
    ["one whose coupon is not on its way any more", "coupon_voided", {}, { st: "v" }],
    ["an older one of the coupon", "coupon_voided", {}, { gft: "gft_9999" }],
    ["one that was taken, though the coupon looks on its way", "gift_taken", { st: "t" }, {}],
  ])("is refused of %s", async (_, error, gift, coupon) => {
    const { back } = await onItsWay(gift, coupon);
    const before = await bare.all();
    expect(await back()).toEqual(refusedFor(error));
    expect(await bare.all()).toEqual(before);
  });

  test("of no gift is refused", async () => {
    const giver = await bare.member();
    expect(await takeBackGift(giver, { giftId: makeId("gift") }, bare.env)).toEqual(refusedFor("gift_unknown"));
  });

  test("by two at once is done for both", async () => {
    const { giver, giftId, back } = await onItsWay();
    meanwhile.beforeNextTransaction(() => takeBackGift(giver, { giftId }, bare.env));
    expect(await back()).toEqual({ ok: true, value: { giftId } });
    expect(bare.staleReads()).toEqual([]);
  });

  test("that the table did not answer is no refusal", async () => {
    const { back } = await onItsWay();
    axe.plan(["ok", "before"]);
    await expect(back()).rejects.toThrow("cut before the call");
  });
});
