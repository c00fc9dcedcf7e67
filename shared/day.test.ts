import { businessDay, businessDayEndMs, calendarDay, calendarDayEndMs, clockTime, shortTime } from "./day.ts";
import { yuan } from "./money.ts";

/** A wall-clock time in Shanghai on 5 January 2026, a Monday. */
const at = (hour: number, minute = 0, dayOffset = 0) => Date.UTC(2026, 0, 5 + dayOffset, hour - 8, minute);

test("the calendar day turns at midnight in Shanghai, the business day at 04:00", () => {
  expect(calendarDay(at(0) - 1)).toBe("2026-01-04");
  expect(calendarDay(at(0))).toBe("2026-01-05");
  expect(businessDay(at(4) - 1)).toBe("2026-01-04");
  expect(businessDay(at(4))).toBe("2026-01-05");
  expect(businessDayEndMs(at(3, 59))).toBe(at(4));
  expect(businessDayEndMs(at(4))).toBe(at(4, 0, 1));
});

test("a coupon good for n days ends with the last millisecond of the n-th day after", () => {
  expect(calendarDayEndMs(at(23, 59), 1)).toBe(at(0, 0, 2) - 1);
  expect(calendarDayEndMs(at(0), 1)).toBe(at(0, 0, 2) - 1);
});

test("people read times as a clock on a Shanghai wall shows them", () => {
  expect([shortTime(at(14, 2)), clockTime(at(0, 5))]).toEqual(["01-05 14:02", "00:05"]);
});

test("fen read as yuan", () => {
  expect([0, 5, 2_000, 2_050, 123_456].map(yuan)).toEqual(["0", "0.05", "20", "20.50", "1234.56"]);
});
