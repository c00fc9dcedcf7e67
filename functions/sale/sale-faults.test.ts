import type { CouponItem, RedemptionEntry } from "../coupon/coupon.items.ts";
import { pastKey, stubOf } from "../coupon/past.items.ts";
import { saleOf } from "./project-sale.ts";
import type { SaleItem } from "./sale.items.ts";
import { saleFaults } from "./sale-faults.ts";

const pk = "MBR#100000000";
const entry = (ord: string, change: Partial<RedemptionEntry> = {}): RedemptionEntry => ({
  ...{ rid: `rdm_${ord}`, rat: 10, rby: "987654321", rno: "03", rst: "sto_0000", rsn: "店", ord: `ord_${ord}` },
  ...change,
});
const undone = { uat: 20, uby: "987654321", uno: "03", why: "mistake", gr: 30 } as const;
const coupon = (sk: string, change: Partial<CouponItem> = {}): CouponItem => ({
  ...{ pk, sk: `CPN#${sk}`, st: "i", v: 1, rnd: 0, mf: 0, nbf: 0, exp: 100, ss: "all", k: 7, at: 0 },
  ...change,
});
const used = (sk: string, one: RedemptionEntry) => coupon(sk, { st: "r", red: [one] });

const alone = used("ofr_a#1", entry("a", { amt: 5_000, off: 500, mof: 450 }));
const twice = coupon("ofr_b#2", { st: "r", rnd: 1, red: [entry("b", undone), entry("c")] });
const stacked = ["x", "y"].map((name) =>
  used(`ofr_${name}#1`, entry("s", { rid: `rdm_${name}`, amt: 9_000, off: 1_000, stk: 1 })),
) as [CouponItem, CouponItem];
const partOf = (name: string) => ({ o: `ofr_${name}`, n: 1, v: 1, rid: `rdm_${name}`, rnd: 0, off: 1_000 });
const stack: SaleItem = {
  ...{ pk, sk: "SAL#ord_s", st: "s", at: 10, clk: "987654321", no: "03", sto: "sto_0000", sn: "店" },
  ...{ amt: 9_000, off: 2_000, mof: 900, pay: 6_100, c: [partOf("x"), partOf("y")] },
};
const plain: SaleItem = { ...stack, sk: "SAL#ord_p", off: 0, mof: 800, pay: 8_200, c: [] };
const projected = (item: CouponItem) => (item.red ?? []).map((one, round) => saleOf(item, one, round));
const [saleA] = projected(alone) as [SaleItem];
const [saleB, saleC] = projected(twice) as [SaleItem, SaleItem];

type Stored = { readonly sk: string };
const whole: Stored[] = [alone, twice, ...stacked, coupon("ofr_d#1"), saleA, saleB, saleC, stack, plain];
const other = { pk, sk: "CARD" };
/** With one item as it should not be, or gone. */
const faults = (item: Stored, change?: object) =>
  saleFaults([other, ...whole.flatMap((one) => (one === item ? (change ? [{ ...one, ...change }] : []) : [one]))]);

describe("coupons and sales", () => {
  test("that belong together have no fault, whatever else lies there and in whatever order fields come", () => {
    expect(saleFaults([other, ...whole])).toEqual([]);
    expect(faults(saleA, { ...Object.fromEntries(Object.entries(saleA).reverse()), ev: 1 })).toEqual([]);
    expect(saleFaults([])).toEqual([]);
  });

  test("put away count as those that lie live, and a stub has its coupon there", () => {
    const put = (item: CouponItem) => [{ ...item, ...pastKey(item) }, stubOf(item) as unknown as Stored];
    const away = [...put(alone), ...put(twice), ...stacked.flatMap(put), saleA, saleB, saleC, stack, plain];
    expect(saleFaults(away)).toEqual([]);
    const [, stub] = put(alone) as [Stored, Stored];
    expect(faults(alone, stub)).toEqual([
      { what: "coupon_lost", sk: alone.sk },
      { what: "sale_without_source", sk: saleA.sk },
    ]);
    const both = saleFaults([...whole, { ...alone, ...pastKey(alone) }]);
    expect(both).toEqual([{ what: "coupon_differs", sk: alone.sk }]);
  });
});

