import { DeleteItemCommand } from "@aws-sdk/client-dynamodb";
import { ClaimCoupon } from "@huike/shared/coupon";
import { AcceptGift, GiveCoupon } from "@huike/shared/gift";
import { AGREEMENT_VERSION, GetHome, Join } from "@huike/shared/member";
import type { OfferTerms } from "@huike/shared/offer";
import { VoidOffer } from "@huike/shared/offer-life";
import { GetPoints } from "@huike/shared/points-log";
import { type NumbersItem, stockKey } from "../offer/offer.items.ts";
import { getItem } from "../platform/read.ts";
import { attributes } from "../platform/table.ts";
import { checkMember } from "../points/check-member.ts";
import { pointsOf } from "../points/ledger.items.ts";
import { Axe, type Fault } from "../testing/axe.ts";
import { instanceOf, numberOf, openChain, type Person } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { makeId } from "../testing/made-up.ts";
import { PointsBook } from "../testing/points-book.ts";

describe("a coupon for points", () => {
  const chain = openChain();
  holdConserved(chain);
  const book = new PointsBook(chain);
  const axe = new Axe(chain.tables.client, chain.tables.once);

  /** A member with so many points, an offer of that price and others. */
  const shop = async (points: number, change: Partial<OfferTerms> = {}, stock = {}) => {
    const member = await chain.member();
    await earn(member, points);
    return { member, offerId: await chain.offer({ pointsPrice: 100, ...change }, stock) };
  };
  const earn = async (member: Person, points: number) => {
    const sale = book.sale(points * 100);
    await book.keep(numberOf(member), sale);
    await book.post(numberOf(member), sale);
    chain.nowMs += 1_000;
  };
  const claim = (member: Person, offerId: string, n = 1) => chain.call(ClaimCoupon, { offerId, n }, member);
  const lines = (member: Person) => book.lines(numberOf(member));
  const coupons = async (offerId: string) =>
    (await chain.items()).filter(({ sk }) => sk?.S?.startsWith(`CPN#${offerId}`));
  const numbers = async (offerId: string) =>
    (await getItem<NumbersItem>(chain.tables, stockKey(offerId), { consistent: true })) as NumbersItem;
  /** The card says what the postings add up to, and every posting has its reason. */
  const expectSound = async (member: Person) => {
    const postings = await book.postings(numberOf(member));
    const sum = postings.reduce((all, one) => all + pointsOf(numberOf(member), one), 0);
    expect((await book.card(numberOf(member))).pts).toBe(sum);
    expect(await checkMember(chain.env, numberOf(member))).toEqual([]);
    return sum;
  };

  test("is had and paid for in one; asked again it is the same, and paid for once", async () => {
    const { member, offerId } = await shop(130);
    const first = await claim(member, offerId);
    expect(first).toMatchObject({ status: 200, value: { coupon: { n: 1, state: "issued" } } });
    chain.nowMs += 60_000;
    expect(await claim(member, offerId)).toEqual(first);
    expect(await lines(member)).toEqual(["earn 130", "spend -100"]);
    expect(await expectSound(member)).toBe(30);
    expect((await chain.must(GetPoints, {}, member)).lines[0]).toMatchObject({ kind: "spend", points: -100 });
    expect((await chain.must(GetHome, {}, member)).wallet?.card.points).toBe(30);
  });

  test("is refused with how many are missing: nothing is written and no number taken", async () => {
    const { member, offerId } = await shop(70);
    const before = await chain.digest();
    expect(await claim(member, offerId)).toMatchObject({
      status: 409,
      error: "points_too_few",
      detail: { missing: 30 },
    });
    expect(await chain.digest()).toBe(before);
    await earn(member, 30);
    expect((await claim(member, offerId)).status).toBe(200);
    expect(await coupons(offerId)).toMatchObject([{ k: { N: "0" } }]);
  });

  test("is told to who joins for it, who has no points yet", async () => {
    const { offerId } = await shop(0);
    const request = { agreementVersion: AGREEMENT_VERSION, claim: { offerId, n: 1 } } as const;
    const joined = await chain.must(Join, request, await chain.stranger());
    expect(joined).toMatchObject({ notClaimed: "points_too_few" });
    expect(await coupons(offerId)).toEqual([]);
  });

  test("by fifty claims at once with points for one is one, whether of one place or of fifty", async () => {
    for (const place of [() => 1, (i: number) => i + 1]) {
      const { member, offerId } = await shop(150, { perMember: 50 });
      const instances = Array.from({ length: 50 }, () => instanceOf(chain.coldEnv()));
      const answers = await Promise.all(
        instances.map((on, i) => chain.call(ClaimCoupon, { offerId, n: place(i) }, member, on)),
      );
      const refused = answers.filter(({ status }) => status !== 200);
      expect(refused.every(({ error }) => error === "points_too_few" || error === "try_later")).toBe(true);
      expect(await coupons(offerId)).toHaveLength(1);
      expect(await lines(member)).toEqual(["earn 150", "spend -100"]);
      expect(await expectSound(member)).toBe(50);
      const { nxt, rest, cap, retired } = await numbers(offerId);
      expect(nxt + rest).toBe(cap + retired);
    }
  }, 60_000);

  test("spares the number the points did not reach for: the next one gets it", async () => {
    const { member, offerId } = await shop(100, { perMember: 2 }, { stock: 2 });
    const [one, two] = await Promise.all([claim(member, offerId, 1), claim(member, offerId, 2)]);
    expect([one.status, two.status].sort()).toEqual([200, 409]);
    chain.nowMs += 2_000;
    const next = await chain.member();
    await earn(next, 100);
    expect((await claim(next, offerId)).status).toBe(200);
    expect((await coupons(offerId)).map(({ k }) => k?.N).sort()).toEqual(["0", "1"]);
  });

  test("keeps to its limits: the day's with the price in one, the level's, the stock's", async () => {
    const { member, offerId } = await shop(500, { perMember: 3, perDay: 2 });
    const answers = await Promise.all([1, 2, 3].map((n) => claim(member, offerId, n)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
    const late = answers.findIndex(({ status }) => status !== 200) + 1;
    expect(await claim(member, offerId, late)).toMatchObject({ error: "daily_limit_reached" });
    expect(await expectSound(member)).toBe(300);
    const high = await chain.offer({ pointsPrice: 100, minLevel: 9 });
    expect(await claim(member, high)).toMatchObject({ error: "level_too_low" });
    const last = await chain.offer({ pointsPrice: 100 }, { stock: 1 });
    const other = await chain.member();
    await earn(other, 100);
    await claim(other, last);
    expect(await claim(member, last)).toMatchObject({ error: "offer_sold_out" });
    expect(await expectSound(member)).toBe(300);
  });

  test.each<Fault>(["before", "after"])(
    "cut %s any table call and asked again, is one coupon for one price",
    async (fault) => {
      for (let nth = 0, more = true; more; nth++) {
        const { member, offerId } = await shop(150, { perDay: nth % 2 === 0 ? undefined : 1 });
        // A cut at every place of a claim by an instance that remembers nothing.
        chain.forget();
        axe.plan([...Array<Fault>(nth).fill("ok"), fault]);
        const cut = await claim(member, offerId);
        more = axe.calls > nth;
        axe.plan([]);
        expect([200, 500, 503]).toContain(cut.status);
        expect((await claim(member, offerId)).status).toBe(200);
        expect(await coupons(offerId)).toHaveLength(1);
        expect(await lines(member)).toEqual(["earn 150", "spend -100"]);
        expect(await expectSound(member)).toBe(50);
      }
    },
    120_000,
  );

  describe("when it is cancelled", () => {
    const cancel = async (offerId: string) => {
      const operator = await chain.owner();
      await chain.must(VoidOffer, { offerId, why: "印错了" }, operator);
      chain.nowMs += 12_000;
      await chain.projectAll();
      while (!(await chain.must(VoidOffer, { offerId, why: "印错了" }, operator)).isFinished);
    };

    test("gives the points back to who paid, once however often its image comes", async () => {
      const { member, offerId } = await shop(100);
      await claim(member, offerId);
      await cancel(offerId);
      await Promise.all([chain.projectAll(), chain.projectAll(), chain.projectAll()]);
      chain.nowMs += 86_400_000;
      await chain.projectAll();
      expect(await lines(member)).toEqual(["earn 100", "spend -100", "refund 100"]);
      expect(await expectSound(member)).toBe(100);
    }, 60_000);

    test("gives nothing back for one that was used, or that cost nothing", async () => {
      const { member, offerId } = await shop(200, { perMember: 2 });
      const clerk = await chain.clerkOnShift(await chain.shop());
      const free = await chain.offer();
      const { coupon } = (await claim(member, offerId)).value;
      await claim(member, free);
      await chain.redeem(clerk, await chain.visit(clerk, member, coupon));
      await cancel(offerId);
      await cancel(free);
      await chain.projectAll();
      expect((await lines(member)).filter((line) => line.startsWith("refund"))).toEqual([]);
    }, 60_000);

    test("in a friend's hands gives them back to the giver", async () => {
      const { member, offerId } = await shop(100, { giveable: true });
      const friend = await chain.member();
      const giftId = makeId("gift");
      await claim(member, offerId);
      await chain.must(GiveCoupon, { giftId, offerId, n: 1 }, member);
      await chain.must(AcceptGift, { giftId }, friend);
      await cancel(offerId);
      await chain.projectAll();
      expect(await lines(member)).toEqual(["earn 100", "spend -100", "refund 100"]);
      expect(await lines(friend)).toEqual([]);
      expect(await expectSound(member)).toBe(100);
    }, 60_000);

    test("a refund nobody paid for, or of another amount, is found at night", async () => {
      const { member } = await shop(100);
      const at = chain.nowMs;
      const planted = { sk: `${at}#ofr_none:1#refund`, kind: "refund", from: "spent", to: numberOf(member), amount: 5 };
      const pk = `LED#${numberOf(member)}`;
      await book.put(attributes({ pk, ...planted, growth: 0, at, ord: "ofr_none:1", ver: 0 }));
      expect((await checkMember(chain.env, numberOf(member))).map(({ what }) => what)).toContain("posting_differs");
      const { client, app } = chain.tables;
      await client.send(new DeleteItemCommand({ TableName: app, Key: attributes({ pk, sk: planted.sk }) }));
    });
  });
});
