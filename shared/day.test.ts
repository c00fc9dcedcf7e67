import { businessDay, businessDayEndMs, calendarDay, calendarDayEndMs, clockTime, shortTime } from "./day.ts";
import { distanceMeters, distanceText } from "./distance.ts";
import { isOpenAt, nextOpening, type WeeklyHours } from "./hours.ts";
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

describe("opening hours", () => {
  const lateBar: WeeklyHours = Array.from({ length: 7 }, (_, day) => (day === 0 ? [] : [[1080, 1560]]));
  test.each([
    [17, 59, 0, false],
    [18, 0, 0, true],
    [1, 59, 1, true],
    [2, 0, 1, false],
    [1, 0, -1, true], // Sunday 01:00 belongs to Saturday's evening
    [20, 0, -1, false], // closed on Sundays
    [1, 0, 0, false], // and so no Sunday night into Monday
  ])("at %i:%i, day %i: %p", (hour, minute, day, isOpen) => {
    expect(isOpenAt(lateBar, at(hour, minute, day))).toBe(isOpen);
  });

  test("the next opening skips the day off", () => {
    expect(nextOpening(lateBar, at(19, 0, 5))).toEqual({ weekday: 1, minute: 1080 });
    expect(nextOpening([[], [], [], [], [], [], []], at(12))).toBeUndefined();
  });
});

test("distances read as people say them", () => {
  const square = { lat: 31.2304, lng: 121.4737 };
  expect(distanceMeters(square, square)).toBe(0);
  // One degree of latitude is 111.195 km on the mean sphere.
  expect(distanceMeters(square, { ...square, lat: 32.2304 })).toBeCloseTo(111_195, -1);
  expect([354, 1_249, 12_400].map(distanceText)).toEqual(["350 米", "1.2 公里", "12 公里"]);
});

test("fen read as yuan", () => {
  expect([0, 5, 2_000, 2_050, 123_456].map(yuan)).toEqual(["0", "0.05", "20", "20.50", "1234.56"]);
});
