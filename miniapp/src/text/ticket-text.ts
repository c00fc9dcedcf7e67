// The words on a ticket, the same wherever it is drawn.

import { type Benefit, benefitText, minFenOf, zheText } from "@huike/shared/benefit";
import { type Coupon, daysLeft, type Receipt } from "@huike/shared/coupon";
import { calendarDay, DAY_MS, shortTime } from "@huike/shared/day";
import { yuan } from "@huike/shared/money";
import type { OfferFace, Validity } from "@huike/shared/offer";
import type { StoreRow } from "@huike/shared/store-facts";

/** 「满100可用」, 「无门槛」: below the amount on the stub. */
export function conditionText(benefit: Benefit): string {
  if (benefit.kind === "nth_item") return benefit.payPercent === 0 ? "免费" : zheText(benefit.payPercent);
  const minFen = minFenOf(benefit);
  if (minFen > 0) return `满${yuan(minFen)}可用`;
  return benefit.kind === "gift" ? "免费兑换" : "无门槛";
}

/** What stands large on the stub: 「¥20」, 「8.5折」, 「拿铁一杯」, 「第2件」. */
export type Stub = { readonly before?: string; readonly large: string; readonly after?: string };

export function stubOf(benefit: Benefit): Stub {
  switch (benefit.kind) {
    case "threshold":
    case "cash":
      return { before: "¥", large: yuan(benefit.valueFen) };
    case "discount":
      return { large: String(benefit.payPercent / 10), after: "折" };
    case "gift":
      return { large: benefit.item };
    case "nth_item":
      return { large: `第${benefit.nth}件` };
  }
}

/** 「−¥20.00」 where money was saved and known, else what it was: 「兑换拿铁一杯」, 「8.5 折」. */
export const savedText = ({ benefit, offFen }: Pick<Receipt, "benefit" | "offFen">): string =>
  offFen === undefined || benefit.kind === "gift" ? benefitText(benefit) : `−¥${yuan(offFen)}`;

/** What was paid, in fen, less what the ticket and the member's level took off; of several tickets, for the whole sale. */
export const paidFen = ({ amountFen = 0, offFen = 0, memberOffFen = 0, partOfSale }: Receipt): number =>
  partOfSale ? (partOfSale.payableFen ?? 0) : Math.max(amountFen - offFen - memberOffFen, 0);

/** 「领后 7 天内有效」, 「11-30 23:59 前有效」: of an offer nobody has claimed yet. */
export function validityText(validity: Validity): string {
  return validity.kind === "fixed" ? `${shortTime(validity.untilMs)} 前有效` : `领取后 ${validity.days} 天内有效`;
}

/** 「有效期至 11-30 23:59」. */
export const untilText = (coupon: Coupon): string => `有效期至 ${shortTime(coupon.expiresAtMs)}`;

/** 「还剩 2 天」 in the last three days, 「今天到期」 on the last; nothing before. */
export function endingText(coupon: Coupon, nowMs: number): string | undefined {
  const left = daysLeft(coupon, nowMs);
  if (coupon.state !== "issued" || left < 0 || left > 3) return undefined;
  if (calendarDay(coupon.expiresAtMs) === calendarDay(nowMs)) return "今天到期";
  return `还剩 ${Math.max(left, 1)} 天`;
}

/** 「还差 2 天生效」 before the start, counted in calendar days; nothing after. */
export function startsText(coupon: Coupon, nowMs: number): string | undefined {
  if (coupon.validFromMs <= nowMs) return undefined;
  const days = (Date.parse(calendarDay(coupon.validFromMs)) - Date.parse(calendarDay(nowMs))) / DAY_MS;
  return days === 0 ? `今天 ${shortTime(coupon.validFromMs).slice(6)} 生效` : `还差 ${days} 天生效`;
}

type Shops = Pick<OfferFace, "storeIds" | "storeTag">;

/** 「全部门店可用」, 「仅限人民路店」, 「仅限人民路店等 3 家店」, 「仅限机场门店」. */
export function shopsText({ storeIds, storeTag }: Shops, stores: readonly StoreRow[]): string {
  if (storeTag) return `仅限${storeTag}门店`;
  if (storeIds.length === 0) return "全部门店可用";
  const first = stores.find((s) => s.storeId === storeIds[0])?.name;
  if (first === undefined) return `仅限 ${storeIds.length} 家门店`;
  return storeIds.length === 1 ? `仅限${first}` : `仅限${first}等 ${storeIds.length} 家店`;
}
