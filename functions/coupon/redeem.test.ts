import { RedeemCoupon } from "@huike/shared/counter";
import { DAY_MS } from "@huike/shared/day";
import type { RequestOf } from "@huike/shared/endpoint";
import { EndShift } from "@huike/shared/handover";
import { tableCard } from "@huike/shared/scan";
import { GetMe } from "@huike/shared/staff";
import { mintVisit } from "../counter/visit-token.ts";
import { openShift } from "../staff/open-shift.ts";
import { numberOf, openChain } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { makeId } from "../testing/made-up.ts";

const noClaims = { isMember: true, generation: 0, expiresAtMs: 0, touched: [] };

type Redemption = RequestOf<typeof RedeemCoupon>;

describe("redeeming a coupon", () => {
  const chain = openChain();
  holdConserved(chain);
  let shop: string;
  let offerId: string;
  beforeAll(async () => {
    shop = await chain.shop("人民路店");
    offerId = await chain.offer();
  });

  const counter = async () => {
    const clerk = await chain.clerkOnShift(shop);
    const member = await chain.member();
    const coupon = await chain.coupon(member, offerId);
    return { clerk, member, coupon, request: await chain.visit(clerk, member, coupon) };
  };

  test("pays out with a receipt that says where, by whom and how much", async () => {
    const { clerk, request } = await counter();
    const { status, value } = await chain.redeem(clerk, { ...request, amountFen: 12_300 });
    expect(status).toBe(200);
    expect(value).toMatchObject({
      redemptionId: request.redemptionId,
      offFen: 2_000,
      amountFen: 12_300,
      storeName: "人民路店",
      clerkNo: "03",
      redeemedAtMs: chain.nowMs,
    });
  });

  test("gives the lost answer again to the clerk who asks again, the next morning too", async () => {
    const { clerk, request } = await counter();
    const first = await chain.redeem(clerk, request);
    expect(await chain.redeem(clerk, request)).toEqual(first);
    const late = chain.nowMs;
    chain.nowMs += DAY_MS; // shift over, visit lapsed, coupon still valid
    expect(await chain.redeem(clerk, request)).toEqual(first);
    chain.nowMs += 400 * DAY_MS;
    const again = { ...clerk, ...(await chain.signIn(clerk.phone)) };
    expect(await chain.redeem(again, request)).toEqual(first);
    chain.nowMs = late;
  });

  test("refuses a second clerk and says who was first", async () => {
    const { clerk, member, coupon, request } = await counter();
    const other = await chain.clerkOnShift(shop, "04");
    chain.nowMs += 30_000;
    const second = await chain.visit(other, member, coupon);
    await chain.redeem(clerk, request);
    const answer = await chain.redeem(other, second);
    expect(answer).toMatchObject({
      status: 409,
      error: "coupon_redeemed",
      detail: { storeName: "人民路店", clerkNo: "03", isOwn: false, redemptionTail: request.redemptionId.slice(-4) },
      message: { zh: "这张券已经用过了" },
    });
  });

  test("refuses the same id with other contents", async () => {
    const { clerk, request } = await counter();
    await chain.redeem(clerk, request);
    const other = await chain.redeem(clerk, { ...request, amountFen: 99_900 });
    expect(other).toMatchObject({ status: 409, error: "id_reused" });
  });

  const refusals: [string, string, number, (r: Redemption) => Redemption | Promise<Redemption>][] = [
    ["a round that has passed", "scan_again", 409, (r) => ({ ...r, round: 1 })],
    ["an amount below the condition", "amount_too_low", 409, (r) => ({ ...r, amountFen: 9_999 })],
    ["a coupon that is not there", "coupon_unknown", 404, (r) => ({ ...r, n: 7 })],
    ["a visit token of another member", "scan_again", 409, (r) => ({ ...r, memberNo: "912345678" })],
    ["a visit token that was made up", "scan_again", 409, (r) => ({ ...r, visitToken: `zzzzzzzz.${"A".repeat(22)}` })],
  ];
  test.each(refusals)("refuses %s and writes nothing", async (_, error, status, change) => {
    const { clerk, request } = await counter();
    const before = await chain.digest();
    expect(await chain.redeem(clerk, await change(request))).toMatchObject({ status, error });
    expect(await chain.digest()).toBe(before);
  });

  test("refuses a coupon of another shop", async () => {
    const elsewhere = await chain.shop("解放路店");
    const clerk = await chain.clerkOnShift(shop);
    const member = await chain.member();
    const coupon = await chain.coupon(member, await chain.offer({ storeIds: [elsewhere] }));
    const request = await chain.visit(clerk, member, coupon);
    const before = await chain.digest();
    expect(await chain.redeem(clerk, request)).toMatchObject({ status: 403, error: "store_not_covered" });
    expect(await chain.digest()).toBe(before);
  });

  test("goes by the clock for the first and the last moment of validity", async () => {
    const [fromMs, untilMs] = [chain.nowMs + 60_000, chain.nowMs + 120_000];
    const fixed = await chain.offer({ validity: { kind: "fixed", fromMs, untilMs } });
    const clerk = await chain.clerkOnShift(shop);
    const member = await chain.member();
    const coupon = await chain.coupon(member, fixed);
    const request = await chain.visit(clerk, member, coupon);
    const start = chain.nowMs;
    chain.nowMs = fromMs - 1;
    expect(await chain.redeem(clerk, request)).toMatchObject({
      error: "coupon_not_yet_valid",
      detail: { atMs: fromMs },
    });
    chain.nowMs = untilMs;
    expect(await chain.redeem(clerk, request)).toMatchObject({ error: "coupon_expired", detail: { atMs: untilMs } });
    chain.nowMs = untilMs - 1;
    expect(await chain.redeem(clerk, request)).toMatchObject({ status: 200 });
    chain.nowMs = start;
  });

  test("asks for a new scan when the visit is older than ten minutes", async () => {
    const { clerk, request } = await counter();
    chain.nowMs += 600_000;
    expect(await chain.redeem(clerk, request)).toMatchObject({ status: 409, error: "scan_again" });
  });

  test("refuses a clerk off shift", async () => {
    const { clerk, request } = await counter();
    const { shift } = await chain.must(GetMe, {}, clerk);
    await chain.must(EndShift, { shiftId: shift?.shiftId ?? "" }, clerk);
    const before = await chain.digest();
    expect(await chain.redeem(clerk, request)).toMatchObject({ status: 409, error: "off_shift" });
    expect(await chain.digest()).toBe(before);
  });

  test("believes the table, not its memory, when the clerk changed shops through another instance", async () => {
    const { clerk, member, coupon, request } = await counter();
    const elsewhere = await chain.shop("延安路店");
    await chain.hire(clerk, [shop, elsewhere]);
    const move = { shiftId: makeId("shift"), tableCard: tableCard(elsewhere) };
    const staff = {
      role: "clerk",
      name: "店员",
      clerkNo: "03",
      state: "active",
      stores: new Set([elsewhere]),
    } as const;
    await openShift({ memberNo: numberOf(clerk), staff, claims: noClaims }, move, chain.coldEnv());
    const there = { clerk: numberOf(clerk), storeId: elsewhere, memberNo: numberOf(member) };
    const { token } = mintVisit(chain.secrets.visitKey, there, chain.nowMs);
    chain.nowMs += 16_000; // who is on which shop's list is remembered for 15 s
    const answer = await chain.redeem(clerk, { ...request, round: coupon.round, visitToken: token });
    expect(answer).toMatchObject({ status: 200, value: { storeName: "延安路店" } });
  });

  test("keeps a request without an id of ours out", async () => {
    const { clerk, request } = await counter();
    const answer = await chain.call(RedeemCoupon, { ...request, redemptionId: "1; DROP TABLE" }, clerk);
    expect(answer).toMatchObject({ status: 400, error: "bad_request" });
  });

  test("lets no id of one kind stand for another", async () => {
    const { clerk, request } = await counter();
    const answer = await chain.redeem(clerk, { ...request, redemptionId: makeId("order") });
    expect(answer.status).toBe(400);
  });
});
