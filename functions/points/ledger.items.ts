// The points ledger: LED#m / <source time>#<order>#<kind>, one posting with both its legs. The balance on CARD is
// their sum, kept in the same transaction.
import type { Rates } from "@huike/shared/points";
import type { Key } from "../platform/table.ts";

export type PostingKind = "earn" | "undo" | "spend" | "refund" | "expire" | "adjust";

/** The other side of every posting; the member's own account bears the member's number. */
export const ACCOUNTS = ["earned", "spent", "expired", "adjusted"] as const;
export type Account = (typeof ACCOUNTS)[number];

const otherSide: Record<PostingKind, Account> = {
  earn: "earned",
  undo: "earned",
  spend: "spent",
  refund: "spent",
  expire: "expired",
  adjust: "adjusted",
};

export type PostingItem = {
  sk: string;
  kind: PostingKind;
  /** Both legs: `amount` points, and `growth` with them, leave one account for the other. */
  from: string;
  to: string;
  amount: number;
  growth: number;
  /** Of the source, in ms, as is `ord`: never the poster's clock, or a replay would post twice. */
  at: number;
  ord: string;
  /** Version of the programme it was posted under. */
  ver: number;
  /** Last moment the points are good; none: for ever, or nothing was given. */
  exp?: number;
  /** An earning's rates, what was paid and the shop's name then. */
  rates?: Rates;
  pay?: number;
  sn?: string;
  /** Of an undo: the time of the sale that was taken back. */
  sat?: number;
};

/** What is posted, as the member sees it: `points` and `growth` bear a sign. */
export type Posting = Pick<PostingItem, "kind" | "at" | "ord" | "ver" | "exp" | "rates" | "pay" | "sn" | "sat"> & {
  readonly memberNo: string;
  readonly points: number;
  readonly growth?: number;
};

const MS_DIGITS = 13;
export const msText = (ms: number): string => String(ms).padStart(MS_DIGITS, "0");

export const ledgerOf = (memberNo: string): string => `LED#${memberNo}`;

type Source = Pick<PostingItem, "at" | "ord" | "kind">;
export const postingSk = ({ at, ord, kind }: Source): string => `${msText(at)}#${ord}#${kind}`;
export const postingKey = (memberNo: string, source: Source): Key => ({
  pk: ledgerOf(memberNo),
  sk: postingSk(source),
});

/** Postings begin with a digit, all else in the partition with a letter. */
export const POSTINGS = { from: "0", to: ":" } as const;

export function postingFields({ memberNo, points, growth = 0, ...rest }: Posting): Omit<PostingItem, "sk"> {
  const other = otherSide[rest.kind];
  const [from, to] = points < 0 || growth < 0 ? [memberNo, other] : [other, memberNo];
  return { ...rest, from, to, amount: Math.abs(points), growth: Math.abs(growth) };
}

const signOf = (memberNo: string, { to }: Pick<PostingItem, "to">): number => (to === memberNo ? 1 : -1);

/** What a posting did to the member's points. */
export const pointsOf = (memberNo: string, posting: PostingItem): number =>
  posting.amount === 0 ? 0 : signOf(memberNo, posting) * posting.amount;

export const growthIn = (memberNo: string, posting: PostingItem): number =>
  posting.growth === 0 ? 0 : signOf(memberNo, posting) * posting.growth;

/** When the growth of a posting was made: taken back, it leaves the year at the time its sale does. */
export const grownAtMs = ({ sat, at }: PostingItem): number => sat ?? at;
