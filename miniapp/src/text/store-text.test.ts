import type { StoreRow } from "@huike/shared/store";
import { openingOf, sortStores } from "./store-text";

const row = (over: Partial<StoreRow>): StoreRow => ({
  storeId: "sto_aaaa",
  name: "人民路店",
  city: "上海",
  address: "人民路 1 号",
  lat: 31.2,
  lng: 121.4,
  phone: "021-1234567",
  hours: Array.from({ length: 7 }, () => [[600, 1320]]),
  state: "open",
  ...over,
});
/** Saturday 2026-11-21 14:02 in Shanghai. */
const nowMs = Date.UTC(2026, 10, 21, 6, 2);

describe("a shop's line", () => {
  test("open, shut, resting until when", () => {
    expect(openingOf(row({}), nowMs)).toEqual({ isOpen: true, text: "营业中" });
    expect(openingOf(row({ state: "shut" }), nowMs).text).toBe("暂停营业");
    expect(openingOf(row({}), nowMs + 9 * 3_600_000).text).toBe("休息中 · 明天 10:00 开门");
    expect(openingOf(row({ hours: [[], [[600, 700]], [], [], [], [], []] }), nowMs).text).toBe(
      "休息中 · 周一 10:00 开门",
    );
  });

  test("nearest first, shut ones last, the list's order without a place", () => {
    const far = row({ storeId: "sto_far0", lat: 32 });
    const near = row({ storeId: "sto_near" });
    const shut = row({ storeId: "sto_shut", state: "shut" });
    const order = (rows: ReturnType<typeof sortStores>) => rows.map(({ store }) => store.storeId);
    expect(order(sortStores([shut, far, near], { lat: 31.2, lng: 121.4 }))).toEqual([
      "sto_near",
      "sto_far0",
      "sto_shut",
    ]);
    expect(order(sortStores([shut, far, near], undefined))).toEqual(["sto_far0", "sto_near", "sto_shut"]);
  });
});
