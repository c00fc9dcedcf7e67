import { ClaimCoupon } from "@huike/shared/coupon";
import { DAY_MS } from "@huike/shared/day";
import { AcceptGift, GIFT_MS, GiveCoupon, TakeBackGift } from "@huike/shared/gift";
import { GetHome } from "@huike/shared/member";
import { FreezeOffer, ThawOffer, VoidOffer } from "@huike/shared/offer-life";
import { Axe, type Fault } from "../testing/axe.ts";
import { mondayMs, numberOf, openChain, type Person } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { makeId } from "../testing/made-up.ts";

describe("a coupon given to a friend", () => {
  const chain = openChain();
  holdConserved(chain);
  const axe = new Axe(chain.tables.client);
  afterEach(() => {
    chain.nowMs = mondayMs;
    chain.forget();
  });

  const wrapped = async (perMember = 1) => {
    const offerId = await chain.offer({ giveable: true, perMember });
    const [giver, friend] = [await chain.member(), await chain.member()];
    const coupon = await chain.coupon(giver, offerId);
    const giftId = makeId("gift");
    await chain.must(GiveCoupon, { giftId, offerId, n: 1 }, giver);
    return { offerId, giver, friend, coupon, giftId };
  };
  /** Live coupons of the offer, by holder; the one number that all of them must share. */
  const holders = async (offerId: string) => {
    const mine = (await chain.items()).filter(({ sk }) => sk?.S?.startsWith(`CPN#${offerId}`));
    expect(new Set(mine.map(({ k }) => k?.N)).size).toBe(1);
    return mine.filter(({ st }) => st?.S !== "x").map(({ pk, st }) => `${pk?.S?.slice(4)} ${st?.S}`);
  };
  const coupons = async (person: Person) => (await chain.must(GetHome, {}, person)).wallet?.coupons ?? [];

  test("moves whole: number, terms and end; the giver has it no more and claims no second one", async () => {
    const { offerId, giver, friend, coupon, giftId } = await wrapped();
    expect(await coupons(giver)).toMatchObject([
      { state: "giving", gift: { giftId, endsAtMs: chain.nowMs + GIFT_MS } },
    ]);
    chain.nowMs += 60_000;
    const { coupon: received } = await chain.must(AcceptGift, { giftId }, friend);
    expect(received).toEqual({ ...coupon, isGift: true });
    expect([await coupons(giver), await coupons(friend)]).toEqual([[], [received]]);
    expect(await holders(offerId)).toEqual([`${numberOf(friend)} i`]);
    expect(await chain.call(ClaimCoupon, { offerId, n: 1 }, giver)).toMatchObject({ error: "limit_reached" });
    // Asked again, the same; and it goes no further.
    expect((await chain.must(AcceptGift, { giftId }, friend)).coupon).toEqual(received);
    expect(await chain.call(GiveCoupon, { giftId: makeId("gift"), offerId, n: 1 }, friend)).toMatchObject({
      error: "gift_not_allowed",
    });
  }, 60_000);

  test("is of no use at the counter while it is on its way, and to its new owner after", async () => {
    const { offerId, giver, friend, coupon, giftId } = await wrapped();
    const clerk = await chain.clerkOnShift(await chain.shop());
    const before = { ...(await chain.visit(clerk, giver, coupon)) };
    expect(await chain.redeem(clerk, before)).toMatchObject({ status: 409, error: "coupon_given" });
    const { coupon: received } = await chain.must(AcceptGift, { giftId }, friend);
    expect(await chain.redeem(clerk, before)).toMatchObject({ error: "coupon_given" });
    expect(await chain.redeem(clerk, await chain.visit(clerk, friend, received))).toMatchObject({ status: 200 });
    expect(await holders(offerId)).toEqual([`${numberOf(friend)} r`]);
  }, 60_000);

  test("goes to one of many who open the link at once", async () => {
    const { offerId, giftId } = await wrapped();
    const friends = await Promise.all(Array.from({ length: 8 }, () => chain.member()));
    const answers = await Promise.all(friends.map((friend) => chain.call(AcceptGift, { giftId }, friend)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await holders(offerId)).toHaveLength(1);
  }, 60_000);

  test("is taken back or accepted, not both", async () => {
    for (let i = 0; i < 5; i++) {
      const { offerId, giver, friend, giftId } = await wrapped();
      const [accepted, back] = await Promise.all([
        chain.call(AcceptGift, { giftId }, friend),
        chain.call(TakeBackGift, { giftId }, giver),
      ]);
      expect([accepted.status, back.status].filter((status) => status === 200)).toHaveLength(1);
      expect(await holders(offerId)).toEqual([`${numberOf(accepted.status === 200 ? friend : giver)} i`]);
    }
  }, 60_000);

  test("comes back after its day, and an older link is good for nothing", async () => {
    const { offerId, giver, friend, giftId } = await wrapped();
    chain.nowMs += GIFT_MS;
    expect(await chain.call(AcceptGift, { giftId }, friend)).toMatchObject({ status: 410, error: "gift_over" });
    expect(await chain.must(TakeBackGift, { giftId }, giver)).toEqual({ giftId });
    expect(await chain.must(TakeBackGift, { giftId }, giver)).toEqual({ giftId });
    const second = makeId("gift");
    await chain.must(GiveCoupon, { giftId: second, offerId, n: 1 }, giver);
    expect(await chain.call(AcceptGift, { giftId }, friend)).toMatchObject({ error: "gift_taken_back" });
    expect(await chain.call(AcceptGift, { giftId: second }, giver)).toMatchObject({ error: "gift_own" });
    expect(await chain.call(TakeBackGift, { giftId: second }, friend)).toMatchObject({ error: "gift_unknown" });
    expect((await chain.call(AcceptGift, { giftId: second }, friend)).status).toBe(200);
  }, 60_000);

  test("ends with its offer: voided on its way, nobody has it", async () => {
    const { offerId, giver, friend, giftId } = await wrapped();
    const operator = await chain.owner();
    await chain.must(VoidOffer, { offerId, why: "印错了" }, operator);
    chain.nowMs += 12_000;
    await chain.projectAll();
    await chain.must(VoidOffer, { offerId, why: "印错了" }, operator);
    expect(await holders(offerId)).toEqual([`${numberOf(giver)} v`]);
    expect(await chain.call(AcceptGift, { giftId }, friend)).toMatchObject({ status: 410, error: "coupon_voided" });
    expect(await chain.call(TakeBackGift, { giftId }, giver)).toMatchObject({ status: 410, error: "coupon_voided" });
  }, 60_000);

  test("waits while its offer is frozen", async () => {
    const { offerId, friend, giftId } = await wrapped();
    const operator = await chain.owner();
    await chain.must(FreezeOffer, { offerId, why: "查一下" }, operator);
    chain.nowMs += 10_000;
    expect(await chain.call(AcceptGift, { giftId }, friend)).toMatchObject({ error: "offer_frozen" });
    await chain.must(ThawOffer, { offerId, why: "没事" }, operator);
    chain.nowMs += 10_000;
    expect((await chain.call(AcceptGift, { giftId }, friend)).status).toBe(200);
  }, 60_000);

  test("takes a place of the friend's own, and none where there is none", async () => {
    const { offerId, friend, giftId } = await wrapped();
    await chain.coupon(friend, offerId);
    expect(await chain.call(AcceptGift, { giftId }, friend)).toMatchObject({ error: "limit_reached" });
    const roomy = await wrapped(2);
    await chain.coupon(roomy.friend, roomy.offerId);
    expect((await chain.must(AcceptGift, { giftId: roomy.giftId }, roomy.friend)).coupon.n).toBe(2);
  }, 60_000);

  test("is not given where the terms do not say so, when used, or when run out", async () => {
    const [plain, given] = [await chain.offer(), await chain.offer({ giveable: true })];
    const member = await chain.member();
    await chain.coupon(member, plain);
    const coupon = await chain.coupon(member, given);
    const giftOf = (offerId: string) => ({ giftId: makeId("gift"), offerId, n: 1 });
    const before = await chain.digest();
    expect(await chain.call(GiveCoupon, giftOf(plain), member)).toMatchObject({ error: "gift_not_allowed" });
    expect(await chain.call(GiveCoupon, { ...giftOf(given), n: 2 }, member)).toMatchObject({ error: "coupon_unknown" });
    chain.nowMs += 10 * DAY_MS;
    const later = { ...member, ...(await chain.signIn(member.phone)) };
    expect(await chain.call(GiveCoupon, giftOf(coupon.offerId), later)).toMatchObject({ error: "gift_not_allowed" });
    expect(await chain.digest()).toBe(before);
  }, 60_000);

  test.each<Fault>(["before", "after"])(
    "is one coupon when giving and accepting are cut %s any table call",
    async (fault) => {
      for (let nth = 0; nth < 7; nth++) {
        const { offerId, giver, friend, giftId } = await wrapped();
        axe.plan([...Array<Fault>(nth).fill("ok"), fault]);
        await chain.call(AcceptGift, { giftId }, friend);
        axe.plan([]);
        expect(await holders(offerId)).toHaveLength(1);
        expect((await chain.call(AcceptGift, { giftId }, friend)).status).toBe(200);
        expect(await holders(offerId)).toEqual([`${numberOf(friend)} i`]);
        expect(await chain.call(TakeBackGift, { giftId }, giver)).toMatchObject({ error: "gift_taken" });
      }
    },
    60_000,
  );
});
