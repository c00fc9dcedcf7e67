import { UNDO_KEPT_MS } from "@huike/shared/counter";
import { ClaimCoupon, ListPastCoupons, TidyWallet } from "@huike/shared/coupon";
import { DAY_MS } from "@huike/shared/day";
import { GetHome } from "@huike/shared/member";
import { Axe, type Fault } from "../testing/axe.ts";
import { type ClerkOnShift, mondayMs, numberOf, openChain, type Person } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";

describe("a wallet with much that is over", () => {
  const chain = openChain();
  holdConserved(chain);
  const axe = new Axe(chain.tables.client);
  let shop: string;
  beforeAll(async () => {
    shop = await chain.shop();
  });
  // Sessions end with the weeks a test lets pass.
  afterEach(() => {
    chain.nowMs = mondayMs;
    chain.forget();
  });

  const back = async (person: Person): Promise<Person> => ({ ...person, ...(await chain.signIn(person.phone)) });
  /** Uses a coupon each of `count` offers. */
  const spend = async (clerk: ClerkOnShift, member: Person, count: number) => {
    const requests = [];
    for (let i = 0; i < count; i++) {
      const request = await chain.visit(clerk, member, await chain.coupon(member, await chain.offer({ perMember: 2 })));
      await chain.redeem(clerk, request);
      chain.nowMs += 30_000;
      requests.push(request);
    }
    return requests;
  };
  const rows = async (member: Person) => {
    const mine = (await chain.items()).filter(({ pk }) => pk?.S === `MBR#${numberOf(member)}`);
    const of = (prefix: string) => mine.filter(({ sk }) => sk?.S?.startsWith(prefix));
    return {
      live: of("CPN#").filter(({ st }) => st?.S !== "o"),
      stubs: of("CPN#").filter(({ st }) => st?.S === "o"),
      past: of("PAST#"),
    };
  };

  test("is tidied when nine are over for thirty days, ten moves at a time, and all are found again", async () => {
    const clerk = await chain.clerkOnShift(shop);
    const member = await chain.member();
    const start = chain.nowMs;
    const requests = await spend(clerk, member, 12);
    chain.nowMs = start + UNDO_KEPT_MS - 1;
    const still = await back(member);
    expect((await chain.must(GetHome, {}, still)).tidy).toBeUndefined();
    chain.nowMs = start + UNDO_KEPT_MS + DAY_MS;
    const home = await chain.must(GetHome, {}, still);
    expect([home.tidy, home.wallet?.coupons.length]).toEqual([true, 12]);
    expect(await chain.must(TidyWallet, {}, still)).toEqual({ moved: 10 });
    const after = await chain.must(GetHome, { tag: home.tag }, still);
    expect([after.tidy, after.wallet?.coupons.length, after.wallet?.putAway?.length]).toEqual([undefined, 2, 10]);
    const past = await chain.must(ListPastCoupons, {}, still);
    const receipts = past.coupons.map(({ receipt }) => receipt?.redemptionId);
    expect([receipts.length, past.next]).toEqual([10, undefined]);
    expect(requests.map(({ redemptionId }) => redemptionId)).toEqual(expect.arrayContaining(receipts));
    expect(past.faces).toHaveLength(10);
  }, 60_000);

  test("keeps every promise about a coupon that was put away", async () => {
    const clerk = await chain.clerkOnShift(shop);
    const member = await chain.member();
    const [request] = await spend(clerk, member, 1);
    const first = await chain.redeem(clerk, request as never);
    chain.nowMs += UNDO_KEPT_MS;
    const [later, laterClerk, owner] = [await back(member), await back(clerk), await back(await chain.owner())];
    // What nobody may take back any more is the same before and after it was put away.
    expect(await chain.undo(owner, request as never)).toMatchObject({ status: 409, error: "undo_put_away" });
    expect(await chain.must(TidyWallet, {}, later)).toEqual({ moved: 1 });
    // Its place is taken, the next is free.
    const offerId = request?.offerId ?? "";
    expect(await chain.call(ClaimCoupon, { offerId, n: 1 }, later)).toMatchObject({ error: "limit_reached" });
    // The same request, the same receipt; another one, who used it.
    expect(await chain.redeem(laterClerk, request as never)).toEqual(first);
    expect(await chain.undo(owner, request as never)).toMatchObject({ status: 409, error: "undo_put_away" });
    expect(await chain.must(TidyWallet, {}, later)).toEqual({ moved: 0 });
  }, 60_000);

  test("answers an undo's repeat from where the coupon was moved to", async () => {
    const clerk = await chain.clerkOnShift(shop);
    const member = await chain.member();
    const [request] = await spend(clerk, member, 1);
    const undone = await chain.undo(clerk, request as never);
    expect(undone.status).toBe(200);
    chain.nowMs += UNDO_KEPT_MS;
    const [later, laterClerk] = [await back(member), await back(clerk)];
    expect(await chain.must(TidyWallet, {}, later)).toEqual({ moved: 1 });
    expect(await chain.undo(laterClerk, request as never)).toEqual(undone);
    expect((await chain.must(ListPastCoupons, {}, later)).coupons[0]).toMatchObject({ state: "issued", round: 1 });
  }, 60_000);

  test("lets stubs go once the offer has been closed for thirty days", async () => {
    const member = await chain.member();
    await chain.coupon(member, await chain.offer());
    chain.nowMs += 30 * DAY_MS;
    const later = await back(member);
    await chain.must(TidyWallet, {}, later);
    expect((await rows(member)).stubs).toHaveLength(1);
    chain.nowMs += 30 * DAY_MS;
    const last = await back(member);
    await chain.must(TidyWallet, {}, last);
    const left = await rows(member);
    expect([left.live.length, left.stubs.length, left.past.length]).toEqual([0, 0, 1]);
  }, 60_000);

  test("leafs back through many pages, each coupon once", async () => {
    const member = await chain.member();
    for (let i = 0; i < 35; i++) await chain.coupon(member, await chain.offer());
    chain.nowMs += 20 * DAY_MS;
    const later = await back(member);
    for (const moved of [10, 10, 10, 5]) expect(await chain.must(TidyWallet, {}, later)).toEqual({ moved });
    const first = await chain.must(ListPastCoupons, {}, later);
    const second = await chain.must(ListPastCoupons, { from: first.next ?? "" }, later);
    const seen = [...first.coupons, ...second.coupons].map(({ offerId }) => offerId);
    expect([first.coupons.length, new Set(seen).size, second.next]).toEqual([30, 35, undefined]);
  }, 60_000);

  test.each<Fault>(["before", "after"])(
    "is whole when tidying is cut %s any table call",
    async (fault) => {
      const member = await chain.member();
      for (let i = 0; i < 3; i++) await chain.coupon(member, await chain.offer());
      chain.nowMs += 20 * DAY_MS;
      const later = await back(member);
      for (let nth = 0; nth < 6; nth++) {
        axe.plan([...Array<Fault>(nth).fill("ok"), fault]);
        await chain.call(TidyWallet, {}, later);
        axe.plan([]);
        const { live, stubs, past } = await rows(member);
        expect([live.length + past.length, stubs.length]).toEqual([3, past.length]);
      }
      expect((await rows(member)).past).toHaveLength(3);
    },
    60_000,
  );

  test("loses nothing to an undo that comes between the look and the move", async () => {
    const clerk = await chain.clerkOnShift(shop);
    const member = await chain.member();
    const [request] = await spend(clerk, member, 1);
    chain.nowMs += UNDO_KEPT_MS;
    const [later, owner] = [await back(member), await back(await chain.owner())];
    const [, undone] = await Promise.all([chain.must(TidyWallet, {}, later), chain.undo(owner, request as never)]);
    const { live, past } = await rows(member);
    expect([live.length, past.length]).toEqual(undone.status === 200 ? [1, 0] : [0, 1]);
  }, 60_000);
});
