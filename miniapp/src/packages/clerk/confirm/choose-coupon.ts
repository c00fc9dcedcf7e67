// Which ticket the confirm screen has ready: the one the member chose, if it can be used here, else the best.

import { minFenOf } from "@huike/shared/benefit";
import type { CounterCoupon } from "@huike/shared/counter";
import { yuan } from "@huike/shared/money";
import { priceSale } from "@huike/shared/price";
import { savedText } from "../../../text/ticket-text";

export const isUsable = ({ notUsable }: CounterCoupon): boolean => notUsable === undefined;

export const keyOfCoupon = ({ coupon }: Pick<CounterCoupon, "coupon">): string => `${coupon.offerId}#${coupon.n}`;

export function preselect(
  coupons: readonly CounterCoupon[],
  named: { readonly offerId: string; readonly n: number } | undefined,
): CounterCoupon | undefined {
  const usable = coupons.filter(isUsable);
  return usable.find(({ coupon }) => coupon.offerId === named?.offerId && coupon.n === named.n) ?? usable[0];
}

const OTHERS_MAX = 3;

/** What can be chosen instead: three at most, a queue is waiting; the chosen one is always among them. */
export function offeredChoices(coupons: readonly CounterCoupon[], chosen: CounterCoupon | undefined): CounterCoupon[] {
  const usable = coupons.filter(isUsable);
  const first = usable.slice(0, OTHERS_MAX + 1);
  if (!chosen || first.includes(chosen)) return first;
  return [chosen, ...first.slice(0, OTHERS_MAX)];
}

/** 「已满¥100，核销 −¥20」: the condition is in the button, so that pressing it says it was met. */
export function confirmLabel({ face: { benefit } }: CounterCoupon): string {
  const saves = priceSale([{ benefit, combines: [], onMemberPrice: true, expiresAtMs: 0 }], {})?.offFen;
  const redeem = `核销 ${savedText({ benefit, offFen: saves })}`;
  const minFen = minFenOf(benefit);
  return minFen === 0 ? redeem : `已满¥${yuan(minFen)}，${redeem}`;
}

export type Amount =
  | { readonly is: "none" }
  | { readonly is: "fen"; readonly amountFen: number }
  | { readonly is: "wrong"; readonly sentence: string };

const AMOUNT_MAX_FEN = 100_000_000;

/** The typed amount in yuan; empty means the clerk judges by eye. */
export function readAmount(text: string, minFen: number): Amount {
  const trimmed = text.trim();
  if (trimmed === "") return { is: "none" };
  if (!/^\d{1,7}(\.\d{0,2})?$/.test(trimmed)) return { is: "wrong", sentence: "金额只能是数字，最多两位小数" };
  const amountFen = Math.round(Number(trimmed) * 100);
  if (amountFen > AMOUNT_MAX_FEN) return { is: "wrong", sentence: "金额太大，请检查一下" };
  if (amountFen < minFen) {
    return { is: "wrong", sentence: `还差 ¥${yuan(minFen - amountFen)}，满 ¥${yuan(minFen)} 才能用这张券` };
  }
  return { is: "fen", amountFen };
}
