import { GetChainDay, RankClerks } from "@huike/shared/chain-day";
import { businessDay, DAY_MS } from "@huike/shared/day";
import { tableCard } from "@huike/shared/scan";
import { OpenShift } from "@huike/shared/staff";
import { numberOf, openChain, type Person } from "../testing/chain.ts";
import { makeId } from "../testing/made-up.ts";

describe("the chain's day", () => {
  const chain = openChain();
  const HOUR_MS = 3_600_000;
  const today = () => businessDay(chain.nowMs);
  /** A session lasts days, not a week. */
  const again = ({ phone }: Person) => chain.signIn(phone);
  const day = async () => {
    await chain.projectAll();
    await chain.projectAll(); // a redemption makes its sale, the sale its row
    chain.forget(); // counts are remembered for seconds
    return chain.must(GetChainDay, { day: today() }, await again(await chain.owner()));
  };

  test("counts every shop and channel, undone ones not, beside last week up to the same time", async () => {
    const storeId = await chain.shop("一店");
    const other = await chain.shop("二店");
    const offerId = await chain.offer({ perMember: 9 });
    const winner = await chain.clerk([storeId], "07");
    const scene = await chain.channel({ storeId, offerId, kind: "clerk", clerkMemberNo: numberOf(winner) });
    const hired = await chain.clerk([other]);
    const weekAgoMs = chain.nowMs;
    // Last week: one in time, one two hours later.
    await chain.member(scene);
    chain.nowMs += 2 * HOUR_MS;
    await chain.member(scene);

    chain.nowMs = weekAgoMs + 7 * DAY_MS;
    const member = await chain.member(scene);
    const clerk = await again(hired);
    await chain.must(OpenShift, { shiftId: makeId("shift"), tableCard: tableCard(other) }, clerk);
    const use = async (n: number) => {
      const request = await chain.visit(clerk, member, await chain.coupon(member, offerId, n));
      expect(await chain.redeem(clerk, { ...request, amountFen: 12_000 })).toMatchObject({ status: 200 });
      return request;
    };
    await use(1);
    const undone = await use(2);
    expect(await chain.undo(clerk, undone)).toMatchObject({ status: 200 });

    const { tally, weekBefore, shops } = await day();
    expect(tally).toMatchObject({ scans: 1, members: 1, redemptions: 1, sales: 1, salesFen: 10_000 });
    // Owner and clerks joined without a code: members of the chain, won by no shop.
    expect(weekBefore).toMatchObject({ scans: 1, members: 4, redemptions: 0 });
    expect(shops.find((shop) => shop.storeId === other)).toMatchObject({ redemptions: 1, scans: 0 });
    expect(shops.find((shop) => shop.storeId === storeId)).toMatchObject({ scans: 1, members: 1, redemptions: 0 });

    const board = await chain.must(RankClerks, { day: today() }, await again(await chain.owner()));
    const held = { members: 0, netFans: 0, redemptions: 0 };
    expect(board.clerks).toEqual([
      { memberNo: numberOf(winner), members: 1, netFans: 0, redemptions: 0, undone: 0, held },
      { memberNo: numberOf(hired), members: 0, netFans: 0, redemptions: 1, undone: 1, held },
    ]);
    const weekBack = await chain.must(RankClerks, { day: businessDay(weekAgoMs) }, await again(await chain.owner()));
    expect(weekBack.clerks).toEqual([
      { memberNo: numberOf(winner), members: 2, netFans: 0, redemptions: 0, undone: 0, held },
    ]);
  });
});
