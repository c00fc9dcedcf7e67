// The sale of a coupon redeemed alone, one clause at a time. The walk with clerks and images is project-sale.test.ts.
import type { CouponItem, RedemptionEntry } from "../coupon/coupon.items.ts";
import { Axe } from "../testing/axe.ts";
import { openBareTables } from "../testing/bare-tables.ts";
import { projectSales, saleOf } from "./project-sale.ts";
import { type SaleItem, saleKey } from "./sale.items.ts";

const entry = (change: Partial<RedemptionEntry> = {}): RedemptionEntry => ({
  ...{ rid: "rdm_0000", rat: 7, rby: "100000003", rno: "03", rst: "sto_0000", rsn: "人民路店", ord: "ord_0000" },
  ...change,
});
const marks = { uat: 9, uby: "100000004", uno: "04", why: "returned" } as const;
const coupon = (memberNo: string, red?: readonly RedemptionEntry[]): CouponItem => ({
  ...{
    pk: `MBR#${memberNo}`,
    sk: "CPN#ofr_0000#2",
    st: "r",
    rnd: 0,
    v: 3,
    mf: 0,
    nbf: 0,
    exp: 9,
    ss: "all",
    k: 1,
    at: 1,
  },
  ...(red ? { red } : {}),
});
const plain = {
  ...{ st: "s", at: 7, clk: "100000003", no: "03", sto: "sto_0000", sn: "人民路店", off: 0 },
  c: [{ o: "ofr_0000", n: 2, v: 3, rid: "rdm_0000", rnd: 0 }],
};

describe("the sale of a redemption", () => {
  const of = (change: Partial<RedemptionEntry>, round = 0) => saleOf(coupon("100000001"), entry(change), round);

  test("without money says who, where, when and which, and that nothing was saved", () =>
    expect(of({})).toStrictEqual({ ...saleKey("100000001", "ord_0000"), ...plain }));

  test("with money says what was rung up, saved by both, and is to be paid", () => {
    const money = { amt: 9_900, itm: 300, off: 2_000, mof: 500 };
    const [part] = plain.c;
    expect(of(money, 1)).toStrictEqual({
      ...{ ...saleKey("100000001", "ord_0000"), ...plain, ...money, pay: 7_400 },
      c: [{ ...part, rnd: 1, off: 2_000 }],
    });
    expect(of({ amt: 9_900 })).toMatchObject({ amt: 9_900, pay: 9_900, off: 0 });
    expect(of({ off: 5 })).not.toHaveProperty("pay");
  });

  test("undone says when, by whom and why, as far as is known", () => {
    expect(of(marks)).toStrictEqual({ ...saleKey("100000001", "ord_0000"), ...plain, st: "u", ...marks });
    expect(of({ uat: 9 })).toStrictEqual({ ...saleKey("100000001", "ord_0000"), ...plain, st: "u", uat: 9 });
  });
});

describe("projecting a coupon's sales", () => {
  const bare = openBareTables();
  const axe = new Axe(bare.tables.client);
  const project = (memberNo: string, ...red: readonly RedemptionEntry[]) =>
    projectSales(coupon(memberNo, red), bare.env);
  const sale = (memberNo: string, ord = "ord_0000") => bare.item<SaleItem>(saleKey(memberNo, ord));

  test("puts each redemption's made alone, to be projected, and of one coupon none", async () => {
    const memberNo = bare.number();
    await project(
      memberNo,
      entry(marks),
      entry({ rid: "rdm_1111", ord: "ord_1111" }),
      entry({ ord: "ord_2222", stk: 1 }),
    );
    expect(await sale(memberNo)).toEqual({ ...saleKey(memberNo, "ord_0000"), ev: 1, ...plain, st: "u", ...marks });
    expect(await sale(memberNo, "ord_1111")).toMatchObject({ ev: 1, st: "s", c: [{ rid: "rdm_1111", rnd: 1 }] });
    expect(await sale(memberNo, "ord_2222")).toBeUndefined();
    const before = await bare.all();
    await projectSales(coupon(bare.number()), bare.env);
    expect(await bare.all()).toEqual(before);
  });

  test("marks one that stands undone, once, and changes nothing else", async () => {
    const memberNo = bare.number();
    await project(memberNo, entry({ amt: 9_900 }));
    const put = await sale(memberNo);
    await project(memberNo, entry({ amt: 5 }));
    expect(await sale(memberNo)).toEqual(put);
    await project(memberNo, entry({ ...marks, amt: 5 }));
    expect(await sale(memberNo)).toEqual({ ...put, st: "u", ...marks });
    await project(memberNo, entry({ ...marks, uat: 10 }));
    expect(await sale(memberNo)).toEqual({ ...put, st: "u", ...marks });
    await project(memberNo, entry({ amt: 9_900 }));
    expect(await sale(memberNo)).toEqual({ ...put, st: "u", ...marks });
  });

  test("leaves the first of two under one order alone", async () => {
    const memberNo = bare.number();
    await project(memberNo, entry());
    const put = await sale(memberNo);
    await project(memberNo, entry({ ...marks, rid: "rdm_9999" }));
    expect(await sale(memberNo)).toEqual(put);
  });

  test("leaves one alone that was recorded without a coupon", async () => {
    const memberNo = bare.number();
    const { c: _, ...recorded } = { ...saleKey(memberNo, "ord_0000"), ...plain };
    await bare.put(recorded);
    await project(memberNo, entry(marks));
    expect(await sale(memberNo)).toEqual(recorded);
  });

  test.each([1, 2])("that the table did not answer (call %d) is thrown, so that it comes again", async (nth) => {
    const memberNo = bare.number();
    await project(memberNo, entry());
    axe.plan([...Array(nth - 1).fill("ok"), "before"]);
    await expect(project(memberNo, entry(marks))).rejects.toThrow("cut before the call");
  });
});
