import { randomBytes } from "node:crypto";
import { GetToday } from "@huike/shared/counter";
import { EndShift } from "@huike/shared/handover";
import { tableCard } from "@huike/shared/scan";
import { BindOwner, GetMe, OpenShift, PutStaff } from "@huike/shared/staff";
import { numberOf, openChain } from "../testing/chain.ts";
import { makeId } from "../testing/made-up.ts";
import { issueOwnerCode } from "./issue-owner-code.ts";

describe("the first owner", () => {
  const chain = openChain();

  test("is bound by the printed code, once, and only by the right one", async () => {
    const [one, two] = [await chain.member(), await chain.member()];
    const replaced = (await issueOwnerCode(chain.tables, chain.nowMs, randomBytes)) ?? "";
    const code = (await issueOwnerCode(chain.tables, chain.nowMs, randomBytes)) ?? "";
    const name = "店主";
    expect(await chain.call(BindOwner, { code: replaced, name }, one)).toMatchObject({ error: "owner_code_wrong" });
    const answers = await Promise.all([one, two].map((person) => chain.call(BindOwner, { code, name }, person)));
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409]);
    expect(await issueOwnerCode(chain.tables, chain.nowMs, randomBytes)).toBeUndefined();
    expect((await chain.items()).filter((item) => item.role?.S === "owner")).toHaveLength(1);
  });
});

describe("an owner's code", () => {
  const chain = openChain();

  test("is worth nothing after a day", async () => {
    const code = (await issueOwnerCode(chain.tables, chain.nowMs, randomBytes)) ?? "";
    const person = await chain.member();
    chain.nowMs += 86_400_000;
    expect(await chain.call(BindOwner, { code, name: "店主" }, person)).toMatchObject({
      status: 403,
      error: "owner_code_wrong",
    });
  });
});

describe("staff", () => {
  const chain = openChain();
  let shop: string;
  beforeAll(async () => {
    shop = await chain.shop("人民路店");
  });

  test("are taken on only from members, for shops there are, below the rank of who takes them", async () => {
    const owner = await chain.owner();
    const operator = await chain.member();
    await chain.hire(operator, [], "10", { role: "operator" });
    const hire = (memberNo: string, role: "clerk" | "operator", storeIds: string[]) => ({
      ...{ memberNo, role, storeIds, name: "甲", clerkNo: "11", state: "active", why: "test" },
    });
    const person = numberOf(await chain.member());
    const by = (who: typeof owner, request: ReturnType<typeof hire>) =>
      chain.call(PutStaff, request as Parameters<typeof chain.call<typeof PutStaff>>[1], who);
    expect(await by(owner, hire("912345678", "clerk", [shop]))).toMatchObject({ error: "member_unknown" });
    expect(await by(owner, hire(person, "clerk", ["sto_zzzz"]))).toMatchObject({ error: "store_unknown" });
    expect(await by(operator, hire(person, "operator", []))).toMatchObject({ error: "rank_too_high" });
    expect(await by(operator, hire(numberOf(owner), "clerk", [shop]))).toMatchObject({ error: "rank_too_high" });
    expect(await by(operator, hire(person, "clerk", [shop]))).toMatchObject({ status: 200 });
  });

  test("who left can do nothing within 15 seconds", async () => {
    const clerk = await chain.clerkOnShift(shop);
    expect((await chain.call(GetMe, {}, clerk)).status).toBe(200);
    await chain.hire(clerk, [shop], "03", { state: "left" });
    chain.nowMs += 15_000;
    expect(await chain.call(GetMe, {}, clerk)).toMatchObject({ status: 403, error: "forbidden" });
  });

  test("open a shift by the table card of a shop of theirs, the same one for the same id", async () => {
    const elsewhere = await chain.shop("解放路店");
    const clerk = await chain.clerk([shop]);
    const shiftId = makeId("shift");
    const open = (card: string) => chain.call(OpenShift, { shiftId, tableCard: card }, clerk);
    expect(await open("https://example.com")).toMatchObject({ status: 400, error: "not_a_table_card" });
    expect(await open("HKT:sto_zzzz")).toMatchObject({ status: 404, error: "store_unknown" });
    expect(await open(tableCard(elsewhere))).toMatchObject({ status: 403, error: "not_your_store" });
    const first = await open(tableCard(shop));
    expect(first).toMatchObject({ status: 200, value: { shift: { storeName: "人民路店" } } });
    chain.nowMs += 5_000;
    expect(await open(tableCard(shop))).toEqual(first);
    expect((await chain.must(GetMe, {}, clerk)).shift).toEqual(first.value.shift);
  });

  test("end a shift as often as they tap", async () => {
    const clerk = await chain.clerkOnShift(shop);
    const { shift } = await chain.must(GetMe, {}, clerk);
    const shiftId = shift?.shiftId ?? "";
    await chain.must(EndShift, { shiftId }, clerk);
    await chain.must(EndShift, { shiftId }, clerk);
    expect((await chain.must(GetMe, {}, clerk)).shift).toBeUndefined();
    expect(await chain.call(EndShift, { shiftId: makeId("shift") }, clerk)).toMatchObject({ error: "shift_unknown" });
  });
});

describe("today", () => {
  const chain = openChain();

  test("counts members for the channel's owner and redemptions for who redeemed, once however often projected", async () => {
    const shop = await chain.shop("人民路店");
    const offerId = await chain.offer();
    const winner = await chain.clerkOnShift(shop, "01");
    const redeemer = await chain.clerkOnShift(shop, "02");
    const scene = await chain.channel({ kind: "clerk", clerkMemberNo: numberOf(winner), storeId: shop, offerId });
    const member = await chain.member(scene);
    const request = await chain.visit(redeemer, member, await chain.coupon(member, offerId));
    const { value: receipt } = await chain.redeem(redeemer, request);
    for (let i = 0; i < 3; i++) await chain.projectAll();

    const shops = [{ storeId: shop, storeName: "人民路店", members: 1, redemptions: 1 }];
    expect(await chain.must(GetToday, {}, winner)).toMatchObject({
      mine: { members: 1, redemptions: 0 },
      shops,
      receipts: [],
    });
    expect(await chain.must(GetToday, {}, redeemer)).toMatchObject({
      mine: { members: 0, redemptions: 1 },
      shops,
      receipts: [{ receipt, memberNo: numberOf(member), round: 0 }],
    });
  });

  test("starts anew at 04:00", async () => {
    const shop = await chain.shop();
    const offerId = await chain.offer();
    const clerk = await chain.clerkOnShift(shop);
    const member = await chain.member();
    await chain.redeem(clerk, await chain.visit(clerk, member, await chain.coupon(member, offerId)));
    await chain.projectAll();
    expect((await chain.must(GetToday, {}, clerk)).mine.redemptions).toBe(1);
    chain.nowMs = Date.UTC(2026, 0, 5, 20);
    expect(await chain.must(GetToday, {}, clerk)).toMatchObject({ day: "2026-01-06", mine: { redemptions: 0 } });
  });
});
