// A table as CSV that Excel opens as it is meant: UTF-8 with its mark, lines ended by CR LF, RFC 4180's quotes.

export type Cell = string | number;

/** Without it Excel reads UTF-8 as something else. */
export const BOM = "\uFEFF";

/**
 * A text that begins so is a formula to Excel, LibreOffice or WPS, and may fetch or run what somebody wrote into a name
 * (OWASP, "CSV Injection"); full-width forms are taken for the plain ones under Chinese settings.
 */
const FORMULA = /^[\s\u200B\uFEFF]*[=+\-@＝＋－＠|%]|^[\t\r\n]/;

/** With an apostrophe in front such a text is a text. Numbers are none of anybody's writing and stay as they are. */
function textOf(cell: Cell): string {
  if (typeof cell === "number") return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const csvOf = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => `${row.map(textOf).join(",")}\r\n`).join("");
