import { isUseTime, UseTimes, useTimesText } from "./use-times.ts";

/** Monday 5 January 2026 in Shanghai. */
const at = (hour: number, minute = 0, day = 5) => Date.UTC(2026, 0, day, hour - 8, minute);

describe("the times a coupon can be used", () => {
  test("are all times where nothing is said", () => {
    expect(isUseTime(undefined, at(3))).toBe(true);
    expect(useTimesText(undefined)).toBeUndefined();
  });

  test("keep to days and hours, from the first minute to before the last", () => {
    const times: UseTimes = { weekdays: [1, 2], hours: [[840, 1020]] };
    expect(isUseTime(times, at(13, 59))).toBe(false);
    expect(isUseTime(times, at(14))).toBe(true);
    expect(isUseTime(times, at(16, 59))).toBe(true);
    expect(isUseTime(times, at(17))).toBe(false);
    expect(isUseTime(times, at(15, 0, 7))).toBe(false);
    expect(useTimesText(times)).toBe("周一、二 14:00–17:00 可用");
  });

  test("past midnight they belong to the day they started on", () => {
    const times: UseTimes = { weekdays: [1], hours: [[1320, 1560]] };
    expect(isUseTime(times, at(23))).toBe(true);
    expect(isUseTime(times, at(1, 59, 6))).toBe(true);
    expect(isUseTime(times, at(2, 0, 6))).toBe(false);
    expect(isUseTime(times, at(1, 0, 5))).toBe(false);
  });

  test("have several spans a day, any of them", () => {
    const times: UseTimes = {
      ...{ weekdays: [5, 1], except: ["2026-01-09", "2026-10-01"] },
      hours: [
        [600, 720],
        [840, 1020],
      ],
    };
    expect(UseTimes.parse(times)).toEqual(times);
    expect([10, 13, 15].map((hour) => isUseTime(times, at(hour)))).toEqual([true, false, true]);
    expect(isUseTime(times, at(15, 0, 9))).toBe(false);
    expect(useTimesText(times)).toBe("周一、五 10:00–12:00、14:00–17:00 可用，01-09、10-01 不可用");
  });

  test("leave dates out", () => {
    const times: UseTimes = { except: ["2026-01-05"] };
    expect(isUseTime(times, at(12))).toBe(false);
    expect(isUseTime(times, at(12, 0, 6))).toBe(true);
    expect(useTimesText(times)).toBe("01-05 不可用");
  });

  test.each([
    [{ weekdays: [7] }],
    [{ weekdays: [] }],
    [{ hours: [[600, 500]] }],
    [{ except: ["2026-02-30"] }],
    [{ daily: true }],
  ])("refuses %j", (times) => expect(UseTimes.safeParse(times).success).toBe(false));
});
