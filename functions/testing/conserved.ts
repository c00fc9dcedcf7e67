// What must hold after every test, whatever it did: no number of a stock is lost from sight or had twice, and every
// balance is the sum of its postings.
import { type CouponItem, couponIdOf } from "../coupon/coupon.items.ts";
import { isStub } from "../coupon/past.items.ts";
import type { StockItem } from "../offer/offer.items.ts";
import { fields, type Key } from "../platform/table.ts";
import { type PostingItem, pointsOf } from "../points/ledger.items.ts";
import type { Chain } from "./chain.ts";

type Row = Key & { readonly st?: string } & Readonly<Record<string, unknown>>;

/** Call it once under `openChain()`. */
export function holdConserved(chain: Chain): void {
  afterEach(async () => {
    const rows = (await chain.items()).map((item) => fields<Row>(item));
    expect([...stockFaults(rows), ...balanceFaults(rows)]).toEqual([]);
  });
}

/** taken = live + redeemed + expired + voided + given + missing, in other words; and nxt + rest = cap + retired. */
function stockFaults(rows: readonly Row[]): string[] {
  const coupons = rows.filter(isNumbered) as unknown as CouponItem[];
  return rows
    .filter(({ sk, pk }) => sk === "STOCK" && pk.startsWith("OFR#"))
    .flatMap((row) => {
      const { nxt, rest, cap, retired } = row as unknown as StockItem;
      const numbers = coupons.filter((one) => `OFR#${couponIdOf(one).offerId}` === row.pk).map(({ k }) => k);
      const faults: string[] = [];
      if (nxt + rest !== cap + retired) faults.push(`${row.pk}: ${nxt} + ${rest} is not ${cap} + ${retired}`);
      if (rest < 0) faults.push(`${row.pk} has ${rest} left`);
      if (new Set(numbers).size < numbers.length) faults.push(`${row.pk} has one number twice`);
      if (numbers.some((k) => k >= nxt)) faults.push(`${row.pk} has a number nobody took`);
      if (numbers.length > nxt - retired) faults.push(`${row.pk} has ${numbers.length} coupons of ${nxt} - ${retired}`);
      return faults;
    });
}

/** A coupon wherever it lies; what was given away is its new owner's. */
const isNumbered = (row: Row): boolean =>
  (row.sk.startsWith("CPN#") || row.sk.startsWith("PAST#")) && !isStub(row) && row.st !== "x";

function balanceFaults(rows: readonly Row[]): string[] {
  const postings = rows.filter(({ pk, sk }) => pk.startsWith("LED#") && /^\d/.test(sk));
  return rows
    .filter(({ sk }) => sk === "CARD")
    .flatMap(({ pk, pts }) => {
      const memberNo = pk.slice("MBR#".length);
      const mine = postings.filter((one) => one.pk === `LED#${memberNo}`) as unknown as PostingItem[];
      const sum = mine.reduce((all, posting) => all + pointsOf(memberNo, posting), 0);
      return sum === pts ? [] : [`${pk} has ${pts} points of postings that come to ${sum}`];
    });
}
