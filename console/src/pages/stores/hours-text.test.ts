import type { WeeklyHours } from "@huike/shared/hours";
import fc from "fast-check";
import { hoursText, readHours } from "./hours-text";

const week = (change: Record<number, [number, number][]>, all: [number, number][] = []): WeeklyHours =>
  Array.from({ length: 7 }, (_, day) => change[day] ?? all);

describe("a week's hours in words", () => {
  test.each([
    ["10:00-22:00", week({}, [[600, 1320]])],
    ["24小时", week({}, [[0, 1440]])],
    ["周一至周五 10:00-21:00；周六、周日 09:00-22:00", week({ 0: [[540, 1320]], 6: [[540, 1320]] }, [[600, 1260]])],
    [
      "每天 10:00-14:00, 17:00-21:30",
      week({}, [
        [600, 840],
        [1020, 1290],
      ]),
    ],
    ["周一休息；周二至周日 18:00-02:00", week({ 1: [] }, [[1080, 1560]])],
    ["Mon-Sun 10:00-22:00", week({}, [[600, 1320]])],
  ])("reads %s", (text, hours) => {
    expect(readHours(text)).toEqual(hours);
  });

  test.each(["", "早上到晚上", "25:00-26:00", "10:00", "周一至周五"])("does not guess from %p", (text) => {
    expect(readHours(text)).toBeUndefined();
  });

  test("reads again whatever it writes", () => {
    const span = fc
      .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1439 }))
      .map(([from, long]): [number, number] => [from, Math.min(from + long, from + 1439)]);
    const spans = fc.array(
      span.filter(([, to]) => to !== 1440),
      { maxLength: 2 },
    );
    fc.assert(
      fc.property(fc.array(spans, { minLength: 7, maxLength: 7 }), (hours) => {
        expect(readHours(hoursText(hours))).toEqual(hours);
      }),
    );
  });
});
