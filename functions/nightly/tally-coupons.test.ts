import { UNDO_KEPT_MS } from "@huike/shared/counter";
import { TidyWallet } from "@huike/shared/coupon";
import { DAY_MS } from "@huike/shared/day";
import { AcceptGift, GiveCoupon } from "@huike/shared/gift";
import { GetOffer, type OfferReport, VoidOffer } from "@huike/shared/offer-life";
import { tableCard } from "@huike/shared/scan";
import { OpenShift } from "@huike/shared/staff";
import { type ClerkOnShift, openChain, type Person } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { makeId } from "../testing/made-up.ts";
import { LOOK_AGAIN_MS, reconcile } from "./reconcile.ts";

describe("what became of an offer's coupons", () => {
  const chain = openChain();
  holdConserved(chain);
  let owner: Person;
  let clerk: ClerkOnShift;
  let [offerId, second] = ["", ""];
  let members: Person[] = [];

  const awake = async <P extends Person>(person: P): Promise<P> => ({
    ...person,
    ...(await chain.signIn(person.phone)),
  });
  /** Ticks until it is over, a page of few items at a time, another instance each tick. */
  async function night(): Promise<void> {
    for (let ticks = 0; ticks < 500; ticks++) {
      let pages = 0;
      const phase = await reconcile(chain.coldEnv(), { hasTime: () => ++pages <= 1, pageItems: 5 });
      if (phase === "over") return chain.forget();
      if (phase === "settle") chain.nowMs += LOOK_AGAIN_MS;
    }
    throw new Error("the night does not end");
  }
  async function later(ms: number): Promise<void> {
    chain.nowMs += ms;
    members = await Promise.all(members.map(awake));
    [owner, clerk] = [await awake(owner), await awake(clerk)];
    await chain.must(OpenShift, { shiftId: makeId("shift"), tableCard: tableCard(clerk.storeId) }, clerk);
  }
  const report = async (): Promise<OfferReport> => chain.must(GetOffer, { offerId }, owner);
  const use = async (member: Person, n: number) => {
    const request = await chain.visit(clerk, member, await chain.coupon(member, offerId, n));
    expect(await chain.redeem(clerk, { ...request, amountFen: 12_000 })).toMatchObject({ status: 200 });
    chain.nowMs += 30_000;
    return request;
  };
  const one = (at: number) => members[at] as Person;

  beforeAll(async () => {
    owner = await chain.owner();
    clerk = await chain.clerkOnShift(await chain.shop());
    offerId = await chain.offer({ perMember: 12, giveable: true });
    second = await chain.offer({ perMember: 3, validity: { kind: "after_claim", days: 90 } });
    members = [await chain.member(), await chain.member(), await chain.member()];
    for (let n = 1; n <= 3; n++) await chain.coupon(one(2), second, n);
  });

  test("is not known before a night has been", async () => {
    await use(one(0), 1);
    expect((await report()).night).toBeUndefined();
  });

  test("is counted by the night, whatever lies where, and what was taken since is the rest", async () => {
    // Ten used, one undone, one given on to a friend.
    for (let n = 2; n <= 10; n++) await use(one(0), n);
    expect(await chain.undo(clerk, await use(one(1), 1))).toMatchObject({ status: 200 });
    await chain.coupon(one(1), offerId, 2);
    const giftId = makeId("gift");
    await chain.must(GiveCoupon, { giftId, offerId, n: 2 }, one(1));
    await chain.must(AcceptGift, { giftId }, one(2));
    await chain.projectAll();
    await night();
    expect((await report()).night).toMatchObject({ held: 2, used: 10, ended: 0, voided: 0, savedFen: 20_000 });

    await chain.coupon(one(0), offerId, 11);
    const { night: counted, stock } = await report();
    const { held = 0, used = 0, ended = 0, voided = 0 } = counted ?? {};
    expect(stock.taken - held - used - ended - voided).toBe(1);
  });

  test("stands by what put away and run out coupons were, and by a voiding", async () => {
    await later(UNDO_KEPT_MS + DAY_MS);
    expect(await chain.must(TidyWallet, {}, one(0))).toEqual({ moved: 10 });
    await chain.projectAll();
    await night();
    expect((await report()).night).toMatchObject({ held: 0, used: 10, ended: 3, voided: 0, savedFen: 20_000 });
    offerId = second;
    while (!(await chain.must(VoidOffer, { offerId, why: "t" }, owner)).isFinished) chain.nowMs += 30_000;
    await later(DAY_MS);
    await chain.projectAll();
    await night();
    const { night: counted, stock } = await report();
    expect(counted).toMatchObject({ held: 0, used: 0, ended: 0, voided: 3, savedFen: 0 });
    expect(stock.taken).toBe(3);
  });
});
