import { readCsv } from "../stores/read-table";
import { listRows, partsOf } from "./list-rows";

const rowsOf = (text: string) => listRows(readCsv(text)).map(({ lineNo, text: said }) => `${lineNo} ${said}`);

describe("a file of members", () => {
  test("is read by the column its head names, with every line that is none", () => {
    expect(rowsOf("姓名,会员号\n张三,912345678\n李四,没有\n王五,912 345 679")).toEqual([
      "2 912345678",
      "3 没有",
      "4 912345679",
    ]);
    expect(rowsOf("Member\n912345678")).toEqual(["2 912345678"]);
  });

  test("without such a head is read by the first column that has a number", () => {
    expect(rowsOf("912345678\n912345679")).toEqual(["1 912345678", "2 912345679"]);
    expect(rowsOf("店,号\n人民路,912345678\n,x")).toEqual(["2 912345678", "3 x"]);
    expect(rowsOf("a,b\nc,d")).toEqual([]);
    expect(rowsOf("")).toEqual([]);
  });

  test("goes in parts that hold every row once", () => {
    const rows = Array.from({ length: 2_001 }, (_, i) => i);
    const parts = partsOf(rows, 1_000);
    expect(parts.map(({ length }) => length)).toEqual([1_000, 1_000, 1]);
    expect(parts.flat()).toEqual(rows);
    expect(partsOf([], 1_000)).toEqual([]);
  });
});
