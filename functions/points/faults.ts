// What can be wrong with a member's points, as a pure check over what was read.
import { earn, growthOf } from "@huike/shared/points";
import type { AdjustmentItem } from "./adjustment.items.ts";
import { growthIn, type PostingItem, type PostingKind, pointsOf, postingFields, postingSk } from "./ledger.items.ts";
import type { SaleImage } from "./post-sale.ts";
import type { Ledger } from "./read-ledger.ts";

export type SaleOnRecord = SaleImage & { readonly sk: string };

export type PointsFault = {
  readonly what:
    | "balance_differs"
    | "growth_differs"
    | "count_differs"
    | "level_differs"
    | "posting_missing"
    | "posting_without_source"
    | "posting_differs";
  /** The posting's key, where it is one posting's fault. */
  readonly sk?: string;
  readonly expected?: number;
  readonly found?: number;
};

export type Books = Ledger & {
  readonly sales: readonly SaleOnRecord[];
  readonly adjustments: readonly (AdjustmentItem & { readonly sk: string })[];
  /** Of the newest tier period. */
  readonly level: number;
  /** What happened before has had time to be posted. */
  readonly settledMs: number;
};

export function faultsOf(memberNo: string, books: Books): PointsFault[] {
  return [...cardFaults(memberNo, books), ...missing(books), ...postingFaults(memberNo, books)];
}

function cardFaults(memberNo: string, { card, postings, level }: Books): PointsFault[] {
  const sum = (of: (posting: PostingItem) => number) => postings.reduce((all, posting) => all + of(posting), 0);
  const differs = (what: PointsFault["what"], expected: number, found: number): PointsFault[] =>
    expected === found ? [] : [{ what, expected, found }];
  return [
    ...differs(
      "balance_differs",
      sum((posting) => pointsOf(memberNo, posting)),
      card.pts,
    ),
    ...differs(
      "growth_differs",
      sum((posting) => growthIn(memberNo, posting)),
      card.gro ?? 0,
    ),
    ...differs("count_differs", postings.length, card.n ?? 0),
    ...differs("level_differs", level, card.lvl),
  ];
}

const ordOf = ({ sk }: SaleOnRecord): string => sk.slice("SAL#".length);

/** The keys a sale makes due. */
function dueOf(sale: SaleOnRecord): { sk: string; atMs: number }[] {
  if (!sale.pay) return [];
  const ord = ordOf(sale);
  const due = [{ sk: postingSk({ ord, at: sale.at, kind: "earn" }), atMs: sale.at }];
  if (sale.st === "u" && sale.uat !== undefined)
    due.push({ sk: postingSk({ ord, at: sale.uat, kind: "undo" }), atMs: sale.uat });
  return due;
}

/** A correction and its posting appear together, but may be read one before and one after. */
const correctionsDue = (adjustments: Books["adjustments"]) =>
  adjustments.flatMap(({ sk, st, sat }) =>
    st === "posted" && sat !== undefined
      ? [{ sk: postingSk({ ord: sk.slice("ADJ#".length), at: sat, kind: "adjust" }), atMs: sat }]
      : [],
  );

function missing({ sales, adjustments, postings, settledMs }: Books): PointsFault[] {
  const there = new Set(postings.map(({ sk }) => sk));
  return [...sales.flatMap(dueOf), ...correctionsDue(adjustments)]
    .filter(({ sk, atMs }) => atMs <= settledMs && !there.has(sk))
    .map(({ sk }) => ({ what: "posting_missing", sk }));
}

function postingFaults(memberNo: string, { sales, adjustments, postings }: Books): PointsFault[] {
  const saleOf = new Map(sales.map((sale) => [ordOf(sale), sale]));
  const askedOf = new Map(adjustments.map(({ sk, points }) => [sk.slice("ADJ#".length), points]));
  const due = new Set([...sales.flatMap(dueOf), ...correctionsDue(adjustments)].map(({ sk }) => sk));
  return postings.flatMap((posting): PointsFault[] => {
    const { sk, kind, ord } = posting;
    const isDue = kind === "spend" || kind === "expire" || kind === "refund" || due.has(sk);
    if (!isDue) return [{ what: "posting_without_source", sk }];
    const source = sources[kind];
    const reversed = source && postings.find((one) => one.ord === ord && one.kind === source);
    const isAsAsked = kind !== "adjust" || pointsOf(memberNo, posting) === askedOf.get(ord);
    const isRight = isAsAsked && hasItsLegs(memberNo, posting) && isWorth(posting, saleOf.get(ord), reversed);
    return isRight ? [] : [{ what: "posting_differs", sk }];
  });
}

/** Key, accounts and direction are those its kind has; only a correction may go either way. */
function hasItsLegs(memberNo: string, posting: PostingItem): boolean {
  const { kind, amount, growth, sk } = posting;
  const comesIn = kind === "earn" || kind === "refund" || (kind === "adjust" && posting.to === memberNo);
  const sign = comesIn ? 1 : -1;
  const { from, to } = postingFields({ ...posting, memberNo, points: sign * amount, growth: sign * growth });
  const isInOrder = amount === 0 && growth === 0 ? true : from === posting.from && to === posting.to;
  return isInOrder && amount >= 0 && growth >= 0 && sk === postingSk(posting);
}

/** What is posted back is the whole of one posting of another kind. */
const sources: Partial<Record<PostingKind, PostingKind>> = { undo: "earn", refund: "spend" };

/** An earning is what its own rates make of what was paid, an undo what was earned, a refund what was spent. */
function isWorth(posting: PostingItem, sale: SaleOnRecord | undefined, reversed: PostingItem | undefined): boolean {
  const { kind, amount, growth, rates } = posting;
  if (sources[kind]) return reversed?.amount === amount && reversed.growth === growth;
  if (kind !== "earn") return growth === 0;
  const payFen = sale?.pay ?? 0;
  return rates !== undefined && amount === earn(payFen, rates) && growth === growthOf(payFen);
}
