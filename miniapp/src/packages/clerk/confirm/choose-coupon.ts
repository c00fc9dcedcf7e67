// Which tickets the confirm screen has ready: the one the member chose, if it can be used here, else the combination
// that saves most of this sale; and what the clerk's taps make of it.
import { minFenOf } from "@huike/shared/benefit";
import type { CounterCoupon } from "@huike/shared/counter";
import { yuan } from "@huike/shared/money";
import { priceable } from "@huike/shared/offer";
import {
  type Basket,
  bestSale,
  FULL_PRICE,
  mayCombine,
  type Priceable,
  type Priced,
  priceSale,
} from "@huike/shared/price";
import { savedText } from "../../../text/ticket-text";

export const isUsable = ({ notUsable }: CounterCoupon): boolean => notUsable === undefined;

export const keyOfCoupon = ({ coupon }: Pick<CounterCoupon, "coupon">): string => `${coupon.offerId}#${coupon.n}`;

type Tagged = Priceable & { readonly one: CounterCoupon };
const tagged = (one: CounterCoupon): Tagged => ({ ...priceable(one.face, one.coupon.expiresAtMs), one });

/** The sale with these tickets; undefined where it is below a condition, or what one of them saves cannot be known. */
export const priceOf = (chosen: readonly CounterCoupon[], basket: Basket): Priced<Tagged> | undefined =>
  priceSale(chosen.map(tagged), basket);

/** What the tickets take off, without the member's own price. */
export const couponsOffFen = ({ offFen, memberOffFen }: Priced<unknown>): number => offFen - memberOffFen;

const hasMemberPrice = ({ memberPayPercent = FULL_PRICE }: Basket): boolean => memberPayPercent < FULL_PRICE;

type Named = { readonly offerId: string; readonly n: number };
export type Why = "named" | "saves_most" | "ends_soon" | "member_price";
export type Choice = { readonly coupons: readonly CounterCoupon[]; readonly why?: Why };

/** The member's own choice stands alone: what else they hold is not used up without being asked for. */
export function preselect(coupons: readonly CounterCoupon[], named: Named | undefined, basket: Basket): Choice {
  const usable = coupons.filter(isUsable);
  const own = usable.find(({ coupon }) => coupon.offerId === named?.offerId && coupon.n === named.n);
  if (own) return { coupons: [own], ...(usable.length > 1 ? { why: "named" } : {}) };
  const best = bestSale(usable.map(tagged), basket);
  const plainOffFen = priceOf([], basket)?.offFen ?? 0;
  if (best.parts.length === 0) {
    // Tickets that stand in the place of the member's own price may save less than it does.
    const isBeaten = usable.some((one) => priceOf([one], basket));
    return isBeaten ? { coupons: [], why: "member_price" } : { coupons: usable.slice(0, 1) };
  }
  const chosen = best.parts.map(({ coupon }) => coupon.one);
  const others = usable.filter((one) => !chosen.includes(one)).map((one) => priceOf([one], basket)?.offFen ?? 0);
  if (usable.length === 1 || best.offFen <= plainOffFen) return { coupons: chosen };
  return { coupons: chosen, why: others.every((off) => off < best.offFen) ? "saves_most" : "ends_soon" };
}

export const whyTexts: Record<Why, string> = {
  named: "会员选的这张",
  saves_most: "省得最多",
  ends_soon: "省得一样，快到期的先用",
  member_price: "会员价比用券省",
};

/** A tap takes a ticket out or puts it in; one that may not lie beside the others takes their place. */
export function toggled(chosen: readonly CounterCoupon[], one: CounterCoupon): readonly CounterCoupon[] {
  if (chosen.includes(one)) return chosen.filter((other) => other !== one);
  const more = [...chosen, one];
  return mayCombine(more.map(tagged)) ? more : [one];
}

const OTHERS_MAX = 3;

/** What can be chosen: three others at most, a queue is waiting; those that save most first, the chosen always among them. */
export function offeredChoices(
  coupons: readonly CounterCoupon[],
  chosen: readonly CounterCoupon[],
  basket: Basket,
): CounterCoupon[] {
  const saves = (one: CounterCoupon) => priceOf([one], basket)?.offFen ?? 0;
  const usable = coupons.filter(isUsable).sort((a, b) => saves(b) - saves(a));
  const first = usable.slice(0, OTHERS_MAX + Math.max(chosen.length, 1));
  if (chosen.every((one) => first.includes(one))) return first;
  return [...chosen, ...usable.filter((one) => !chosen.includes(one)).slice(0, OTHERS_MAX)];
}

/** 「这单省 ¥20」 below a ticket once the amount is typed; what is missing where it cannot be used or priced. */
export function savesText(one: CounterCoupon, basket: Basket): string | undefined {
  const { amountFen } = basket;
  if (amountFen === undefined) return undefined;
  const { benefit } = one.face;
  if (minFenOf(benefit) > amountFen) return `还差 ¥${yuan(minFenOf(benefit) - amountFen)}`;
  if (benefit.kind === "gift") return undefined;
  const priced = priceOf([one], basket);
  if (!priced) return "填了单件价格才知道省多少";
  const alone = hasMemberPrice(basket) && !priceable(one.face, 0).onMemberPrice ? "，不与会员价同享" : "";
  return `这单省 ¥${yuan(couponsOffFen(priced))}${alone}`;
}

/** The least the sale must come to for all of them. */
export const minFenOfAll = (chosen: readonly CounterCoupon[]): number =>
  Math.max(0, ...chosen.map(({ face }) => minFenOf(face.benefit)));

/**
 * 「已满¥100，核销 −¥20」: the condition is in the button, so that pressing it says it was met. Of several, or at the
 * member's own price, what is to be paid too: 「核销 2 张 −¥35，收 ¥65」.
 */
export function confirmLabel(chosen: readonly CounterCoupon[], basket: Basket): string {
  const priced = priceOf(chosen, basket);
  const [first] = chosen;
  const minFen = minFenOfAll(chosen);
  const met = minFen === 0 ? "" : `已满¥${yuan(minFen)}，`;
  if (chosen.length === 1 && first) {
    const saved = savedText({ benefit: first.face.benefit, offFen: priced && couponsOffFen(priced) });
    const pays = priced?.memberOffFen ? `，收 ¥${yuan(priced.payableFen ?? 0)}` : "";
    return `${met}核销 ${saved}${pays}`;
  }
  const saved = priced ? ` −¥${yuan(couponsOffFen(priced))}` : "";
  const redeem = `核销 ${chosen.length} 张${saved}`;
  return priced?.payableFen === undefined ? `${met}${redeem}` : `${redeem}，收 ¥${yuan(priced.payableFen)}`;
}

/** 「只记消费」, and at the member's own price what is to be paid. */
export function plainLabel(basket: Basket): string {
  const priced = priceOf([], basket);
  return priced?.memberOffFen ? `只记消费，收 ¥${yuan(priced.payableFen ?? 0)}` : "只记消费";
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

export const fenOf = (amount: Amount): number | undefined => (amount.is === "fen" ? amount.amountFen : undefined);
