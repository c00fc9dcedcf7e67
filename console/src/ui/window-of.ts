// Which rows of a long list are drawn: those on the screen and a few beside them, whatever the list's length.
export type Window = { readonly from: number; readonly until: number };

/** Rows drawn above and below what is seen; where even they are passed, grey ones stand in. */
const BESIDE = 8;

export function windowOf(scrollPx: number, heightPx: number, rowPx: number, rows: number): Window {
  const first = Math.floor(scrollPx / rowPx);
  const seen = Math.ceil(heightPx / rowPx) + 1;
  const until = Math.min(rows, first + seen + BESIDE);
  return { from: Math.max(0, Math.min(first, until) - BESIDE), until };
}
