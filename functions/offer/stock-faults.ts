// What can be wrong with an offer's stocks by themselves. Each is one item, so what it says it says of one moment.
import type { NumbersItem, OfferItem } from "./offer.items.ts";

export type StockFault = {
  readonly what: "stock_unbalanced" | "stock_differs";
  readonly sk: string;
  readonly expected?: number;
  readonly found?: number;
};
export type SortedStock = NumbersItem & { readonly sk: string };

export function stockFaults(offer: OfferItem | undefined, stocks: readonly SortedStock[]): StockFault[] {
  return stocks.flatMap((stock): StockFault[] => {
    const { sk, cap, rest, nxt, done, retired } = stock;
    const [found, expected] = [nxt + rest, cap + retired];
    if (found !== expected) return [{ what: "stock_unbalanced", sk, expected, found }];
    const isInOrder = rest >= 0 && retired >= 0 && retired <= done && done <= nxt;
    const isOfDay = sk !== "STOCK";
    if (!isInOrder || (isOfDay && retired > 0)) return [{ what: "stock_unbalanced", sk }];
    // Days before a change kept what they had.
    if (!isOfDay || offer?.stockPerDay === cap || sk < `STOCK#${offer?.perDayFrom ?? ""}`) return [];
    return [{ what: "stock_differs", sk, expected: offer?.stockPerDay ?? 0, found: cap }];
  });
}
