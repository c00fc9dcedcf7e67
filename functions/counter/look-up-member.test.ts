import { LookUpMember } from "@huike/shared/counter";
import { couponCode } from "@huike/shared/member-code";
import { numberOf, openChain } from "../testing/chain.ts";
import { BAD_CODES_MAX } from "./bad-codes.ts";
import { savesFen } from "./look-up-member.ts";

describe("looking a member up", () => {
  const chain = openChain();
  let shop: string;
  let offerId: string;
  beforeAll(async () => {
    shop = await chain.shop();
    offerId = await chain.offer();
  });

  test("gives the visit token and the wallet, best coupon first, unusable ones last with the reason", async () => {
    const elsewhere = await chain.shop("解放路店");
    const big = await chain.offer({ benefit: { kind: "cash", valueFen: 5_000 } });
    const other = await chain.offer({ benefit: { kind: "cash", valueFen: 9_000 }, storeIds: [elsewhere] });
    const member = await chain.member();
    for (const id of [offerId, other, big]) await chain.coupon(member, id);
    const { value } = await chain.lookUp(await chain.clerkOnShift(shop), member);
    expect(value.coupons.map((c) => [savesFen(c), c.notUsable])).toEqual([
      [5_000, undefined],
      [2_000, undefined],
      [9_000, "store_not_covered"],
    ]);
    expect(value.memberTail).toBe(numberOf(member).slice(-4));
  });

  test("lets the same clerk scan the same code again, and nobody else", async () => {
    const member = await chain.member();
    const clerk = await chain.clerkOnShift(shop);
    const other = await chain.clerkOnShift(shop, "04");
    expect((await chain.lookUp(clerk, member)).status).toBe(200);
    expect((await chain.lookUp(clerk, member)).status).toBe(200);
    const before = await chain.digest();
    expect(await chain.lookUp(other, member)).toMatchObject({ status: 409, error: "code_in_use" });
    expect(await chain.digest()).toBe(before);
    chain.nowMs += 30_000;
    expect((await chain.lookUp(other, member)).status).toBe(200);
  });

  test("does not take a code once a newer one was used", async () => {
    const member = await chain.member();
    const clerk = await chain.clerkOnShift(shop);
    const older = chain.codeOf(member);
    chain.nowMs += 30_000;
    await chain.lookUp(clerk, member);
    expect(await chain.lookUp(clerk, member, older)).toMatchObject({ error: "code_in_use" });
  });

  test.each([
    [-90_000, "code_stale"],
    [-60_000, undefined],
    [-30_000, undefined],
    [30_000, undefined],
    [60_000, "code_stale"],
    [-600_000, "code_stale"],
    [-660_000, "code_unknown"],
  ])("a code of %i ms from now: %s", async (shiftMs, error) => {
    const member = await chain.member();
    const clerk = await chain.clerkOnShift(shop);
    const answer = await chain.lookUp(clerk, member, chain.codeOf(member, chain.nowMs + shiftMs));
    expect(answer.error).toBe(error);
  });

  test("says of a code photographed two minutes ago that a screenshot does not work, and writes nothing", async () => {
    const member = await chain.member();
    const clerk = await chain.clerkOnShift(shop);
    const photo = chain.codeOf(member);
    chain.nowMs += 120_000;
    const before = await chain.digest();
    const answer = await chain.lookUp(clerk, member, photo);
    expect(answer).toMatchObject({ status: 410, error: "code_stale" });
    expect(answer.message?.zh).toContain("截图无效");
    expect(await chain.digest()).toBe(before);
  });

  test("cannot tell a mistyped code from a number that does not exist, and writes nothing of either", async () => {
    const member = await chain.member();
    const clerk = await chain.clerkOnShift(shop);
    const code = chain.codeOf(member);
    const mistyped = code.slice(0, 17) + String((Number(code[17]) + 1) % 10);
    const nobody = `9100000001${code.slice(10)}`;
    const before = await chain.digest();
    const answers = [await chain.lookUp(clerk, member, mistyped), await chain.lookUp(clerk, member, nobody)];
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ status: 404, error: "code_unknown" });
    expect(await chain.digest()).toBe(before);
  });

  test("takes the code of one member for no other", async () => {
    const [one, two] = [await chain.member(), await chain.member()];
    const mixed = `9${numberOf(two)}${chain.codeOf(one).slice(10)}`;
    expect(await chain.lookUp(await chain.clerkOnShift(shop), two, mixed)).toMatchObject({ error: "code_unknown" });
  });

  test("stops a guesser after ten wrong codes, even with the right one", async () => {
    const member = await chain.member();
    const clerk = await chain.clerkOnShift(shop);
    const wrong = `9${numberOf(member)}00000000`;
    for (let i = 0; i < BAD_CODES_MAX; i++) await chain.lookUp(clerk, member, wrong);
    expect(await chain.lookUp(clerk, member)).toMatchObject({ status: 429, error: "too_many_attempts" });
    const honest = await chain.clerkOnShift(shop, "04");
    expect((await chain.lookUp(honest, member)).status).toBe(200);
    chain.nowMs += 600_000;
    expect((await chain.lookUp(clerk, member)).status).toBe(200);
  });

  test.each([
    ["134567890123456789", "payment_code", "付款码"],
    ["289012345678901234", "payment_code", "付款码"],
    ["6901234567892", "not_a_member_code", "会员码"],
    ["HKT:sto_aaaa", "not_a_member_code", "会员码"],
    ["9123", "not_a_member_code", "会员码"],
  ])("names what %s is", async (code, error, word) => {
    const clerk = await chain.clerkOnShift(shop);
    const answer = await chain.call(LookUpMember, { code }, clerk);
    expect(answer).toMatchObject({ status: 400, error });
    expect(answer.message?.zh).toContain(word);
  });

  test("reads a coupon's QR and a code typed in groups alike", async () => {
    const member = await chain.member();
    const clerk = await chain.clerkOnShift(shop);
    const code = chain.codeOf(member);
    expect((await chain.lookUp(clerk, member, couponCode(code, offerId, 1))).status).toBe(200);
    expect((await chain.lookUp(clerk, member, `${code.slice(0, 4)} ${code.slice(4, 8)} ${code.slice(8)}`)).status).toBe(
      200,
    );
  });

  test("refuses a clerk's own card and a clerk off shift", async () => {
    const clerk = await chain.clerkOnShift(shop);
    expect(await chain.lookUp(clerk, clerk)).toMatchObject({ status: 403, error: "own_card" });
    const resting = await chain.clerk([shop]);
    expect(await chain.lookUp(resting, await chain.member())).toMatchObject({ status: 409, error: "off_shift" });
  });

  test("lets no member and no stranger look anybody up", async () => {
    const member = await chain.member();
    expect(await chain.lookUp(member, await chain.member())).toMatchObject({ status: 403, error: "forbidden" });
    expect(await chain.call(LookUpMember, { code: chain.codeOf(member) })).toMatchObject({ status: 401 });
  });

  test("ends a shift at 04:00", async () => {
    const clerk = await chain.clerkOnShift(shop);
    const member = await chain.member();
    const start = chain.nowMs;
    chain.nowMs = Date.UTC(2026, 0, 5, 19, 59, 59); // 03:59:59 in Shanghai
    expect((await chain.lookUp(clerk, member)).status).toBe(200);
    chain.nowMs += 1_000;
    expect(await chain.lookUp(clerk, member)).toMatchObject({ error: "off_shift" });
    chain.nowMs = start;
  });
});
