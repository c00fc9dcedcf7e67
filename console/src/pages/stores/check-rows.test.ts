/** @jest-environment node */
import { readFileSync } from "node:fs";
import { checkRows } from "./check-rows";
import { readCsv, readTable } from "./read-table";

const HEAD = "编号,名称,城市,地址,电话,位置,营业时间,状态,标签";
const good = (i: number) =>
  `s${String(i).padStart(4, "0")},第${i}店,上海,"人民路 ${i} 号, 一楼",021-555${String(i).padStart(4, "0")},"31.${1000 + i},121.${2000 + i}",10:00-22:00,,直营`;

/** The line of a file, and what shall be said of it. */
const bad: Record<number, [line: string, fault: string]> = {
  17: ['s9001,,上海,人民路,021-5550000,"31.2,121.4",10:00-22:00,,', "name"],
  63: ["s9002,缺位置店,上海,人民路,021-5550000,,10:00-22:00,,", "no_place"],
  128: ["s9003,短链店,上海,人民路,021-5550000,https://surl.amap.com/abc,10:00-22:00,,", "short_link"],
  200: ['s9004,电话店,上海,人民路,打前台,"31.2,121.4",10:00-22:00,,', "phone"],
  333: ['s9005,时间店,上海,人民路,021-5550000,"31.2,121.4",早到晚,,', "hours"],
  404: ['s0001,重号店,上海,人民路,021-5550000,"31.2,121.4",10:00-22:00,,', "id_twice"],
  499: ['s9007,国外店,巴黎,里沃利街,021-5550000,"48.85,2.35",10:00-22:00,,', "abroad"],
};

describe("a file of 500 shops, seven of them wrong", () => {
  const lines = [HEAD, ...Array.from({ length: 500 }, (_, i) => bad[i + 2]?.[0] ?? good(i + 1))];
  let made = 0;
  const check = (text: string, known = []) => checkRows(readCsv(text), known, () => `sto_new${++made}`);

  test("names each of the seven by its line and cause, and passes the others", () => {
    const { rows, missing } = check(lines.join("\r\n"));
    expect(missing).toEqual([]);
    expect(rows).toHaveLength(500);
    const said = Object.fromEntries(
      rows.filter(({ outcome }) => outcome === "bad").map(({ lineNo, faults }) => [lineNo, faults]),
    );
    expect(said).toEqual(Object.fromEntries(Object.entries(bad).map(([lineNo, [, fault]]) => [lineNo, [fault]])));
    expect(rows.filter(({ outcome }) => outcome === "new")).toHaveLength(493);
    expect(rows[0]?.facts).toMatchObject({ address: "人民路 1 号, 一楼", lat: 31.1001, lng: 121.2001, tags: ["直营"] });
  });

  test("changes nothing where a shop is as it was, and knows it again by its number or by name and city", () => {
    const { rows } = check([HEAD, good(1), good(2)].join("\n"));
    const known = rows.flatMap(({ storeId, facts }) => (facts ? [{ storeId, ...facts }] : []));
    const moved = good(2).replace("人民路 2 号", "解放路 2 号").replace("s0002", "");
    const again = checkRows(readCsv([HEAD, good(1), moved].join("\n")), known, () => "sto_0000");
    expect(again.rows.map(({ outcome, storeId }) => [outcome, storeId])).toEqual([
      ["same", "sto_s0001"],
      ["changed", "sto_s0002"],
    ]);
  });

  test("says which columns a file lacks", () => {
    expect(check("名称,城市\n一店,上海").missing).toEqual(["地址", "电话", "位置", "营业时间"]);
  });

  test("reads what Excel here saves: GB18030, and a sheet", async () => {
    // 「名称,城市」 in GB18030.
    const gb = Uint8Array.from([0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xb3, 0xc7, 0xca, 0xd0]);
    expect((await readTable("店.csv", gb.buffer))[0]?.cells).toEqual(["名称", "城市"]);
    const sheet = readFileSync(`${__dirname}/testing/shops.xlsx`);
    const bytes = sheet.buffer.slice(sheet.byteOffset, sheet.byteOffset + sheet.byteLength) as ArrayBuffer;
    const { rows } = checkRows(await readTable("shops.xlsx", bytes), [], () => "sto_0001");
    expect(rows.map(({ name, outcome }) => [name, outcome])).toEqual([
      ["人民路店", "new"],
      ["解放路店", "bad"],
    ]);
  });
});
