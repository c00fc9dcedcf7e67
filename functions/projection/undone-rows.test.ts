import { GetToday, UNDO_WINDOW_MS } from "@huike/shared/counter";
import { openChain } from "../testing/chain.ts";
import { project } from "./project.ts";

describe("the rows of an undone redemption", () => {
  const chain = openChain();

  const street = async () => {
    const shop = await chain.shop("人民路店");
    const offerId = await chain.offer();
    const clerk = await chain.clerkOnShift(shop);
    const member = await chain.member();
    const request = await chain.visit(clerk, member, await chain.coupon(member, offerId));
    await chain.redeem(clerk, request);
    return { shop, clerk, request };
  };

  test("leave it out of the count, count as undone and mark the receipt", async () => {
    const { shop, clerk, request } = await street();
    await chain.projectAll();
    expect((await chain.must(GetToday, {}, clerk)).mine).toEqual({ members: 0, redemptions: 1, undone: 0 });
    const { value } = await chain.undo(clerk, request);
    await chain.projectAll();
    chain.nowMs += 2_000;
    const today = await chain.must(GetToday, {}, clerk);
    expect(today.mine).toEqual({ members: 0, redemptions: 0, undone: 1 });
    expect(today.shops).toEqual([{ storeId: shop, storeName: "人民路店", members: 0, redemptions: 0, undone: 1 }]);
    expect(today.receipts).toEqual([{ receipt: value.receipt, memberNo: request.memberNo, round: 0 }]);
  });

  test("are the same by late, repeated and reversed images, and by the last image alone", async () => {
    const { clerk, request } = await street();
    const key = `CPN#${request.offerId}#1`;
    const image = async () =>
      (await chain.items()).find(({ pk, sk }) => pk?.S === `MBR#${request.memberNo}` && sk?.S === key);
    const used = await image();
    await chain.undo(clerk, request);
    const undone = await image();
    if (!used || !undone) throw new Error("the coupon is gone");
    for (const one of [undone, used, undone, used]) await project(one, chain.env);
    const rows = (await chain.items("views")).filter((row) => row.mbr?.S === request.memberNo && row.rid);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ lvl: { N: "2" }, uat: { N: `${chain.nowMs}` }, rnd: { N: "0" } });
  });

  test("show a manager the shop's receipts, with what an undo must name", async () => {
    const { shop, request } = await street();
    const manager = await chain.member();
    await chain.hire(manager, [shop], "90", { role: "manager" });
    await chain.projectAll();
    const today = await chain.must(GetToday, {}, manager);
    const found = today.shops[0]?.receipts?.[0];
    expect(found).toMatchObject({ memberNo: request.memberNo, round: 0 });
    expect(found?.receipt.redemptionId).toBe(request.redemptionId);
    chain.nowMs += UNDO_WINDOW_MS;
    expect(await chain.undo(manager, request)).toMatchObject({ status: 200 });
  });
});
