// A sale with two coupons, cut off everywhere: before and after every table call of recording and of undoing it, on an
// instance that remembers nothing; then the same request again, as the phone sends it. And two sales that want the
// same coupon at once.
import { type CancellationReason, DynamoDBClient, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import type { RequestOf } from "@huike/shared/endpoint";
import { RecordSale, UndoSale } from "@huike/shared/sale";
import { type CouponItem, standingRedemption } from "../coupon/coupon.items.ts";
import { fields } from "../platform/table.ts";
import type { SaleItem } from "../sale/sale.items.ts";
import { Axe } from "../testing/axe.ts";
import { type Chain, type ClerkOnShift, numberOf, openChain, type Person } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { makeId } from "../testing/made-up.ts";

type Sale = RequestOf<typeof RecordSale>;

const kinds = [
  { benefit: { kind: "threshold", minFen: 10_000, valueFen: 2_000 }, combines: ["cash"] },
  { benefit: { kind: "cash", valueFen: 1_500 }, combines: ["cash", "threshold"], perMember: 2 },
] as const;
const openOffers = (chain: Chain) =>
  Promise.all(kinds.map(({ combines, ...kind }) => chain.offer({ ...kind, combines: [...combines] })));

async function looked(chain: Chain, clerk: Person, member: Person): Promise<Sale> {
  const { value } = await chain.lookUp(clerk, member);
  const coupons = value.coupons.map(({ coupon: { offerId, n, version, round } }) => ({
    ...{ offerId, n, version, round },
    redemptionId: makeId("redemption"),
  }));
  const { visitToken } = value;
  return { orderId: makeId("order"), visitToken, memberNo: numberOf(member), amountFen: 12_000, coupons };
}

async function bookOf(chain: Chain, memberNo: string) {
  const items = (await chain.items()).filter(({ pk }) => pk?.S === `MBR#${memberNo}`);
  const of = (prefix: string) => items.filter(({ sk }) => sk?.S?.startsWith(prefix));
  return {
    sales: of("SAL#").map((item) => fields<SaleItem>(item)),
    coupons: of("CPN#").map((item) => fields<CouponItem>(item)),
  };
}

/** What must hold at rest: a sale stands with all its coupons and is undone with all; every used coupon is in one sale. */
async function expectOneBook(chain: Chain, memberNo: string) {
  const { sales, coupons } = await bookOf(chain, memberNo);
  const standing = sales.filter(({ st }) => st === "s").flatMap(({ c = [] }) => c.map(({ rid }) => rid));
  const used = coupons.flatMap((coupon) => standingRedemption(coupon)?.rid ?? []);
  expect(used.sort()).toEqual(standing.sort());
  const undone = sales.filter(({ st }) => st === "u").flatMap(({ c = [] }) => c.map(({ rid }) => rid));
  const marked = coupons.flatMap(({ red = [] }) => red.filter(({ uat }) => uat !== undefined).map(({ rid }) => rid));
  expect(marked.sort()).toEqual(undone.sort());
  return { sales, coupons };
}

describe.each(["before", "after"] as const)("cut %s every table call", (side) => {
  const chain = openChain();
  holdConserved(chain);
  const axe = new Axe(chain.tables.client, chain.tables.once);
  let clerk: ClerkOnShift;
  let offers: string[];
  beforeAll(async () => {
    clerk = await chain.clerkOnShift(await chain.shop());
    offers = await openOffers(chain);
  });
  const begin = async () => {
    const member = await chain.member();
    for (const offerId of offers) await chain.coupon(member, offerId);
    return looked(chain, clerk, member);
  };
  const record = (request: Sale) => chain.call(RecordSale, request, clerk);
  const undo = ({ orderId, memberNo }: Sale) => chain.call(UndoSale, { orderId, memberNo, reason: "mistake" }, clerk);

  test("of a sale: asked again it stands, once", async () => {
    let cuts = 0;
    for (let more = true; more; ) {
      const request = await begin();
      chain.forget();
      more = await axe.cut(cuts + 1, side, () => record(request));
      if (more) cuts += 1;
      await expectOneBook(chain, request.memberNo);
      const answer = await record(request);
      expect(answer).toMatchObject({ status: 200, value: { payableFen: 8_500 } });
      expect(await record(request)).toEqual(answer);
      const { sales, coupons } = await expectOneBook(chain, request.memberNo);
      expect(sales).toMatchObject([{ st: "s", off: 3_500 }]);
      expect(coupons.map(({ red }) => red?.length)).toEqual([1, 1]);
    }
    // Staff, shift, shop, two terms, two offers (frozen?), the transaction.
    expect(cuts).toBe(8);
  }, 120_000);

  test("of its undo: asked again it is undone, once", async () => {
    let cuts = 0;
    for (let more = true; more; ) {
      const request = await begin();
      await record(request);
      chain.forget();
      more = await axe.cut(cuts + 1, side, () => undo(request));
      if (more) cuts += 1;
      await expectOneBook(chain, request.memberNo);
      const answer = await undo(request);
      expect(answer.status).toBe(200);
      expect(await undo(request)).toEqual(answer);
      const { sales, coupons } = await expectOneBook(chain, request.memberNo);
      expect(sales).toMatchObject([{ st: "u" }]);
      expect(coupons.map(({ rnd, red }) => [rnd, red?.length])).toEqual(coupons.map(() => [1, 1]));
    }
    // Staff, the sale, the transaction, two terms for the receipt.
    expect(cuts).toBe(5);
  }, 120_000);
});

describe("sales at once", () => {
  const chain = openChain();
  holdConserved(chain);
  let clerks: ClerkOnShift[];
  let offers: string[];
  beforeAll(async () => {
    const shop = await chain.shop();
    clerks = await Promise.all(Array.from({ length: 8 }, (_, i) => chain.clerkOnShift(shop, `${10 + i}`)));
    offers = await openOffers(chain);
  });
  const [threshold, cash] = [() => offers[0] ?? "", () => offers[1] ?? ""];

  test("of two pairs that share a coupon exactly one wins, and the other's own coupon stays", async () => {
    for (let round = 0; round < 20; round++) {
      const member = await chain.member();
      await chain.coupon(member, threshold());
      for (const n of [1, 2]) await chain.coupon(member, cash(), n);
      const [one, other] = clerks;
      if (!one || !other) throw new Error("there are clerks");
      const a = await looked(chain, one, member);
      chain.nowMs += 30_000;
      const b = await looked(chain, other, member);
      const withCash = (sale: Sale, n: number) => ({
        ...sale,
        coupons: sale.coupons.filter((coupon) => coupon.offerId === threshold() || coupon.n === n),
      });
      const answers = await Promise.all([
        chain.call(RecordSale, withCash(a, 1), one),
        chain.call(RecordSale, withCash(b, 2), other),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(answers.find(({ status }) => status === 409)).toMatchObject({ error: "coupon_redeemed" });
      const { sales, coupons } = await expectOneBook(chain, numberOf(member));
      expect(sales).toHaveLength(1);
      expect(coupons.filter(({ st }) => st === "r")).toHaveLength(2);
    }
  }, 120_000);

  test("one order fifty times is one sale and one answer", async () => {
    const [clerk] = clerks;
    if (!clerk) throw new Error("there are clerks");
    const member = await chain.member();
    for (const offerId of offers) await chain.coupon(member, offerId);
    const request = await looked(chain, clerk, member);
    const answers = await Promise.all(Array.from({ length: 50 }, () => chain.call(RecordSale, request, clerk)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 200 });
    expect((await expectOneBook(chain, numberOf(member))).sales).toHaveLength(1);
  }, 60_000);

  // The local engine lets transactions wait for each other; the cloud's cancels one and says so.
  test("a transaction that met another is asked again, and its own twin's coupon is no refusal", async () => {
    const [clerk] = clerks;
    if (!clerk) throw new Error("there are clerks");
    const member = await chain.member();
    for (const offerId of offers) await chain.coupon(member, offerId);
    const request = await looked(chain, clerk, member);
    let reasons: CancellationReason[] | undefined;
    chain.tables.client.middlewareStack.add(
      (next, context) => async (args) => {
        if (reasons && context.commandName === "TransactWriteItemsCommand") {
          const CancellationReasons = reasons;
          throw new TransactionCanceledException({ message: "cancelled", $metadata: {}, CancellationReasons });
        }
        return next(args);
      },
      { step: "initialize", name: "conflict" },
    );
    const before = await chain.digest();
    reasons = [{ Code: "TransactionConflict" }, { Code: "None" }, { Code: "None" }];
    expect(await chain.call(RecordSale, request, clerk)).toMatchObject({ status: 503, error: "try_later" });
    expect(await chain.digest()).toBe(before);
    reasons = undefined;
    const answer = await chain.call(RecordSale, request, clerk);
    expect(answer.status).toBe(200);
    const used = (await chain.items()).find(
      ({ pk, sk }) => pk?.S === `MBR#${numberOf(member)}` && sk?.S === `CPN#${request.coupons[0]?.offerId}#1`,
    );
    reasons = [{ Code: "TransactionConflict" }, { Code: "ConditionalCheckFailed", Item: used ?? {} }, { Code: "None" }];
    expect(await chain.call(RecordSale, request, clerk)).toEqual(answer);
    chain.tables.client.middlewareStack.remove("conflict");
  });

  test("cost one transaction each: won, repeated, refused", async () => {
    const [clerk] = clerks;
    if (!clerk) throw new Error("there are clerks");
    const member = await chain.member();
    for (const offerId of offers) await chain.coupon(member, offerId);
    const request = await looked(chain, clerk, member);
    await chain.call(RecordSale, { ...request, amountFen: 1 }, clerk); // terms and staff are remembered from now on
    const calls = jest.spyOn(DynamoDBClient.prototype, "send");
    const sent = async (sale: Sale) => {
      calls.mockClear();
      const { status } = await chain.call(RecordSale, sale, clerk);
      return [status, ...calls.mock.calls.map(([command]) => command.constructor.name)];
    };
    expect(await sent(request)).toEqual([200, "TransactWriteItemsCommand"]);
    expect(await sent(request)).toEqual([200, "TransactWriteItemsCommand"]);
    expect(await sent({ ...request, orderId: makeId("order") })).toEqual([409, "TransactWriteItemsCommand"]);
  });
});
