// The storm over one coupon: a hundred undos and a hundred redeems at once. Counted, not timed.
import type { RedeemCoupon } from "@huike/shared/counter";
import type { RequestOf } from "@huike/shared/endpoint";
import { mintVisit } from "../counter/visit-token.ts";
import { type CouponItem, couponKey } from "../coupon/coupon.items.ts";
import { getItem } from "../platform/read.ts";
import { type ClerkOnShift, numberOf, openChain } from "../testing/chain.ts";
import { makeId } from "../testing/made-up.ts";

const CLERKS = 20;
const AT_ONCE = 100;

describe("a storm of undos and redeems", () => {
  const chain = openChain();
  let shop: string;
  let offerId: string;
  const clerks: ClerkOnShift[] = [];
  beforeAll(async () => {
    shop = await chain.shop();
    offerId = await chain.offer();
    for (let i = 0; i < CLERKS; i++) clerks.push(await chain.clerkOnShift(shop, String(100 + i)));
  }, 60_000);

  test("undoes once, answers all alike, and lets at most one of the new round's redemptions through", async () => {
    const member = await chain.member();
    const coupon = await chain.coupon(member, offerId);
    const requestOf = (clerk: ClerkOnShift, round: number): RequestOf<typeof RedeemCoupon> => {
      const visit = { clerk: numberOf(clerk), storeId: shop, memberNo: numberOf(member) };
      const visitToken = mintVisit(chain.secrets.visitKey, visit, chain.nowMs).token;
      const ids = { redemptionId: makeId("redemption"), orderId: makeId("order"), visitToken };
      return { ...ids, memberNo: visit.memberNo, offerId, n: coupon.n, round, version: coupon.version };
    };
    const [first = await chain.clerkOnShift(shop)] = clerks;
    const a = requestOf(first, 0);
    await chain.redeem(first, a);
    const owner = await chain.owner();

    // Half the redeems knew the round before the undo, half the one after it; they go out among the undos.
    const storm = Array.from({ length: AT_ONCE }, async (_, i) => {
      const clerk = clerks[i % CLERKS] ?? first;
      const undo = chain.undo(i % 2 === 0 ? first : owner, a);
      const redeem = chain.redeem(clerk, requestOf(clerk, i % 2));
      return { undo: await undo, redeem: await redeem, round: i % 2 };
    });
    const answers = await Promise.all(storm);

    const undos = new Set(answers.map(({ undo }) => JSON.stringify(undo)));
    expect(undos.size).toBe(1);
    expect([...undos][0]).toContain('"status":200');
    const redeems = answers.map(({ redeem, round }) => `${round} ${redeem.error ?? redeem.status}`);
    const allowed = ["0 coupon_redeemed", "0 scan_again", "1 200", "1 coupon_redeemed", "1 scan_again"];
    expect(allowed).toEqual(expect.arrayContaining([...new Set(redeems)]));
    const wins = redeems.filter((one) => one === "1 200").length;
    expect(wins).toBeLessThanOrEqual(1);

    const key = couponKey(numberOf(member), offerId, coupon.n);
    const left = await getItem<CouponItem>(chain.tables, key, { consistent: true });
    expect(left).toMatchObject({ st: wins === 1 ? "r" : "i", rnd: 1 });
    expect(left?.red).toHaveLength(1 + wins);
    expect(left?.red?.[0]).toMatchObject({ rid: a.redemptionId, uat: chain.nowMs });
  }, 60_000);
});
