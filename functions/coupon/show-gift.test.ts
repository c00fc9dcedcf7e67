import { TidyWallet } from "@huike/shared/coupon";
import { DAY_MS } from "@huike/shared/day";
import { AcceptGift, GetGift, GIFT_MS, GiveCoupon, TakeBackGift } from "@huike/shared/gift";
import { FreezeOffer, VoidOffer } from "@huike/shared/offer-life";
import { mondayMs, openChain, type Person } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { makeId } from "../testing/made-up.ts";

describe("a gift's link", () => {
  const chain = openChain();
  holdConserved(chain);
  afterEach(() => {
    chain.nowMs = mondayMs;
    chain.forget();
  });
  const wrapped = async () => {
    const offerId = await chain.offer({ giveable: true });
    const [giver, friend] = [await chain.member(), await chain.member()];
    const coupon = await chain.coupon(giver, offerId);
    const giftId = makeId("gift");
    await chain.must(GiveCoupon, { giftId, offerId, n: 1 }, giver);
    return { offerId, giver, friend, coupon, giftId };
  };
  const seenBy = (giftId: string, person: Person) => chain.must(GetGift, { giftId }, person);

  test("shows what is in it to a stranger, and neither who gave it nor who has it", async () => {
    const { offerId, coupon, giftId, giver } = await wrapped();
    const seen = await seenBy(giftId, await chain.stranger());
    expect(seen).toMatchObject({
      coupon: { ...coupon, isGift: true },
      face: { offerId },
      endsAtMs: chain.nowMs + GIFT_MS,
    });
    expect(seen.whyNot).toBeUndefined();
    expect(JSON.stringify(seen)).not.toContain(giver.session.codeSecrets?.memberNo ?? "?");
    expect(await chain.call(GetGift, { giftId: makeId("gift") }, giver)).toMatchObject({
      status: 404,
      error: "gift_unknown",
    });
  });

  test("says to each what an accept would say to them", async () => {
    const { giftId, giver, friend } = await wrapped();
    expect((await seenBy(giftId, giver)).whyNot).toBe("gift_own");
    const { coupon } = await chain.must(AcceptGift, { giftId }, friend);
    expect(await seenBy(giftId, friend)).toMatchObject({ coupon, isMine: true });
    expect(await seenBy(giftId, friend)).not.toHaveProperty("whyNot");
    for (const other of [giver, await chain.stranger()]) {
      expect(await seenBy(giftId, other)).toMatchObject({ whyNot: "gift_taken" });
      expect(await seenBy(giftId, other)).not.toHaveProperty("isMine");
    }
  });

  test("says that it was taken back, is over, or its coupon has run out", async () => {
    const [back, over] = [await wrapped(), await wrapped()];
    await chain.must(TakeBackGift, { giftId: back.giftId }, back.giver);
    expect((await seenBy(back.giftId, back.friend)).whyNot).toBe("gift_taken_back");
    chain.nowMs += GIFT_MS - 1;
    expect((await seenBy(over.giftId, over.friend)).whyNot).toBeUndefined();
    chain.nowMs += 1;
    expect((await seenBy(over.giftId, over.friend)).whyNot).toBe("gift_over");
    chain.nowMs = back.coupon.expiresAtMs - DAY_MS / 2;
    const late = makeId("gift");
    const giver = await chain.signIn(back.giver.phone);
    await chain.must(GiveCoupon, { giftId: late, offerId: back.offerId, n: 1 }, giver);
    chain.nowMs = back.coupon.expiresAtMs;
    expect((await seenBy(late, await chain.stranger())).whyNot).toBe("coupon_expired");
  });

  test("says that its offer is paused or cancelled, also when the coupon was put away since", async () => {
    const { offerId, giftId, giver, friend } = await wrapped();
    const operator = await chain.owner();
    await chain.must(FreezeOffer, { offerId, why: "查一下" }, operator);
    chain.nowMs += 10_000;
    expect((await seenBy(giftId, friend)).whyNot).toBe("offer_frozen");
    await chain.must(VoidOffer, { offerId, why: "印错了" }, operator);
    chain.nowMs += 12_000;
    await chain.projectAll();
    await chain.must(VoidOffer, { offerId, why: "印错了" }, operator);
    expect((await seenBy(giftId, friend)).whyNot).toBe("coupon_voided");
    expect(await chain.must(TidyWallet, {}, giver)).toEqual({ moved: 1 });
    expect(await seenBy(giftId, friend)).toMatchObject({ face: { offerId }, whyNot: "coupon_voided" });
    expect(await chain.call(AcceptGift, { giftId }, friend)).toMatchObject({ status: 410, error: "coupon_voided" });
  });
});