describe("a coupon is out of order", () => {
  const odd: [string, Partial<CouponItem>][] = [
    ["used without a redemption", { st: "r" }],
    ["used with two that stand", { st: "r", rnd: 1, red: [entry("a"), entry("a")] }],
    ["used with a round missing", { st: "r", rnd: 1, red: [entry("a")] }],
    ["used, yet its present round is undone", { st: "r", rnd: 1, red: [entry("a"), entry("a", undone)] }],
    ["used, and all is undone", { st: "r", red: [entry("a", undone)] }],
    ["issued with one that stands", { rnd: 1, red: [entry("a")] }],
    ["issued with a round too many", { rnd: 0, red: [entry("a", undone)] }],
    ["issued in a round that never was", { rnd: 1 }],
  ];
  test.each(odd)("%s", (_, change) => {
    const found = saleFaults([coupon("ofr_e#1", change)]).filter(({ what }) => what === "coupon_differs");
    expect(found).toEqual([{ what: "coupon_differs", sk: "CPN#ofr_e#1" }]);
  });
});

describe("a redemption", () => {
  test("has its sale", () => {
    expect(faults(saleA)).toEqual([{ what: "sale_missing", sk: saleA.sk, source: alone.sk }]);
    expect(faults(saleB)).toEqual([{ what: "sale_missing", sk: saleB.sk, source: twice.sk }]);
    expect(faults(stack)).toEqual(stacked.map(({ sk }) => ({ what: "sale_missing", sk: stack.sk, source: sk })));
  });

  test.each<[object]>([
    [{ st: "u" }],
    [{ at: 11 }],
    [{ no: "99" }],
    [{ pay: 1 }],
    [{ pay: undefined }],
    [{ uat: 20 }],
    [{ c: [{ ...saleA.c?.[0], v: 2 }] }],
    [{ c: [{ ...saleA.c?.[0], off: 1 }] }],
  ])("alone has a sale like it, not one with %j", (change) => {
    expect(faults(saleA, change)).toEqual([{ what: "sale_differs", sk: saleA.sk, source: alone.sk }]);
  });

  const ofBoth = stacked.map(({ sk }) => ({ what: "sale_differs", sk: stack.sk, source: sk }));
  test.each<[object]>([[{ at: 11 }], [{ uat: 20 }], [{ st: "u" }]])(
    "of several has a sale like it, not one with %j",
    (change) => expect(faults(stack, change)).toEqual(ofBoth),
  );

  test("of several is named in the sale, and the sale has its amount", () => {
    expect(faults(stack, { amt: 9_001, pay: 6_101 })).toEqual(ofBoth);
    const [first] = ofBoth;
    for (const change of [{ o: "ofr_z" }, { n: 2 }, { rnd: 1 }, { rid: "rdm_z" }]) {
      const found = faults(stack, { c: [{ ...partOf("x"), ...change }, partOf("y")] });
      expect(found).toEqual([first, { what: "sale_without_source", sk: stack.sk }]);
    }
    expect(faults(stack, { c: undefined })).toEqual(ofBoth);
    const whole = { ...undone, st: "u" } as const;
    const back = stacked.map((one) => ({ ...one, st: "i", rnd: 1, red: [{ ...one.red?.[0], ...undone }] }));
    expect(saleFaults([...back, { ...stack, ...whole }] as Stored[])).toEqual([]);
  });
});

describe("a sale", () => {
  test("has the coupons it names", () => {
    expect(faults(alone)).toEqual([{ what: "sale_without_source", sk: saleA.sk }]);
    expect(saleFaults([stacked[0], stack])).toEqual([{ what: "sale_without_source", sk: stack.sk }]);
    const unused = [coupon("ofr_a#1"), saleA];
    expect(saleFaults(unused)).toEqual([{ what: "sale_without_source", sk: saleA.sk }]);
  });

  test("of several or of none comes to what was rung up less what coupons and the level took off", () => {
    for (const sale of [stack, plain]) {
      for (const change of [{ pay: (sale.pay ?? 0) + 1 }, { off: sale.off + 1 }, { mof: 0 }, { pay: undefined }])
        expect(faults(sale, change)).toEqual([{ what: "sale_differs", sk: sale.sk }]);
    }
    const { mof: _, ...full } = plain;
    expect(faults(plain, { ...full, mof: undefined, pay: 9_000 })).toEqual([]);
    expect(faults(plain, { amt: undefined, mof: undefined, pay: undefined, c: undefined })).toEqual([]);
    expect(faults(plain, { amt: undefined, pay: 1 })).toEqual([{ what: "sale_differs", sk: plain.sk }]);
  });
});
