// Which rows of a file are the members of a list: the column that says so in its head, else the first that has a number.
import { MemberNo } from "@huike/shared/id";
import type { Line } from "../stores/read-table";

export type ListRow = { readonly lineNo: number; readonly text: string };

const heads = ["会员号", "会员编号", "会员", "卡号", "member", "member no", "member number", "memberno", "number"];

/** 「912 345 678」 as the card shows it is the number without its gaps. */
const bare = (cell: string): string => cell.replace(/[\s\u00A0-]/g, "");
const isNumber = (cell: string | undefined): boolean => cell !== undefined && MemberNo.safeParse(bare(cell)).success;

/** What a part takes of a row; more is cut off, and is bad anyway. */
const TEXT_MAX = 40;

export function listRows(lines: readonly Line[]): ListRow[] {
  const [head] = lines;
  const named = head?.cells.findIndex((cell) => heads.includes(cell.toLowerCase())) ?? -1;
  const column = named >= 0 ? named : columnOfNumbers(lines);
  if (column < 0) return [];
  // A head is a first line without a number; rows after it count, bad or not, so that each bad one can be named.
  const body = named >= 0 || !isNumber(head?.cells[column]) ? lines.slice(1) : lines;
  return body.map(({ lineNo, cells }) => ({ lineNo, text: bare(cells[column] ?? "").slice(0, TEXT_MAX) }));
}

function columnOfNumbers(lines: readonly Line[]): number {
  for (const { cells } of lines) {
    const found = cells.findIndex(isNumber);
    if (found >= 0) return found;
  }
  return -1;
}

/** Parts as they are sent, the last one shorter. */
export function partsOf<T>(rows: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, i) => rows.slice(i * size, (i + 1) * size));
}
