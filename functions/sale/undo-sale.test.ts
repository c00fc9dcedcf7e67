import { GetToday, UNDO_WINDOW_MS } from "@huike/shared/counter";
import type { RequestOf } from "@huike/shared/endpoint";
import { GetHome } from "@huike/shared/member";
import { RecordSale, UndoSale } from "@huike/shared/sale";
import { numberOf, openChain, type Person } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { makeId } from "../testing/made-up.ts";

type Sale = RequestOf<typeof RecordSale>;

describe("undoing a sale", () => {
  const chain = openChain();
  holdConserved(chain);
  let shop: string;
  let offers: string[];
  beforeAll(async () => {
    shop = await chain.shop("人民路店");
    const cash = { kind: "cash", valueFen: 1_500 } as const;
    offers = [
      await chain.offer({ combines: ["cash"] }),
      await chain.offer({ title: "代金券", benefit: cash, combines: ["threshold"] }),
    ];
  });

  const record = (by: Person, request: Sale) => chain.call(RecordSale, request, by);
  const undo = (by: Person, { orderId, memberNo }: Sale, reason: "mistake" | "returned" = "mistake") =>
    chain.call(UndoSale, { orderId, memberNo, reason }, by);
  const scanned = async (clerk: Person, member: Person): Promise<Sale> => {
    chain.nowMs += 30_000;
    const { value } = await chain.lookUp(clerk, member);
    const coupons = value.coupons.map(({ coupon: { offerId, n, version, round } }) => ({
      ...{ offerId, n, version, round },
      redemptionId: makeId("redemption"),
    }));
    const { visitToken } = value;
    return { orderId: makeId("order"), visitToken, memberNo: numberOf(member), amountFen: 12_000, coupons };
  };
  const sold = async (withCoupons = true) => {
    const clerk = await chain.clerkOnShift(shop);
    const member = await chain.member();
    if (withCoupons) for (const offerId of offers) await chain.coupon(member, offerId);
    const request = await scanned(clerk, member);
    const { value: receipt } = await record(clerk, request);
    return { clerk, member, request, receipt };
  };
  const manager = async (storeIds = [shop]): Promise<Person> => {
    const person = await chain.member();
    await chain.hire(person, storeIds, "90", { role: "manager" });
    return person;
  };
  const walletOf = async (member: Person) => (await chain.must(GetHome, {}, member)).wallet?.coupons;

  test("gives all its coupons back and marks the receipt with who, when and why", async () => {
    const { clerk, member, request, receipt } = await sold();
    chain.nowMs += 60_000;
    const { status, value } = await undo(clerk, request, "returned");
    expect(status).toBe(200);
    const marks = { undoneAtMs: chain.nowMs, undoneByNo: "03", undoReason: "returned" };
    expect(value.receipt).toEqual({
      ...receipt,
      ...marks,
      parts: receipt.parts.map((part) => ({ ...part, ...marks })),
    });
    expect(await walletOf(member)).toMatchObject([
      { state: "issued", round: 1 },
      { state: "issued", round: 1 },
    ]);
  });

  test("只记消费 too", async () => {
    const { clerk, request } = await sold(false);
    expect(await undo(clerk, request)).toMatchObject({ status: 200, value: { receipt: { undoneByNo: "03" } } });
  });

  test("asked again gives the first answer, and the request of the sale the receipt, since undone", async () => {
    const { clerk, request } = await sold();
    const boss = await manager();
    const first = await undo(clerk, request);
    const before = await chain.digest();
    expect(await undo(clerk, request, "returned")).toEqual(first);
    expect(await undo(boss, request)).toEqual(first);
    chain.nowMs += UNDO_WINDOW_MS;
    expect(await undo(clerk, request)).toEqual(first);
    expect(await record(clerk, request)).toEqual({ status: 200, value: first.value.receipt });
    expect(await chain.digest()).toBe(before);
  });

  test.each([true, false])("undone by many at once has one answer (with coupons: %s)", async (withCoupons) => {
    const { clerk, request } = await sold(withCoupons);
    const boss = await manager();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => undo(i % 2 ? boss : clerk, request, i % 3 ? "mistake" : "returned")),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await undo(clerk, request)).toEqual(answers[0]);
  });

  test("the coupons can be used again, and the old sale takes nothing back of it", async () => {
    const { clerk, member, request } = await sold();
    const first = await undo(clerk, request);
    const next = await scanned(clerk, member);
    expect(await record(clerk, next)).toMatchObject({ status: 200 });
    expect(await undo(clerk, request)).toEqual(first);
    expect(await walletOf(member)).toMatchObject([{ state: "redeemed" }, { state: "redeemed" }]);
    expect(await undo(clerk, next)).toMatchObject({ status: 200 });
  });

  test("one coupon of it alone stays used: the whole sale is asked for", async () => {
    const { clerk, request } = await sold();
    const [one] = request.coupons;
    if (!one) throw new Error("there are two");
    const before = await chain.digest();
    const alone = { ...one, orderId: request.orderId, visitToken: "", memberNo: request.memberNo };
    expect(await chain.undo(clerk, alone)).toMatchObject({ status: 409, error: "undo_whole_sale" });
    expect(await chain.undo(await chain.owner(), alone)).toMatchObject({ error: "undo_whole_sale" });
    expect(await chain.digest()).toBe(before);
    const other = await chain.clerkOnShift(shop, "05");
    expect(await chain.undo(other, alone)).toMatchObject({ error: "undo_not_yours" });
  });

  test("the day shows each of its coupons with the sale to undo", async () => {
    const { clerk, request } = await sold();
    await chain.projectAll([`MBR#${request.memberNo}`]);
    const today = await chain.must(GetToday, {}, clerk);
    expect(today.mine).toMatchObject({ redemptions: 2, undone: 0 });
    expect(today.receipts.map(({ orderId }) => orderId)).toEqual([request.orderId, request.orderId]);
    await undo(clerk, request);
    await chain.projectAll([`MBR#${request.memberNo}`]);
    chain.nowMs += 2_000;
    expect((await chain.must(GetToday, {}, clerk)).mine).toMatchObject({ redemptions: 0, undone: 2 });
  });

  test("the clerk's own window is ten minutes, to the millisecond; the manager's has no end", async () => {
    const { clerk, request, receipt } = await sold();
    const boss = await manager();
    chain.nowMs = receipt.atMs + UNDO_WINDOW_MS;
    const before = await chain.digest();
    const late = { status: 409, error: "undo_too_late", detail: { atMs: receipt.atMs } };
    expect(await undo(clerk, request)).toMatchObject(late);
    expect(await chain.digest()).toBe(before);
    expect(await undo(boss, request)).toMatchObject({ status: 200, value: { receipt: { undoneByNo: "90" } } });
    const other = await sold();
    chain.nowMs = other.receipt.atMs + UNDO_WINDOW_MS - 1;
    expect(await undo(other.clerk, other.request)).toMatchObject({ status: 200 });
  });

  const refusals: [string, number, string, () => Promise<Person>, (r: Sale) => Sale][] = [
    ["another clerk of the shop", 403, "undo_not_yours", () => chain.clerk([shop], "04"), (r) => r],
    ["a manager of another shop", 403, "not_your_store", async () => manager([await chain.shop("二店")]), (r) => r],
    ["an order nobody made", 404, "sale_unknown", () => chain.owner(), (r) => ({ ...r, orderId: makeId("order") })],
    ["a member", 403, "forbidden", () => chain.member(), (r) => r],
  ];
  test.each(refusals)("refuses %s and writes nothing", async (_, status, error, who, change) => {
    const { request } = await sold();
    const by = await who();
    const before = await chain.digest();
    expect(await undo(by, change(request))).toMatchObject({ status, error });
    expect(await chain.digest()).toBe(before);
  });

  test("refuses staff who would give coupons back to themselves", async () => {
    const boss = await manager();
    const clerk = await chain.clerkOnShift(shop);
    for (const offerId of offers) await chain.coupon(boss, offerId);
    const request = await scanned(clerk, boss);
    await record(clerk, request);
    expect(await undo(boss, request)).toMatchObject({ status: 403, error: "undo_own_coupon" });
  });

  test("of a coupon that was undone three times keeps the whole sale", async () => {
    const { clerk, member, request } = await sold();
    await undo(clerk, request);
    for (const _ of [2, 3]) {
      const next = await scanned(clerk, member);
      await record(clerk, next);
      expect(await undo(clerk, next)).toMatchObject({ status: 200 });
    }
    const fourth = await scanned(clerk, member);
    expect(await record(clerk, fourth)).toMatchObject({ status: 200 });
    const before = await chain.digest();
    expect(await undo(clerk, fourth)).toMatchObject({ status: 409, error: "undo_limit", detail: { limit: 3 } });
    expect(await chain.digest()).toBe(before);
  });
});
