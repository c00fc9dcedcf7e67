// The undo's rule stands twice, as the update's condition and as the sentence for its refusal. Random coupons,
// staff and requests against the engine hold the two together.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { UNDO_WINDOW_MS, UNDOS_MAX, UndoRedemption } from "@huike/shared/counter";
import fc from "fast-check";
import { ALL_STORES } from "../offer/offer.items.ts";
import { attributes } from "../platform/table.ts";
import { mondayMs, numberOf, openChain, type Person } from "../testing/chain.ts";
import { makeId } from "../testing/made-up.ts";
import { type CouponItem, couponFields, couponKey, type RedemptionEntry } from "./coupon.items.ts";

const OTHER = "987654321";
const rid = (round: number) => `rdm_000000000000000${round}`;

/** Alike in all rounds, those before the present one undone. */
function redemptions(
  { st, rnd }: Pick<CouponItem, "st" | "rnd">,
  facts: Pick<RedemptionEntry, "rat" | "rst" | "rby">,
): RedemptionEntry[] {
  return Array.from({ length: st === "r" ? rnd + 1 : rnd }, (_, at) => ({
    ...{ ...facts, rid: rid(at), rno: "03", rsn: "店", ord: "ord_0000" },
    ...(at < rnd ? { uat: mondayMs, uby: OTHER, uno: "03", why: "mistake", gr: mondayMs } : {}),
  }));
}

/** It is undone already, or can be. */
const mayStandUndone = (round: number, present: number, isInTime: boolean): boolean =>
  round < present || (present < UNDOS_MAX && isInTime);

describe("the undo's condition and its refusal", () => {
  const chain = openChain();

  test("agree on every coupon, for every kind of staff", async () => {
    const [here, elsewhere] = [await chain.shop("一店"), await chain.shop("二店")];
    const offerId = await chain.offer();
    const memberNo = numberOf(await chain.member());
    const hire = async (role: "clerk" | "manager" | "operator", stores: string[]): Promise<Person> => {
      const person = await chain.member();
      await chain.hire(person, stores, "05", { role });
      return person;
    };
    const people = {
      clerk: await hire("clerk", [here]),
      manager: await hire("manager", [here]),
      operator: await hire("operator", []),
    };
    const now = chain.nowMs;
    let n = 0;

    await fc.assert(
      fc.asyncProperty(
        fc.record({ st: fc.constantFrom("i" as const, "r" as const), rnd: fc.nat(3) }),
        fc.record({
          rat: fc.constantFrom(-1, 0, 1).map((ms) => now - UNDO_WINDOW_MS + ms),
          isOwn: fc.boolean(),
          rst: fc.constantFrom(here, elsewhere),
        }),
        fc.constantFrom("clerk" as const, "manager" as const, "operator" as const),
        fc.record({ round: fc.nat(3), isKnownId: fc.boolean() }),
        async ({ st, rnd }, { rat, isOwn, rst }, role, { round, isKnownId }) => {
          n = (n % 99) + 1;
          const by = people[role];
          const red = redemptions({ st, rnd }, { rat, rst, rby: isOwn ? numberOf(by) : OTHER });
          const terms = { v: 1, mf: 0, nbf: now, exp: now, ss: ALL_STORES, k: 0, at: now };
          const item: CouponItem = { ...couponKey(memberNo, offerId, n), st, rnd, ...terms, red };
          await chain.tables.client.send(
            new PutItemCommand({ TableName: chain.tables.app, Item: attributes(couponFields(item)) }),
          );
          const redemptionId = isKnownId ? rid(round) : makeId("redemption");
          const request = { redemptionId, memberNo, offerId, n, round, reason: "mistake" } as const;
          const answer = await chain.call(UndoRedemption, request, by);

          const manages = role === "operator" || (role === "manager" && rst === here);
          const isTheirs = isKnownId && round < red.length && (isOwn || manages);
          const isInTime = manages || rat > now - UNDO_WINDOW_MS;
          const isAllowed = isTheirs && mayStandUndone(round, rnd, isInTime);
          // A refusal that nothing explains throws, and would be a 500 here.
          expect([answer.status === 200, answer.status < 500]).toEqual([isAllowed, true]);
          if (isAllowed) expect(answer.value.receipt).toMatchObject({ redemptionId, undoneAtMs: now });
        },
      ),
      { numRuns: 400 },
    );
  }, 60_000);
});
