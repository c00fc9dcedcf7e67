import { GetToday } from "@huike/shared/counter";
import type { Coupon } from "@huike/shared/coupon";
import { GetHome } from "@huike/shared/member";
import { priceable } from "@huike/shared/offer";
import { GetPoints } from "@huike/shared/points-log";
import { bestSale } from "@huike/shared/price";
import { FIRST_PROGRAM } from "@huike/shared/program";
import { RecordSale, UndoSale } from "@huike/shared/sale";
import fc from "fast-check";
import { mintVisit } from "../counter/visit-token.ts";
import { fields } from "../platform/table.ts";
import { type ClerkOnShift, numberOf, openChain, type Person } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { makeId } from "../testing/made-up.ts";
import { PointsBook } from "../testing/points-book.ts";
import type { SaleItem } from "./sale.items.ts";
import { saleFaults } from "./sale-faults.ts";

describe("the price of a member's level", () => {
  const chain = openChain();
  holdConserved(chain);
  const book = new PointsBook(chain);
  const pays = (payPercent: number) =>
    book.program({ tiers: FIRST_PROGRAM.tiers.map((tier, i) => (i === 0 ? { ...tier, payPercent } : tier)) });
  let shop: string;
  const offers = { threshold: "", cash: "", proud: "" };
  beforeAll(async () => {
    shop = await chain.shop("人民路店");
    offers.threshold = await chain.offer({ combines: ["cash"] });
    offers.cash = await chain.offer({ benefit: { kind: "cash", valueFen: 1_500 }, combines: ["threshold"] });
    offers.proud = await chain.offer({ benefit: { kind: "cash", valueFen: 1_500 }, onMemberPrice: false });
  });
  beforeEach(() => pays(90));

  const lookedUp = async (clerk: Person, member: Person) => (await chain.lookUp(clerk, member)).value;
  const atTill = async (offerIds: readonly string[] = []) => {
    const [clerk, member] = [await chain.clerkOnShift(shop), await chain.member()];
    const coupons: Coupon[] = [];
    for (const offerId of offerIds) coupons.push(await chain.coupon(member, offerId));
    return { clerk, member, coupons };
  };
  const requestFor = (
    member: Person,
    { offerId, n, round, version }: Coupon,
    visitToken: string,
    amountFen?: number,
  ) => ({
    ...{ redemptionId: makeId("redemption"), orderId: makeId("order"), visitToken, memberNo: numberOf(member) },
    ...{ offerId, n, round, version },
    ...(amountFen === undefined ? {} : { amountFen }),
  });
  const saleFor = (member: Person, coupons: readonly Coupon[], visitToken: string, amountFen: number) => ({
    ...{ orderId: makeId("order"), visitToken, memberNo: numberOf(member), amountFen },
    coupons: coupons.map(({ offerId, n, round, version }) => ({
      ...{ offerId, n, round, version },
      redemptionId: makeId("redemption"),
    })),
  });
  const itemsOf = async (member: Person) =>
    (await chain.items()).filter(({ pk }) => pk?.S === `MBR#${numberOf(member)}`);
  const saleOf = async (member: Person, orderId: string) => {
    const keyed = (await itemsOf(member)).find(({ sk }) => sk?.S === `SAL#${orderId}`);
    return keyed && fields<SaleItem>(keyed);
  };
  /** The coupon, then the sale it made, then what that earned. */
  const stream = async () => {
    for (let i = 0; i < 2; i++) await chain.projectAll();
  };
  const pointsOf = async (member: Person) => {
    const { lines } = await chain.must(GetPoints, {}, member);
    return lines.map(({ points }) => points);
  };

  test("is told at the look-up, and nothing is said of a full one", async () => {
    const { clerk, member } = await atTill();
    expect(await lookedUp(clerk, member)).toMatchObject({ memberPrice: { levelName: "会员", payPercent: 90 } });
    await pays(100);
    chain.nowMs += 60_000;
    expect(await lookedUp(clerk, member)).not.toHaveProperty("memberPrice");
  });

  test("stands beside one coupon on its receipt, its sale and its points, and goes with its undo", async () => {
    const { clerk, member, coupons } = await atTill([offers.threshold]);
    const [coupon] = coupons as [Coupon];
    const { visitToken } = await lookedUp(clerk, member);
    const request = requestFor(member, coupon, visitToken, 10_001);
    const { value: receipt } = await chain.redeem(clerk, request);
    expect(receipt).toMatchObject({ amountFen: 10_001, memberOffFen: 1_001, offFen: 2_000 });
    await pays(50);
    expect(await chain.redeem(clerk, request)).toEqual({ status: 200, value: receipt });
    await stream();
    expect(await saleOf(member, request.orderId)).toMatchObject({ amt: 10_001, off: 2_000, mof: 1_001, pay: 7_000 });
    expect(await pointsOf(member)).toEqual([70]);
    expect((await chain.must(GetHome, {}, member)).wallet?.coupons[0]?.receipt).toEqual(receipt);
    chain.nowMs += 3_000;
    expect((await chain.must(GetToday, {}, clerk)).receipts[0]?.receipt).toEqual(receipt);
    expect((await chain.undo(clerk, request)).value.receipt).toMatchObject({ memberOffFen: 1_001 });
    await stream();
    expect(await saleOf(member, request.orderId)).toMatchObject({ st: "u", mof: 1_001, pay: 7_000 });
    expect(await pointsOf(member)).toEqual([-70, 70]);
  });

  test("is the sale's in a stack, not its coupons', and the same for ever", async () => {
    const { clerk, member, coupons } = await atTill([offers.threshold, offers.cash]);
    const { visitToken } = await lookedUp(clerk, member);
    const sale = saleFor(member, coupons, visitToken, 10_000);
    const first = await chain.must(RecordSale, sale, clerk);
    expect(first).toMatchObject({ memberOffFen: 1_000, offFen: 3_500, payableFen: 5_500 });
    expect(first.parts.map(({ offFen, memberOffFen }) => [offFen, memberOffFen])).toEqual([
      [2_000, undefined],
      [1_500, undefined],
    ]);
    await pays(50);
    expect(await chain.must(RecordSale, sale, clerk)).toEqual(first);
    await stream();
    expect(await pointsOf(member)).toEqual([55]);
    expect(saleFaults((await itemsOf(member)).map((item) => fields<SaleItem>(item)))).toEqual([]);
    const { orderId, memberNo } = sale;
    const { receipt } = await chain.must(UndoSale, { orderId, memberNo, reason: "mistake" }, clerk);
    expect(receipt).toMatchObject({ memberOffFen: 1_000, payableFen: 5_500 });
    await stream();
    expect(await pointsOf(member)).toEqual([-55, 55]);
  });

  test("holds without a coupon, and steps back for one that does not lie on it", async () => {
    const { clerk, member, coupons } = await atTill([offers.proud]);
    const { visitToken } = await lookedUp(clerk, member);
    const plain = await chain.must(RecordSale, saleFor(member, [], visitToken, 8_800), clerk);
    expect(plain).toMatchObject({ memberOffFen: 880, offFen: 0, payableFen: 7_920 });
    const proud = await chain.redeem(clerk, requestFor(member, coupons[0] as Coupon, visitToken, 8_800));
    expect(proud.value).toMatchObject({ offFen: 1_500 });
    expect(proud.value).not.toHaveProperty("memberOffFen");
  });

  test("is nothing by eye, and in a token of before there was one", async () => {
    const { clerk, member, coupons } = await atTill([offers.threshold, offers.cash]);
    const [threshold, cash] = coupons as [Coupon, Coupon];
    const { visitToken } = await lookedUp(clerk, member);
    const byEye = await chain.redeem(clerk, requestFor(member, threshold, visitToken));
    expect(byEye.value).not.toHaveProperty("memberOffFen");
    const visit = { clerk: numberOf(clerk), storeId: shop, memberNo: numberOf(member) };
    const { token } = mintVisit(chain.secrets.visitKey, visit, chain.nowMs);
    expect(token.split(".")).toHaveLength(2);
    const old = await chain.redeem(clerk, requestFor(member, cash, token, 8_800));
    expect(old).toMatchObject({ status: 200, value: { offFen: 1_500 } });
    expect(old.value).not.toHaveProperty("memberOffFen");
  });

  test("cannot be given by the phone: a token with another percentage, or with none any more, is of no visit", async () => {
    const { clerk, member, coupons } = await atTill([offers.threshold]);
    const { visitToken } = await lookedUp(clerk, member);
    const [ends, mac, percent] = visitToken.split(".");
    expect(percent).toBe("90");
    for (const forged of [`${ends}.${mac}.10`, `${ends}.${mac}`, `${ends}|90.${mac}`, `${ends}.${mac}.090`]) {
      const answer = await chain.redeem(clerk, requestFor(member, coupons[0] as Coupon, forged, 10_000));
      expect([forged, answer.error]).toEqual([forged, "scan_again"]);
    }
  });

  test("is on the receipt what the clerk was shown, whatever the level and the amount", async () => {
    const sold = async (clerk: ClerkOnShift, amountFen: number) => {
      const member = await chain.member();
      await chain.coupon(member, offers.threshold);
      await chain.coupon(member, offers.proud);
      const { coupons, memberPrice, visitToken } = await lookedUp(clerk, member);
      const shown = bestSale(
        coupons.map(({ coupon, face }) => ({ ...priceable(face, coupon.expiresAtMs), coupon })),
        { amountFen, memberPayPercent: memberPrice?.payPercent },
      );
      const [part] = shown.parts;
      if (!part) {
        const { payableFen } = await chain.must(RecordSale, saleFor(member, [], visitToken, amountFen), clerk);
        return { shown, payableFen };
      }
      const request = requestFor(member, part.coupon.coupon, visitToken, amountFen);
      const { value } = await chain.redeem(clerk, request);
      return { shown, payableFen: amountFen - (value.offFen ?? 0) - (value.memberOffFen ?? 0) };
    };
    const clerk = await chain.clerkOnShift(shop);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 30_000 }), async (percent, fen) => {
        await pays(percent);
        const { shown, payableFen } = await sold(clerk, fen);
        expect(payableFen).toBe(shown.payableFen);
      }),
      { numRuns: 25 },
    );
  });
});
