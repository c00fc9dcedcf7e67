// What can be wrong between a member's coupons and sales, as a pure check over what was read.
//
// A coupon's redemption is the source: of a coupon used alone the projector puts the sale, of several together the
// counter put both at once.
import { type CouponItem, couponIdOf, couponKey, type RedemptionEntry } from "../coupon/coupon.items.ts";
import { isPast, isStub, pastKey, type StubItem } from "../coupon/past.items.ts";
import { saleOf } from "./project-sale.ts";
import { type SaleItem, type SalePart, saleKey } from "./sale.items.ts";

export type SaleFault = {
  readonly what: "coupon_differs" | "coupon_lost" | "sale_missing" | "sale_differs" | "sale_without_source";
  readonly sk: string;
  /** The coupon whose redemption the sale comes from. */
  readonly source?: string;
};

type Wallet = { readonly coupons: readonly CouponItem[]; readonly stubs: readonly StubItem[] };

export function saleFaults(items: readonly { readonly sk: string }[]): SaleFault[] {
  const sales = items.filter(({ sk }) => sk.startsWith("SAL#")) as SaleItem[];
  const lying = items.filter((item) => item.sk.startsWith("CPN#") || isPast(item)) as (CouponItem | StubItem)[];
  const wallet: Wallet = {
    coupons: lying.filter((item) => !isStub(item)) as CouponItem[],
    stubs: lying.filter(isStub),
  };
  return [...couponFaults(wallet), ...redemptionFaults(wallet, sales), ...partFaults(wallet, sales)];
}

function couponFaults({ coupons, stubs }: Wallet): SaleFault[] {
  const there = new Set(coupons.map(({ sk }) => sk));
  const lost = stubs.filter((stub) => !there.has(pastKey(stub).sk));
  const twice = coupons.filter((coupon) => !isPast(coupon) && there.has(pastKey(coupon).sk));
  return [
    ...lost.map(({ sk }): SaleFault => ({ what: "coupon_lost", sk })),
    ...[...twice, ...coupons.filter((coupon) => !isInOrder(coupon))].map(
      ({ sk }): SaleFault => ({ what: "coupon_differs", sk }),
    ),
  ];
}

/** Every round but the present one was undone, and the present one is there exactly if the coupon is used. */
function isInOrder({ st, rnd, red = [] }: CouponItem): boolean {
  const standing = red.filter(({ uat }) => uat === undefined).length;
  return st === "r"
    ? red.length === rnd + 1 && standing === 1 && red[rnd]?.uat === undefined
    : red.length === rnd && standing === 0;
}

function redemptionFaults({ coupons }: Wallet, sales: readonly SaleItem[]): SaleFault[] {
  const saleAt = new Map(sales.map((sale) => [sale.sk, sale]));
  return coupons.flatMap((coupon) =>
    (coupon.red ?? []).flatMap((entry, round): SaleFault[] => {
      const { sk } = saleKey("", entry.ord);
      const sale = saleAt.get(sk);
      if (!sale) return [{ what: "sale_missing", sk, source: coupon.sk }];
      const isRight = entry.stk ? isPartOf(sale, coupon, entry, round) : isSame(sale, saleOf(coupon, entry, round));
      return isRight ? [] : [{ what: "sale_differs", sk, source: coupon.sk }];
    }),
  );
}

const isPart = ({ o, n, rid, rnd }: SalePart, coupon: CouponItem, entry: RedemptionEntry, round: number): boolean => {
  const { offerId, n: which } = couponIdOf(coupon);
  return o === offerId && n === which && rid === entry.rid && rnd === round;
};

const isPartOf = (sale: SaleItem, coupon: CouponItem, entry: RedemptionEntry, round: number): boolean =>
  (sale.c ?? []).some((part) => isPart(part, coupon, entry, round)) &&
  sale.at === entry.rat &&
  sale.amt === entry.amt &&
  sale.uat === entry.uat &&
  sale.st === (entry.uat === undefined ? "s" : "u");

/** Field by field: the table gives them in any order. */
function isSame(sale: SaleItem, made: SaleItem): boolean {
  const names = new Set([...Object.keys(sale), ...Object.keys(made)].filter((name) => name !== "ev" && name !== "c"));
  const field = (item: SaleItem, name: string) => (item as unknown as Record<string, unknown>)[name];
  const parts = ({ c = [] }: SaleItem) =>
    JSON.stringify(c.map(({ o, n, v, rid, rnd, off }) => [o, n, v, rid, rnd, off]));
  return parts(sale) === parts(made) && [...names].every((name) => field(sale, name) === field(made, name));
}

/** What is to be paid is what was rung up less what coupons and the level saved; and every coupon it names was used in it. */
function partFaults({ coupons }: Wallet, sales: readonly SaleItem[]): SaleFault[] {
  const couponAt = new Map(coupons.map((coupon) => [coupon.sk, coupon]));
  return sales.flatMap((sale): SaleFault[] => {
    const isMade = (sale.c ?? []).every(({ o, n, rid, rnd }) => {
      const live = couponKey("", o, n);
      const coupon = couponAt.get(live.sk) ?? couponAt.get(pastKey(live).sk);
      return coupon?.red?.[rnd]?.rid === rid;
    });
    if (!isMade) return [{ what: "sale_without_source", sk: sale.sk }];
    const isAlone = sale.c?.length === 1;
    const isPriced = sale.pay === (sale.amt === undefined ? undefined : sale.amt - sale.off - (sale.mof ?? 0));
    return isAlone || isPriced ? [] : [{ what: "sale_differs", sk: sale.sk }];
  });
}
