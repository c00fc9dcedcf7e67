import type { StoreRow } from "@huike/shared/store-facts";
import { aStore } from "../../testing/people";
import { openingOf, openingsAt } from "./store-text";

/** Saturday 2026-11-21 14:02 in Shanghai. */
const nowMs = Date.UTC(2026, 10, 21, 6, 2);
const NINE_HOURS = 9 * 3_600_000;

describe("a shop's line", () => {
  const text = (over: Partial<StoreRow>, atMs = nowMs) => openingOf(aStore(over), atMs).text;

  test("open until when, shut, resting until when", () => {
    expect(openingOf(aStore(), nowMs)).toEqual({ isOpen: true, text: "营业中 · 10:00–22:00" });
    expect(text({ state: "shut" })).toBe("暂停营业");
    expect(text({}, nowMs + NINE_HOURS)).toBe("休息中 · 明天 10:00 开门");
    expect(text({ hours: [[], [[600, 700]], [], [], [], [], []] })).toBe("休息中 · 周一 10:00 开门");
    expect(text({ hours: [[], [], [], [], [], [], []] })).toBe("休息中");
  });

  test("in the small hours the night before still counts", () => {
    const late = { hours: Array.from({ length: 7 }, (): [number, number][] => [[1080, 1560]]) };
    expect(text(late, nowMs + 11 * 3_600_000)).toBe("营业中 · 18:00–次日 02:00");
    expect(text(late, nowMs + 13 * 3_600_000)).toBe("休息中 · 今天 18:00 开门");
  });

  test("a holiday says when the shop is back, with the date when that is a week away", () => {
    const closed = (days: number) => ({
      exceptions: Array.from({ length: days }, (_, i) => ({ date: `2026-11-${21 + i}`, spans: [] })),
    });
    expect(text(closed(1))).toBe("休息中 · 明天 10:00 开门");
    expect(text(closed(3))).toBe("休息中 · 周二 10:00 开门");
    expect(text(closed(8))).toBe("休息中 · 11月29日 10:00 开门");
    expect(text({ exceptions: [{ date: "2026-11-21", spans: [[720, 900]] }] })).toBe("营业中 · 12:00–15:00");
  });

  test("worked out for all is the same as for one", () => {
    const stores = [
      aStore(),
      aStore({ state: "shut" }),
      aStore({ exceptions: [{ date: "2026-11-21", spans: [] }] }),
      aStore({ hours: [[], [], [], [], [], [], []] }),
    ];
    const opening = openingsAt(nowMs);
    expect(stores.map(opening)).toEqual(stores.map((store) => openingOf(store, nowMs)));
  });
});
