// The chain's day counted by hand: from what people and shops have, not from any row.
import { businessDay } from "@huike/shared/day";
import { emptyTally, type Tally } from "@huike/shared/report";
import type { CouponItem } from "../coupon/coupon.items.ts";
import { fields, type Item, type Key } from "../platform/table.ts";
import type { SaleItem } from "../sale/sale.items.ts";
import type { Chain } from "./chain.ts";

type Any = Key & Item;
const isOn = (day: string, atMs: unknown): boolean => businessDay(Number(atMs)) === day;

export async function dayByHand(chain: Chain, day: string): Promise<Tally> {
  const items = (await chain.items()).map((item) => fields<Any>(item));
  const sum = emptyTally();
  const touched = items.filter(({ pk, sk, at }) => sk.startsWith("TCH#") && pk.startsWith("MBR#") && isOn(day, at));
  const fans = items.filter(({ sk, srcAt }) => sk === "FAN" && isOn(day, Number(srcAt) * 1000));
  sum.scans = new Set(touched.map(({ pk, sk }) => `${pk} ${sk.split("#")[1]}`)).size + fans.length;
  sum.newFans = fans.length;
  sum.netFans = fans.filter(({ st }) => st === "following").length;
  sum.members = items.filter(({ sk, at }) => sk === "CARD" && isOn(day, at)).length;
  for (const item of items) {
    const isCoupon = "mf" in item && (item.sk.startsWith("CPN#") || item.sk.startsWith("PAST#"));
    if (isCoupon) addCoupon(sum, item as unknown as CouponItem, day);
  }
  const sold = items.filter(({ sk, st }) => sk.startsWith("SAL#") && st === "s") as unknown as SaleItem[];
  const today = sold.filter(({ at }) => isOn(day, at));
  sum.sales = today.length;
  sum.salesFen = today.reduce((fen, { pay = 0 }) => fen + pay, 0);
  const isBack = (pk: string) => sold.some((sale) => sale.pk === pk && businessDay(sale.at) < day);
  sum.returns = [...new Set(today.map(({ pk }) => pk))].filter(isBack).length;
  return sum;
}

function addCoupon(sum: Tally, coupon: CouponItem, day: string): void {
  if (!coupon.fr && isOn(day, coupon.at)) sum[coupon.gid === undefined ? "claims" : "grants"] += 1;
  const uses = (coupon.red ?? []).filter(({ rat }) => isOn(day, rat));
  sum.undone += uses.filter(({ uat }) => uat !== undefined).length;
  for (const { off = 0 } of uses.filter(({ uat }) => uat === undefined)) {
    sum.redemptions += 1;
    sum.savedFen += off;
  }
}
