// What an operator's browser fetches: sign-in with home, and the heaviest further page.
import { consoleSizes } from "../dev/build/console-size.ts";
import { ensureBuilt } from "../dev/build/ensure-built.ts";
import { type Row, row } from "./row.ts";

const KB = 1024;
const FIRST_KB = 350;
const PAGE_KB = 150;

export async function measureConsoleSize(): Promise<Row[]> {
  const { output } = await ensureBuilt("console");
  const { firstBytes, pages } = consoleSizes(output);
  const [heaviest] = [...pages].sort((a, b) => b.ownBytes - a.ownBytes);
  if (!heaviest) throw new Error("the console has no further page");
  return [
    row({
      ...{ id: "console.first", what: "console: sign-in and home, gzip", value: firstBytes / KB, unit: "KB" },
      ...{ anchor: "allowed", anchorValue: FIRST_KB, goal: `≤ ${FIRST_KB} KB` },
      isMet: ({ value }) => value <= FIRST_KB,
    }),
    row({
      ...{ id: "console.page", what: `console: heaviest further page (${heaviest.page}), gzip` },
      ...{
        value: heaviest.ownBytes / KB,
        unit: "KB",
        anchor: "allowed",
        anchorValue: PAGE_KB,
        goal: `≤ ${PAGE_KB} KB`,
      },
      isMet: ({ value }) => value <= PAGE_KB,
    }),
  ];
}
