// A sale as its receipt says it: everything that is known, and nothing that is not.
import { openBareTables } from "../testing/bare-tables.ts";
import { terms } from "../testing/made-up.ts";
import { readSale, type SaleItem, type SalePart, saleFields, saleKey } from "./sale.items.ts";

const bare = openBareTables();
const key = saleKey("100000042", "ord_0000");
const sale = (change: Partial<SaleItem> = {}): SaleItem => ({
  ...key,
  ...{ st: "s", at: 200, clk: "900000001", no: "01", sto: "sto_0000", sn: "人民路店", off: 0 },
  ...change,
});
const undone = { st: "u", uat: 300, uby: "900000002", uno: "02", why: "mistake" } as const;
const saysUndone = { undoneAtMs: 300, undoneByNo: "02", undoReason: "mistake" };
const there = { storeId: "sto_0000", storeName: "人民路店", clerkNo: "01", memberTail: "0042" };
const receipt = { ...there, orderId: "ord_0000", atMs: 200, offFen: 0, parts: [] };
const part = (o: string, rid: string, change: Partial<SalePart> = {}): SalePart => ({
  o,
  n: 2,
  v: 1,
  rid,
  rnd: 0,
  ...change,
});
const partOf = (offerId: string, redemptionId: string) => ({
  ...{ redemptionId, offerId, n: 2, title: "满减券", benefit: terms().benefit, redeemedAtMs: 200 },
  ...there,
});

describe("a sale's receipt", () => {
  test("lies under its member and its order, and each image of it is projected", () => {
    expect(key).toStrictEqual({ pk: "MBR#100000042", sk: "SAL#ord_0000" });
    expect(saleFields(sale())).toStrictEqual({ ev: 1, ...sale() });
  });

  test("of a visit alone says where and when", async () => {
    expect(await readSale(sale(), bare.env)).toStrictEqual(receipt);
  });

  test("says every amount that is known, also one of nothing", async () => {
    const amounts = { amountFen: 0, offFen: 5, memberOffFen: 0, payableFen: 0 };
    expect(await readSale(sale({ amt: 0, off: 5, mof: 0, pay: 0 }), bare.env)).toStrictEqual({
      ...receipt,
      ...amounts,
    });
    expect(await readSale(sale({ pay: 7 }), bare.env)).toStrictEqual({ ...receipt, payableFen: 7 });
  });

  test("says how it was undone", async () => {
    expect(await readSale(sale(undone), bare.env)).toStrictEqual({ ...receipt, ...saysUndone });
  });

  test("holds each coupon's own, as its redemption says it; the first of several says what was paid", async () => {
    const [a, b] = [await bare.offer(), await bare.offer()];
    const c = [part(a, "red_0", { off: 20 }), part(b, "red_1")];
    const shown = await readSale(sale({ amt: 100, off: 20, pay: 80, c, ...undone }), bare.env);
    expect(shown.parts).toStrictEqual([
      { ...partOf(a, "red_0"), offFen: 20, amountFen: 100, partOfSale: { payableFen: 80 }, ...saysUndone },
      { ...partOf(b, "red_1"), amountFen: 100, partOfSale: {}, ...saysUndone },
    ]);
    expect((await readSale(sale({ c }), bare.env)).parts[0]).toStrictEqual({
      ...partOf(a, "red_0"),
      offFen: 20,
      partOfSale: {},
    });
  });

  test("holds one coupon alone as no part of anything", async () => {
    const a = await bare.offer();
    const { parts } = await readSale(sale({ pay: 80, c: [part(a, "red_0")] }), bare.env);
    expect(parts).toStrictEqual([partOf(a, "red_0")]);
  });
});
