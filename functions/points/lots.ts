// Which points end when: postings replayed as lots. What goes out takes the points that end soonest; what nothing is left
// for is a debt, and the next points that come in pay it. A sale that was taken back never gave any. Points whose end has
// come can be spent until it is posted: who was let spend them does not owe them the next morning.
import { type PostingItem, pointsOf } from "./ledger.items.ts";

export type Lapse = { readonly endMs: number; readonly points: number };

const NEVER_MS = Number.POSITIVE_INFINITY;

type Lot = { readonly endMs: number; left: number };
type Book = { lots: Lot[]; debt: number };

/** What ends at each period's end up to `asOfMs` and is not posted yet, oldest first. */
export function lapsesDue(memberNo: string, postings: readonly PostingItem[], asOfMs: number): Lapse[] {
  const takenBack = new Set(postings.filter(({ kind }) => kind === "undo").map(({ ord }) => ord));
  const lasting = postings.filter(({ ord }) => !takenBack.has(ord));
  const posted = new Set(lasting.filter(({ kind }) => kind === "expire").map(({ at }) => at));
  const ends = new Set(lasting.map(({ exp = NEVER_MS }) => exp));

  const book: Book = { lots: [], debt: 0 };
  for (const posting of lasting.sort((a, b) => a.at - b.at || orderOf(a) - orderOf(b))) {
    take(book, pointsOf(memberNo, posting), posting.exp);
  }
  return [...ends]
    .filter((endMs) => endMs <= asOfMs && !posted.has(endMs))
    .sort((a, b) => a - b)
    .map((endMs) => ({ endMs, points: close(book, endMs) }))
    .filter(({ points }) => points > 0);
}

/** In one millisecond points that end come before any go. Those that never end are taken last, whenever they came. */
const orderOf = ({ exp }: PostingItem): number => (exp === undefined ? 1 : 0);

function take(book: Book, points: number, endMs = NEVER_MS): void {
  // Stryker disable next-line EqualityOperator: with no points nothing comes and nothing goes
  if (points < 0) {
    takeOut(book, -points);
    return;
  }
  const paid = Math.min(book.debt, points);
  book.debt -= paid;
  book.lots.push({ endMs, left: points - paid });
  book.lots.sort((a, b) => a.endMs - b.endMs);
}

function takeOut(book: Book, points: number): void {
  let open = points;
  for (const lot of book.lots) {
    const taken = Math.min(lot.left, open);
    lot.left -= taken;
    open -= taken;
  }
  book.debt += open;
  // Stryker disable next-line all: an empty lot adds nothing, it only need not be walked again
  book.lots = book.lots.filter(({ left }) => left > 0);
}

function close(book: Book, endMs: number): number {
  const points = book.lots.filter((lot) => lot.endMs <= endMs).reduce((sum, { left }) => sum + left, 0);
  book.lots = book.lots.filter((lot) => lot.endMs > endMs);
  return points;
}
