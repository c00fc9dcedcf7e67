import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { RecordSale, UndoSale } from "@huike/shared/sale";
import { fields } from "../platform/table.ts";
import { project } from "../projection/project.ts";
import { numberOf, openChain } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { makeId } from "../testing/made-up.ts";
import type { SaleItem } from "./sale.items.ts";

describe("the sale of a coupon redeemed alone", () => {
  const chain = openChain();
  holdConserved(chain);
  let shop: string;
  let offerId: string;
  beforeAll(async () => {
    shop = await chain.shop("人民路店");
    offerId = await chain.offer();
  });

  const redeemed = async (change: object = { amountFen: 12_000 }) => {
    const [clerk, member] = [await chain.clerkOnShift(shop), await chain.member()];
    const request = { ...(await chain.visit(clerk, member, await chain.coupon(member, offerId))), ...change };
    await chain.redeem(clerk, request);
    return { clerk, member, request };
  };
  const itemsOf = async (memberNo: string, prefix: string) =>
    (await chain.items()).filter(({ pk, sk }) => pk?.S === `MBR#${memberNo}` && sk?.S?.startsWith(prefix));
  const imageOf = async (memberNo: string) => (await itemsOf(memberNo, `CPN#${offerId}`))[0] ?? {};
  const salesOf = async (memberNo: string) =>
    (await itemsOf(memberNo, "SAL#")).map((item) => fields<SaleItem & { ev: number }>(item));

  test("carries what was rung up, saved and to be paid, by whom and where", async () => {
    const { clerk, member, request } = await redeemed();
    await project(await imageOf(request.memberNo), chain.env);
    const { redemptionId: rid } = request;
    expect(await salesOf(request.memberNo)).toEqual([
      {
        pk: `MBR#${numberOf(member)}`,
        sk: `SAL#${request.orderId}`,
        ...{ ev: 1, st: "s", at: chain.nowMs, clk: numberOf(clerk), no: "03", sto: shop, sn: "人民路店" },
        ...{ amt: 12_000, off: 2_000, pay: 10_000 },
        c: [{ o: offerId, n: 1, v: 1, rid, rnd: 0, off: 2_000 }],
      },
    ]);
  });

  test("by eye has no amount and nothing to be paid", async () => {
    const { request } = await redeemed({});
    await project(await imageOf(request.memberNo), chain.env);
    const [sale] = await salesOf(request.memberNo);
    expect(sale).toMatchObject({ st: "s", off: 2_000 });
    expect(sale).not.toHaveProperty("amt");
    expect(sale).not.toHaveProperty("pay");
  });

  const undone = async () => {
    const { clerk, request } = await redeemed();
    const used = await imageOf(request.memberNo);
    await chain.undo(clerk, request, "returned");
    return { request, used, back: await imageOf(request.memberNo) };
  };
  const putAway = (image: Awaited<ReturnType<typeof imageOf>>) => ({
    ...image,
    sk: { S: image.sk?.S?.replace("CPN#", "PAST#") ?? "" },
  });
  type Images = Pick<Awaited<ReturnType<typeof undone>>, "used" | "back">;
  test.each<[string, (i: Images) => Images["used"][]]>([
    ["in order", ({ used, back }) => [used, back]],
    ["reversed and repeated", ({ used, back }) => [back, used, back, used]],
    ["by the last image alone", ({ back }) => [back]],
    ["by the image it left when it was put away", ({ back }) => [putAway(back)]],
  ])("is undone once its redemption is, with images %s", async (_, order) => {
    const { request, ...images } = await undone();
    for (const image of order(images)) await project(image, chain.env);
    expect(await salesOf(request.memberNo)).toMatchObject([
      { st: "u", amt: 12_000, uat: chain.nowMs, uno: "03", why: "returned" },
    ]);
  });

  test("is another one for the next round, and both come from one image", async () => {
    const { clerk, member, request } = await redeemed();
    await chain.undo(clerk, request);
    chain.nowMs += 30_000;
    const { value } = await chain.lookUp(clerk, member);
    const next = { ...request, visitToken: value.visitToken, round: 1, redemptionId: makeId("redemption") };
    const orderId = makeId("order");
    expect(await chain.redeem(clerk, { ...next, orderId })).toMatchObject({ status: 200 });
    await project(await imageOf(request.memberNo), chain.env);
    const sales = await salesOf(request.memberNo);
    expect(Object.fromEntries(sales.map(({ sk, st }) => [sk, st]))).toEqual({
      [`SAL#${request.orderId}`]: "u",
      [`SAL#${orderId}`]: "s",
    });
  });

  test("of a second coupon under one order is not put, and its undo leaves the first alone", async () => {
    const { clerk, member, request } = await redeemed();
    await project(await imageOf(request.memberNo), chain.env);
    const other = await chain.coupon(member, await chain.offer());
    chain.nowMs += 30_000;
    const second = { ...(await chain.visit(clerk, member, other)), orderId: request.orderId, amountFen: 99_900 };
    await chain.redeem(clerk, second);
    await chain.undo(clerk, second);
    await chain.projectAll([`MBR#${request.memberNo}`]);
    expect(await salesOf(request.memberNo)).toMatchObject([{ st: "s", amt: 12_000 }]);
  });

  test("of several is theirs alone: no image of a coupon puts or undoes it", async () => {
    const [clerk, member] = [await chain.clerkOnShift(shop), await chain.member()];
    const cash = { kind: "cash", valueFen: 1_500 } as const;
    const pair = [
      await chain.coupon(member, await chain.offer({ combines: ["cash"] })),
      await chain.coupon(member, await chain.offer({ benefit: cash, combines: ["threshold"] })),
    ];
    const coupons = pair.map(({ offerId: id, n, version, round }) => ({
      ...{ offerId: id, n, version, round, redemptionId: makeId("redemption") },
    }));
    const { visitToken } = (await chain.lookUp(clerk, member)).value;
    const request = { orderId: makeId("order"), visitToken, memberNo: numberOf(member), amountFen: 12_000, coupons };
    await chain.must(RecordSale, request, clerk);
    const { orderId, memberNo } = request;
    await chain.must(UndoSale, { orderId, memberNo, reason: "mistake" }, clerk);
    const images = await itemsOf(memberNo, "CPN#");
    const calls = jest.spyOn(DynamoDBClient.prototype, "send");
    for (const image of images) await project(image, chain.env);
    const written = calls.mock.calls.map(
      ([command]) => (command.input as { Item?: { sk?: { S?: string } } }).Item?.sk?.S,
    );
    expect(written.length).toBeGreaterThan(0);
    expect(written.filter((sk) => sk?.startsWith("SAL#"))).toEqual([]);
    expect(await salesOf(memberNo)).toMatchObject([{ st: "u", c: [{}, {}] }]);
  });
});
