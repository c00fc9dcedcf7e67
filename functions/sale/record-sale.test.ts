import type { Coupon } from "@huike/shared/coupon";
import { DAY_MS } from "@huike/shared/day";
import type { RequestOf } from "@huike/shared/endpoint";
import { EndShift } from "@huike/shared/handover";
import { GetHome } from "@huike/shared/member";
import type { OfferTerms } from "@huike/shared/offer";
import { FreezeOffer } from "@huike/shared/offer-life";
import { RecordSale } from "@huike/shared/sale";
import { GetMe } from "@huike/shared/staff";
import { numberOf, openChain, type Person } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { makeId } from "../testing/made-up.ts";

type Sale = RequestOf<typeof RecordSale>;

describe("recording a sale", () => {
  const chain = openChain();
  holdConserved(chain);
  let shop: string;
  const offers: Record<"threshold" | "cash" | "alone", string> = { threshold: "", cash: "", alone: "" };
  beforeAll(async () => {
    shop = await chain.shop("人民路店");
    offers.threshold = await chain.offer({ combines: ["cash", "gift"] });
    offers.cash = await chain.offer({
      title: "代金券",
      benefit: { kind: "cash", valueFen: 1_500 },
      combines: ["threshold"],
      perMember: 2,
    });
    offers.alone = await chain.offer({ title: "独享券", benefit: { kind: "cash", valueFen: 3_000 } });
  });

  const partOf = ({ offerId, n, version, round }: Coupon) => ({
    ...{ offerId, n, version, round },
    redemptionId: makeId("redemption"),
  });
  const visited = async (member: Person, coupons: readonly Coupon[], clerk?: Person) => {
    const by = clerk ?? (await chain.clerkOnShift(shop));
    const { visitToken } = (await chain.lookUp(by, member)).value;
    const request: Sale = {
      orderId: makeId("order"),
      visitToken,
      memberNo: numberOf(member),
      amountFen: 12_000,
      coupons: coupons.map(partOf),
    };
    return { clerk: by, request };
  };
  const stack = async () => {
    const member = await chain.member();
    const coupons = [await chain.coupon(member, offers.threshold), await chain.coupon(member, offers.cash)];
    return { member, coupons, ...(await visited(member, coupons)) };
  };
  const record = (by: Person, request: Sale) => chain.call(RecordSale, request, by);
  const walletOf = async (member: Person) => (await chain.must(GetHome, {}, member)).wallet?.coupons;

  test("says on the first coupon's receipt what the whole sale came to, and on the others that they are part of it", async () => {
    const { clerk, member, request } = await stack();
    expect((await record(clerk, request)).status).toBe(200);
    const receipts = (await walletOf(member))?.map(({ receipt }) => receipt);
    const partOf = (at: number) =>
      receipts?.find((receipt) => receipt?.redemptionId === request.coupons[at]?.redemptionId)?.partOfSale;
    expect([partOf(0), partOf(1)]).toEqual([{ payableFen: 8_500 }, {}]);
  });

  test("uses two coupons in one decision, with a receipt that says what each took off", async () => {
    const { clerk, member, request } = await stack();
    const { status, value } = await record(clerk, request);
    expect(status).toBe(200);
    expect(value).toMatchObject({
      orderId: request.orderId,
      atMs: chain.nowMs,
      storeId: shop,
      storeName: "人民路店",
      clerkNo: "03",
      memberTail: request.memberNo.slice(-4),
      ...{ amountFen: 12_000, offFen: 3_500, payableFen: 8_500 },
      parts: [
        { redemptionId: request.coupons[0]?.redemptionId, offFen: 2_000, amountFen: 12_000 },
        { redemptionId: request.coupons[1]?.redemptionId, offFen: 1_500, title: "代金券" },
      ],
    });
    const used = await walletOf(member);
    expect(used).toMatchObject([{ state: "redeemed" }, { state: "redeemed" }]);
    // Receipt and wallet say the same of each coupon.
    expect(used?.map(({ receipt }) => receipt)).toEqual(expect.arrayContaining(value.parts));
  });

  test("只记消费: no coupon, the amount, and that is all", async () => {
    const { clerk, request } = await visited(await chain.member(), []);
    const { status, value } = await record(clerk, request);
    expect(status).toBe(200);
    expect(value).toMatchObject({ amountFen: 12_000, offFen: 0, payableFen: 12_000, parts: [] });
    expect(await record(clerk, request)).toEqual({ status, value });
  });

  test("by eye: without an amount the receipt says what is saved and not what is to be paid", async () => {
    const { clerk, request } = await stack();
    const { amountFen: _, ...byEye } = request;
    const { value } = await record(clerk, byEye);
    expect(value).toMatchObject({ offFen: 3_500 });
    expect(value).not.toHaveProperty("payableFen");
    expect(value).not.toHaveProperty("amountFen");
  });

  test("gives the lost answer again, the next day off shift too, and after a year", async () => {
    const { clerk, request } = await stack();
    const first = await record(clerk, request);
    expect(await record(clerk, request)).toEqual(first);
    const now = chain.nowMs;
    chain.nowMs += DAY_MS;
    expect(await record(clerk, request)).toEqual(first);
    chain.nowMs += 400 * DAY_MS;
    expect(await record(await chain.signIn(clerk.phone), request)).toEqual(first);
    chain.nowMs = now;
  });

  test.each<[string, (r: Sale) => Sale]>([
    ["another amount", (r) => ({ ...r, amountFen: 12_001 })],
    ["an item price", (r) => ({ ...r, itemFen: 1 })],
    ["no coupons", (r) => ({ ...r, coupons: [] })],
    [
      "other redemptions",
      (r) => ({ ...r, coupons: r.coupons.map((c) => ({ ...c, redemptionId: makeId("redemption") })) }),
    ],
    ["another order of its coupons", (r) => ({ ...r, coupons: [...r.coupons].reverse() })],
  ])("refuses the same order with %s and writes nothing", async (_, change) => {
    const { clerk, request } = await stack();
    await record(clerk, request);
    const before = await chain.digest();
    expect(await record(clerk, change(request))).toMatchObject({ status: 409, error: "order_differs" });
    expect(await chain.digest()).toBe(before);
  });

  test("refuses the same order of another clerk", async () => {
    const { clerk, member, request } = await stack();
    await record(clerk, request);
    const other = await chain.clerkOnShift(shop, "04");
    chain.nowMs += 30_000;
    const { visitToken } = (await chain.lookUp(other, member)).value;
    expect(await record(other, { ...request, visitToken })).toMatchObject({ status: 409, error: "order_differs" });
  });

  type Made = Awaited<ReturnType<typeof stack>>;
  const second = (r: Sale, change: object): Sale => ({
    ...r,
    coupons: r.coupons.map((c, i) => (i === 1 ? { ...c, ...change } : c)),
  });
  const refusals: [string, number, string, (made: Made) => Sale | Promise<Sale>][] = [
    ["a coupon that is not there", 404, "coupon_unknown", ({ request }) => second(request, { n: 2 })],
    ["a round that has passed", 409, "scan_again", ({ request }) => second(request, { round: 1 })],
    ["terms of another version", 409, "scan_again", ({ request }) => second(request, { version: 2 })],
    ["an amount below a condition", 409, "amount_too_low", ({ request }) => ({ ...request, amountFen: 9_999 })],
    ["a token made up", 409, "scan_again", ({ request }) => ({ ...request, visitToken: `zzzzzzzz.${"A".repeat(22)}` })],
    ["no coupon and no amount", 400, "amount_needed", ({ request: { amountFen: _, ...r } }) => ({ ...r, coupons: [] })],
    ["no coupon and nothing", 400, "amount_needed", ({ request }) => ({ ...request, amountFen: 0, coupons: [] })],
    ["one coupon alone", 400, "bad_request", ({ request: r }) => ({ ...r, coupons: r.coupons.slice(0, 1) })],
    ["one coupon twice", 400, "bad_request", ({ request: r }) => ({ ...r, coupons: [...r.coupons, ...r.coupons] })],
    [
      "one that stands alone",
      409,
      "coupons_do_not_combine",
      async ({ member, request }) => second(request, { ...partOf(await chain.coupon(member, offers.alone)) }),
    ],
    [
      "two of a kind that does not name itself",
      409,
      "coupons_do_not_combine",
      async ({ member, request: r }) => ({
        ...r,
        coupons: [...r.coupons, partOf(await chain.coupon(member, offers.cash, 2))],
      }),
    ],
  ];
  test.each(refusals)("refuses %s and writes nothing", async (_, status, error, change) => {
    const made = await stack();
    const request = await change(made);
    const before = await chain.digest();
    expect(await record(made.clerk, request)).toMatchObject({ status, error });
    expect(await chain.digest()).toBe(before);
  });

  const beside = async (change: Partial<OfferTerms>) => {
    const member = await chain.member();
    const odd = await chain.coupon(member, await chain.offer({ title: "怪券", combines: ["threshold"], ...change }));
    const coupons = [await chain.coupon(member, offers.threshold), odd];
    return visited(member, coupons);
  };
  const cash = { kind: "cash", valueFen: 100 } as const;
  test.each<[string, string, () => Promise<Partial<OfferTerms>>]>([
    ["of another shop", "store_not_covered", async () => ({ storeIds: [await chain.shop("二店")] })],
    ["not at this hour", "not_at_this_time", async () => ({ useTimes: { weekdays: [2] } })],
    [
      "not yet valid",
      "coupon_not_yet_valid",
      async () => ({ validity: { kind: "fixed", fromMs: chain.nowMs + 1, untilMs: chain.nowMs + DAY_MS } }),
    ],
  ])("one coupon %s refuses all, says which, and writes nothing", async (_, error, change) => {
    const { clerk, request } = await beside({ benefit: cash, ...(await change()) });
    const before = await chain.digest();
    expect(await record(clerk, request)).toMatchObject({
      error,
      detail: { title: "怪券", offerId: request.coupons[1]?.offerId, n: 1 },
    });
    expect(await chain.digest()).toBe(before);
  });

  test("one coupon used before refuses all and says where it was used", async () => {
    const { clerk, member, coupons, request } = await stack();
    const other = await chain.clerkOnShift(shop, "04");
    chain.nowMs += 30_000;
    const used = coupons[1];
    if (!used) throw new Error("there are two");
    await chain.redeem(other, await chain.visit(other, member, used));
    const before = await chain.digest();
    expect(await record(clerk, request)).toMatchObject({
      status: 409,
      error: "coupon_redeemed",
      detail: { clerkNo: "04", storeName: "人民路店", isOwn: false, title: "代金券" },
    });
    expect(await chain.digest()).toBe(before);
  });

  test("one coupon of a frozen offer refuses all, names it and writes nothing", async () => {
    const frozen = await chain.offer({ title: "冻结券", combines: ["cash"] });
    const member = await chain.member();
    const coupons = [await chain.coupon(member, frozen), await chain.coupon(member, offers.cash)];
    const { clerk, request } = await visited(member, coupons);
    await chain.must(FreezeOffer, { offerId: frozen, why: "test" }, await chain.owner());
    chain.nowMs += 10_000; // by then every instance knows
    const before = await chain.digest();
    const answer = await record(clerk, request);
    expect(answer).toMatchObject({ status: 409, error: "offer_frozen", detail: { offerId: frozen, title: "冻结券" } });
    expect(await chain.digest()).toBe(before);
  });

  test("a coupon of the n-th thing among others is priced with the price of one", async () => {
    const benefit = { kind: "nth_item", nth: 2, payPercent: 50 } as const;
    const member = await chain.member();
    const half = await chain.coupon(member, await chain.offer({ benefit, combines: ["threshold"] }));
    const minus = { kind: "threshold", minFen: 100, valueFen: 100 } as const;
    const other = await chain.coupon(member, await chain.offer({ benefit: minus, combines: ["nth_item"] }));
    const { clerk, request } = await visited(member, [other, half]);
    const { value } = await record(clerk, { ...request, itemFen: 3_000 });
    expect(value).toMatchObject({ offFen: 1_600, payableFen: 10_400, parts: [{ offFen: 100 }, { offFen: 1_500 }] });
  });

  test("a clerk off shift is refused, and nothing is written", async () => {
    const { clerk, request } = await stack();
    const { shift } = await chain.must(GetMe, {}, clerk);
    await chain.must(EndShift, { shiftId: shift?.shiftId ?? "" }, clerk);
    const before = await chain.digest();
    expect(await record(clerk, request)).toMatchObject({ status: 409, error: "off_shift" });
    expect(await chain.digest()).toBe(before);
  });
});
