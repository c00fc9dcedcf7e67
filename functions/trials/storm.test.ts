// The storms: everybody at once on one coupon, on one code, on the last tickets. Counted, not timed.
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { mintVisit } from "../counter/visit-token.ts";
import { type Answer, type ClerkOnShift, numberOf, openChain } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { makeId } from "../testing/made-up.ts";

const CLERKS = 200;

const tally = (answers: readonly Answer<unknown>[]) => {
  const counts = new Map<string, number>();
  for (const { status, error } of answers)
    counts.set(error ?? `${status}`, (counts.get(error ?? `${status}`) ?? 0) + 1);
  return Object.fromEntries(counts);
};

describe("a storm", () => {
  const chain = openChain();
  holdConserved(chain);
  let shop: string;
  let offerId: string;
  const clerks: ClerkOnShift[] = [];
  beforeAll(async () => {
    shop = await chain.shop();
    offerId = await chain.offer();
    const hire = async (i: number) => clerks.push(await chain.clerkOnShift(shop, String(100 + i)));
    for (let i = 0; i < CLERKS; i += 20) await Promise.all(Array.from({ length: 20 }, (_, j) => hire(i + j)));
  }, 120_000);

  test("of 200 redeems of one coupon has one winner and 199 typed refusals", async () => {
    const member = await chain.member();
    const coupon = await chain.coupon(member, offerId);
    const requests = clerks.map((clerk) => {
      const visit = { clerk: numberOf(clerk), storeId: shop, memberNo: numberOf(member) };
      return {
        redemptionId: makeId("redemption"),
        orderId: makeId("order"),
        visitToken: mintVisit(chain.secrets.visitKey, visit, chain.nowMs).token,
        memberNo: visit.memberNo,
        offerId: coupon.offerId,
        n: coupon.n,
        round: coupon.round,
        version: coupon.version,
      };
    });
    const calls = jest.spyOn(DynamoDBClient.prototype, "send");
    const redeemAll = () => Promise.all(requests.map((request, i) => chain.redeem(clerks[i] ?? member, request)));
    const answers = await redeemAll();
    expect(tally(answers)).toEqual({ 200: 1, coupon_redeemed: 199 });
    // One call each, refusals too; the terms for the one receipt were in memory or cost one read more.
    expect(calls.mock.calls.length).toBeLessThanOrEqual(CLERKS + 1);
    const winner = answers.findIndex((answer) => answer.status === 200);
    const won = await chain.redeem(clerks[winner] ?? member, requests[winner] ?? requests[0] ?? never());
    expect(won).toEqual(answers[winner]);
    expect(tally(await redeemAll())).toEqual({ 200: 1, coupon_redeemed: 199 });
  }, 120_000);

  test("of 200 look-ups of one code gives one token and 199 times 'in use'", async () => {
    const member = await chain.member();
    const code = chain.codeOf(member);
    const answers = await Promise.all(clerks.map((clerk) => chain.lookUp(clerk, member, code)));
    expect(tally(answers)).toEqual({ 200: 1, code_in_use: 199 });
  }, 120_000);
});

function never(): never {
  throw new Error("there is a winner");
}
