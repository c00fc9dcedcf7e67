// From the till to the card: what a sale earns arrives by the stream alone, and an undo takes it back.
import { GetHome } from "@huike/shared/member";
import { GetPoints } from "@huike/shared/points-log";
import { RecordSale } from "@huike/shared/sale";
import { numberOf, openChain, type Person } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { makeId } from "../testing/made-up.ts";

describe("a sale and its points", () => {
  const chain = openChain();
  holdConserved(chain);
  let shop: string;
  beforeAll(async () => {
    shop = await chain.shop();
  });
  /** The stream brings the coupon first and then the sale it made; both may come again. */
  const stream = async () => {
    for (let i = 0; i < 2; i++) await chain.projectAll();
  };
  const pointsOf = async (member: Person) => (await chain.must(GetHome, {}, member)).wallet?.card.points;

  test("a coupon redeemed alone earns on what was paid, once, and its undo takes all of it back", async () => {
    const [clerk, member] = [await chain.clerkOnShift(shop), await chain.member()];
    const coupon = await chain.coupon(member, await chain.offer());
    const request = { ...(await chain.visit(clerk, member, coupon)), amountFen: 12_000 };
    expect((await chain.redeem(clerk, request)).status).toBe(200);
    await stream();
    const earned = await pointsOf(member);
    expect(earned).toBe(100); // 120 − 20 yuan, a point a yuan
    await stream();
    expect(await pointsOf(member)).toBe(earned);
    expect((await chain.undo(clerk, request)).status).toBe(200);
    await stream();
    expect(await pointsOf(member)).toBe(0);
    const { lines } = await chain.must(GetPoints, {}, member);
    expect(lines.map(({ points }) => points)).toEqual([-100, 100]);
  });

  test("a stack earns once, on what was paid for all of it", async () => {
    const [clerk, member] = [await chain.clerkOnShift(shop), await chain.member()];
    const threshold = await chain.coupon(member, await chain.offer({ combines: ["cash"] }));
    const cash = await chain.coupon(
      member,
      await chain.offer({ benefit: { kind: "cash", valueFen: 1_000 }, combines: ["threshold"] }),
    );
    const { visitToken } = await chain.visit(clerk, member, cash);
    const part = ({ offerId, n, round, version }: typeof cash) => ({
      ...{ offerId, n, round, version },
      redemptionId: makeId("redemption"),
    });
    const sale = { orderId: makeId("order"), visitToken, memberNo: numberOf(member), amountFen: 12_000 };
    await chain.must(RecordSale, { ...sale, coupons: [part(threshold), part(cash)] }, clerk);
    await stream();
    expect(await pointsOf(member)).toBe(90);
  });

  test("只记消费 earns on the amount", async () => {
    const [clerk, member] = [await chain.clerkOnShift(shop), await chain.member()];
    const { visitToken } = (await chain.lookUp(clerk, member)).value;
    const sale = { orderId: makeId("order"), visitToken, memberNo: numberOf(member), amountFen: 5_050, coupons: [] };
    await chain.must(RecordSale, sale, clerk);
    await stream();
    expect(await pointsOf(member)).toBe(50);
  });
});
