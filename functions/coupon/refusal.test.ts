// The rule stands twice: as the update's condition and as the sentence for its refusal. Random
// coupons and requests against the engine hold the two together.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import fc from "fast-check";
import { mintVisit } from "../counter/visit-token.ts";
import { ALL_STORES } from "../offer/offer.items.ts";
import { attributes } from "../platform/table.ts";
import { numberOf, openChain } from "../testing/chain.ts";
import { makeId } from "../testing/made-up.ts";
import { type CouponItem, couponFields, couponKey, type RedemptionEntry } from "./coupon.items.ts";

/** `npm run mutants` asks for fewer: it runs this once for each mutant. */
const RUNS = Number(process.env.HUIKE_PROPERTY_RUNS ?? 300);

/** All but the present round's undone; only the last grace counts, so the earlier ones are long over. */
function redemptions({ st, rnd }: Pick<CouponItem, "st" | "rnd">, lastGrace: number): RedemptionEntry[] {
  const base = { rat: 1, rby: "987654321", rno: "03", rst: "sto_0000", rsn: "店", ord: "ord_0000" };
  return Array.from({ length: st === "r" ? rnd + 1 : rnd }, (_, at) => ({
    ...base,
    rid: `rdm_000000000000000${at}`,
    ...(at < rnd ? { uat: 1, gr: at === rnd - 1 ? lastGrace : 2 } : {}),
  }));
}

describe("the condition and its refusal", () => {
  const chain = openChain();

  test("agree on every coupon", async () => {
    const shop = await chain.shop();
    const clerk = await chain.clerkOnShift(shop);
    const memberNo = numberOf(await chain.member());
    const offerId = await chain.offer();
    const now = chain.nowMs;
    const near = (ms: number) => fc.constantFrom(ms - 1, ms, ms + 1);
    let n = 0;

    await fc.assert(
      fc.asyncProperty(
        fc.record({
          st: fc.constantFrom("i" as const, "r" as const, "v" as const),
          rnd: fc.nat(2),
          nbf: near(now),
          exp: near(now),
          mf: fc.constantFrom(0, 99, 100, 101),
          ss: fc.constantFrom(ALL_STORES, "ofr_elsewhere"),
          gr: near(now),
        }),
        fc.record({ round: fc.nat(2), amountFen: fc.option(fc.constantFrom(0, 99, 100, 101), { nil: undefined }) }),
        async ({ gr, ...state }, { round, amountFen }) => {
          n = (n % 99) + 1;
          const red = redemptions(state, gr);
          const item: CouponItem = { ...couponKey(memberNo, offerId, n), ...state, red, v: 1, k: 0, at: now };
          await chain.tables.client.send(
            new PutItemCommand({ TableName: chain.tables.app, Item: attributes(couponFields(item)) }),
          );
          const visit = { clerk: numberOf(clerk), storeId: shop, memberNo };
          const answer = await chain.redeem(clerk, {
            ...{
              redemptionId: makeId("redemption"),
              orderId: makeId("order"),
              memberNo,
              offerId,
              n,
              round,
              version: 1,
            },
            visitToken: mintVisit(chain.secrets.visitKey, visit, now).token,
            ...(amountFen === undefined ? {} : { amountFen }),
          });
          const isAllowed =
            state.st === "i" &&
            state.rnd === round &&
            state.nbf <= now &&
            (state.exp > now || (state.rnd > 0 && gr > now)) &&
            state.ss === ALL_STORES &&
            (amountFen === undefined || state.mf <= amountFen);
          // A refusal that nothing explains throws, and would be a 500 here.
          expect(answer.status === 200).toBe(isAllowed);
          expect(answer.status).toBeLessThan(500);
        },
      ),
      { numRuns: RUNS },
    );
  }, 60_000);
});
