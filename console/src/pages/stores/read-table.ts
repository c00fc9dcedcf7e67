// Rows of text from a file somebody chose: CSV as Excel saves it here (UTF-8 or GB18030), or XLSX.
export type Line = { readonly lineNo: number; readonly cells: readonly string[] };

/** RFC 4180, with commas, semicolons or tabs between; quotes may hold line ends. */
export function readCsv(text: string): Line[] {
  const body = text.replace(/^\uFEFF/, "");
  const head = body.slice(0, body.search(/\r?\n|$/));
  const between = ["\t", ";", ","].find((one) => head.includes(one)) ?? ",";
  const token = new RegExp(`("(?:[^"]|"")*"|[^${between}\\r\\n]*)(${between}|\\r?\\n|$)`, "gy");
  const lines: Line[] = [];
  let [lineNo, startsAt, cells] = [1, 1, [] as string[]];
  for (const [whole, cell = "", end] of body.matchAll(token)) {
    cells.push(unquoted(cell));
    lineNo += whole.split("\n").length - 1;
    if (end === between) continue;
    lines.push({ lineNo: startsAt, cells });
    [startsAt, cells] = [lineNo, []];
  }
  return lines.filter((line) => line.cells.some((one) => one !== ""));
}

const unquoted = (cell: string): string =>
  (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell).trim();

export async function readTable(name: string, bytes: ArrayBuffer): Promise<Line[]> {
  if (!/\.xlsx$/i.test(name)) return readCsv(decode(bytes));
  // Only who chooses such a file pays for reading it. Not the variant with a worker: the page's policy runs none from a blob.
  const { readSheet } = await import("read-excel-file/universal");
  const rows = await readSheet(bytes);
  return rows
    .map((row, i) => ({ lineNo: i + 1, cells: row.map((cell) => (cell === null ? "" : String(cell).trim())) }))
    .filter(({ cells }) => cells.some((one) => one !== ""));
}

/** Excel in Chinese saves CSV in GB18030 unless told otherwise. */
function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}
