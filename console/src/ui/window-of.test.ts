import { windowOf } from "./window-of";

const ROW_PX = 48;
const HEIGHT_PX = 600;

describe("the window on a long list", () => {
  test("draws as many rows at its end as at its beginning, and no more than a screen needs", () => {
    const rows = 100_000;
    for (const top of [0, 1, 500, 50_000, rows - 13]) {
      const { from, until } = windowOf(top * ROW_PX, HEIGHT_PX, ROW_PX, rows);
      expect(from).toBeLessThanOrEqual(top);
      expect(until).toBeGreaterThanOrEqual(Math.min(rows, top + HEIGHT_PX / ROW_PX));
      expect(until - from).toBeLessThanOrEqual(40);
    }
  });

  test("stays inside the list, also where it has become shorter than it was scrolled", () => {
    expect(windowOf(0, HEIGHT_PX, ROW_PX, 3)).toEqual({ from: 0, until: 3 });
    expect(windowOf(0, HEIGHT_PX, ROW_PX, 0)).toEqual({ from: 0, until: 0 });
    const { from, until } = windowOf(90_000, HEIGHT_PX, ROW_PX, 5);
    expect([from, until]).toEqual([0, 5]);
  });
});
