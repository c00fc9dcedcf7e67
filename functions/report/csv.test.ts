import fc from "fast-check";
import { readCsv } from "../../console/src/pages/stores/read-table.ts";
import { csvOf } from "./csv.ts";
import { medianOf } from "./show-offer-results.ts";

describe("CSV", () => {
  test("quotes what would break a line or a cell, and ends lines as RFC 4180 does", () => {
    expect(
      csvOf([
        ["a", 1],
        ['say "hi"', "x,y"],
        ["two\nlines", " blank "],
      ]),
    ).toBe('a,1\r\n"say ""hi""","x,y"\r\n"two\nlines"," blank "\r\n');
  });

  test.each([
    "=1+1",
    "+86 1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "＋1",
    "－1",
    "＠a",
    " =1",
    "|cmd",
    "%0",
  ])("makes a text of %j", (evil) => {
    const text = csvOf([[evil]]).replace(/\r\n$/, "");
    expect(text.replace(/^"/, "").startsWith("'")).toBe(true);
  });

  test("leaves numbers, also below nought, and what merely holds such a sign", () => {
    expect(csvOf([[-5, 0.5, "a=b", "2026-11-22", "…1234", "12.50"]])).toBe("-5,0.5,a=b,2026-11-22,…1234,12.50\r\n");
  });

  test("is read again as it was meant", () => {
    const word = fc
      .tuple(fc.constantFrom("店", "a", "="), fc.string({ unit: fc.constantFrom("店", '"', ",", "\n", "1", ";") }))
      .map((parts) => `${parts.join("")}.`);
    const row = fc.array(word, { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), (rows) => {
        const head = ["甲", "乙"];
        const read = readCsv(csvOf([head, ...rows])).slice(1);
        expect(read.map(({ cells }) => cells)).toEqual(
          rows.map((cells) => cells.map((cell) => (cell.startsWith("=") ? `'${cell}` : cell))),
        );
      }),
      { numRuns: 200 },
    );
  });
});

test.each([
  [[], undefined],
  [[[3, 1]], 3],
  [
    [
      [0, 2],
      [5, 2],
    ],
    0,
  ],
  [
    [
      [9, 1],
      [0, 1],
      [2, 1],
    ],
    2,
  ],
] as const)("the median of days %j is %s", (pairs, median) => {
  expect(medianOf(new Map(pairs as readonly (readonly [number, number])[]))).toBe(median);
});
