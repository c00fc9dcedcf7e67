import fc from "fast-check";
import { StoreFacts, type StoreRow } from "./store-facts.ts";
import { packStores, StoreSheet, toMetre, unpackStores } from "./store-sheet.ts";

const row = (over: Partial<StoreRow> = {}): StoreRow => ({
  storeId: "sto_sh01",
  name: "回客茶铺 人民路店",
  city: "上海",
  address: "黄浦区人民路 885 号",
  lat: 31.22903,
  lng: 121.48914,
  phone: "021-62345678",
  hours: Array.from({ length: 7 }, () => [[600, 1320]]),
  state: "open",
  ...over,
});

const byId = (rows: readonly StoreRow[]) => [...rows].sort((a, b) => (a.storeId < b.storeId ? -1 : 1));
/** Over the wire and into the phone's storage it goes as JSON, and the phone checks it. */
const overTheWire = (rows: readonly StoreRow[]) =>
  unpackStores(StoreSheet.parse(JSON.parse(JSON.stringify(packStores(rows)))));

describe("any list of shops comes back whole", () => {
  const text = (maxLength: number) =>
    fc
      .oneof(
        fc.string({ minLength: 1, maxLength, unit: fc.constantFrom(...'上海人民路店 号0123456789#\\"~𠮷ä（）-') }),
        fc.string({ minLength: 1, maxLength, unit: "binary" }),
      )
      .map((one) => one.slice(0, maxLength).replace(/\p{Cc}/gu, "、"));
  const minutes = fc
    .tuple(fc.nat(1439), fc.integer({ min: 1, max: 1440 }))
    .map(([from, long]): [number, number] => [from, from + long]);
  const spans = fc.array(minutes, { maxLength: 3 });
  const date = fc.integer({ min: 0, max: 9 }).map((i) => `2027-02-1${i}`);
  const exceptions = fc.uniqueArray(fc.record({ date, spans }), { selector: (one) => one.date, maxLength: 4 });
  const facts = fc
    .record(
      {
        name: text(30),
        city: fc.constantFrom("上海", "北京", "杭州"),
        address: text(80),
        lat: fc.double({ min: -90, max: 90, noNaN: true }).map(toMetre),
        lng: fc.double({ min: -180, max: 180, noNaN: true }).map(toMetre),
        phone: fc.stringMatching(/^[\d-]{5,20}$/),
        hours: fc.array(spans, { minLength: 7, maxLength: 7 }),
        exceptions,
        tags: fc.uniqueArray(fc.constantFrom("直营", "机场", "24h"), { maxLength: 2 }),
        state: fc.constantFrom("open" as const, "shut" as const),
      },
      { requiredKeys: ["name", "city", "address", "lat", "lng", "phone", "hours", "state"] },
    )
    // No exceptions and an empty list of them are the same shop; so with tags.
    .map(({ exceptions, tags, ...rest }): StoreFacts => {
      const { length } = tags ?? [];
      return { ...rest, ...(exceptions?.length ? { exceptions } : {}), ...(length > 0 && tags ? { tags } : {}) };
    });
  const shops = fc.uniqueArray(
    fc.tuple(fc.stringMatching(/^sto_[0-9a-hjkmnp-tv-z]{4,8}$/), facts).map(([storeId, one]) => ({ storeId, ...one })),
    { selector: ({ storeId }) => storeId, maxLength: 25 },
  );

  test("whatever is in it", () => {
    fc.assert(
      fc.property(shops, (rows) => {
        // -0 becomes 0 as JSON, everywhere.
        const plain = rows.map((one) => ({ ...one, lat: one.lat + 0, lng: one.lng + 0 }));
        expect(byId(overTheWire(plain))).toEqual(byId(plain));
      }),
      { numRuns: 300 },
    );
  });

  test("in the same order and the same bytes, however the list was ordered", () => {
    fc.assert(
      fc.property(shops, (rows) => {
        expect(packStores([...rows].reverse())).toEqual(packStores(rows));
      }),
      { numRuns: 100 },
    );
  });

  test("none at all, and one", () => {
    expect(overTheWire([])).toEqual([]);
    expect(overTheWire([row()])).toEqual([row()]);
  });
});

test("a place is kept to the metre", () => {
  const [back] = overTheWire([row({ lat: 31.229_033_7, lng: 121.489_148_9 })]);
  expect(back).toMatchObject({ lat: 31.22903, lng: 121.48915 });
});

test.each([
  ["begin", "🍵茶铺", "🍰茶铺"],
  ["end", "茶铺🍵", "茶铺🍰"],
  ["only end", "上海🍵", "北京🍰"],
  ["are one sign each", "🍵", "🍰"],
])("names that %s with signs of one half in common stay what they are", (_, name, other) => {
  const rows = [row({ name, address: name }), row({ storeId: "sto_sh02", name: other, address: other })];
  expect(byId(overTheWire(rows))).toEqual(rows);
  expect(JSON.stringify(packStores(rows))).not.toMatch(/\\ud/);
});

test("shops that keep the same hours share them, so that what is worked out once holds for all", () => {
  const [a, b] = overTheWire([row(), row({ storeId: "sto_sh02" })]);
  expect(a?.hours).toBe(b?.hours);
});

test("a line's end in a text of old cannot shift the shops after it", () => {
  const rows = overTheWire([row({ address: "一\n二" }), row({ storeId: "sto_sh02", address: "一层" })]);
  expect(rows.map(({ address }) => address).sort()).toEqual(["一 二", "一层"]);
  const { storeId: _, ...facts } = row({ address: "一\n二" });
  expect(StoreFacts.safeParse(facts).success).toBe(false);
});

test("a sheet that contradicts itself is an error, not a wrong shop", () => {
  const sheet = packStores([row(), row({ storeId: "sto_sh02", phone: "13912345678" })]);
  expect(() => unpackStores({ ...sheet, phones: sheet.phones.slice(1) })).toThrow(RangeError);
  expect(() => unpackStores({ ...sheet, addresses: sheet.addresses.slice(0, -1) })).toThrow(RangeError);
  expect(() => unpackStores({ ...sheet, hourSets: [] })).toThrow(RangeError);
  expect(() => unpackStores({ ...sheet, latLow: "" })).toThrow(RangeError);
});
