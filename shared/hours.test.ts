import fc from "fast-check";
import { calendarDay, DAY_MS } from "./day.ts";
import {
  type HoursException,
  HoursExceptions,
  isOpenAt,
  nextOpeningMs,
  openSpansAt,
  type Schedule,
  type Span,
  spansText,
  type WeeklyHours,
} from "./hours.ts";

/** A wall-clock time in Shanghai on 5 January 2026, a Monday. */
const at = (hour: number, minute = 0, dayOffset = 0) => Date.UTC(2026, 0, 5 + dayOffset, hour - 8, minute);
const everyDay = (...spans: Span[]): WeeklyHours => Array.from({ length: 7 }, () => spans);

/** 18:00–02:00, closed on Sundays. */
const lateBar: Schedule = { hours: Array.from({ length: 7 }, (_, day) => (day === 0 ? [] : [[1080, 1560]])) };

describe("the week", () => {
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
    expect(nextOpeningMs(lateBar, at(19, 0, 5))).toBe(at(18, 0, 7));
    expect(nextOpeningMs({ hours: everyDay() }, at(12))).toBeUndefined();
  });

  test("hours read as people write them", () => {
    expect(spansText([[600, 1320]])).toBe("10:00–22:00");
    expect(
      spansText([
        [660, 840],
        [1080, 1560],
      ]),
    ).toBe("11:00–14:00，18:00–次日 02:00");
    expect(spansText([[0, 1440]])).toBe("24 小时");
    expect(spansText([[1080, 1440]])).toBe("18:00–24:00");
  });
});

describe("holidays", () => {
  const closedMonday: Schedule = { ...lateBar, exceptions: [{ date: "2026-01-05", spans: [] }] };

  test("a closed date has no evening, but the night before it runs to its end", () => {
    expect(isOpenAt(closedMonday, at(19))).toBe(false);
    const tuesday: Schedule = { ...lateBar, exceptions: [{ date: "2026-01-06", spans: [] }] };
    expect(isOpenAt(tuesday, at(1, 30, 1))).toBe(true); // Tuesday 01:30 is Monday's late span
    expect(isOpenAt(tuesday, at(1, 30, 2))).toBe(false); // and Tuesday had none
  });

  test("a date with other hours has those and no others", () => {
    const short: Schedule = { ...lateBar, exceptions: [{ date: "2026-01-05", spans: [[720, 900]] }] };
    expect(isOpenAt(short, at(12))).toBe(true);
    expect(isOpenAt(short, at(19))).toBe(false);
    expect(openSpansAt(short, at(12))).toEqual([[720, 900]]);
  });

  test("a weekday's holiday hours may run past midnight too", () => {
    const newYear: Schedule = {
      hours: everyDay([600, 1320]),
      exceptions: [{ date: "2026-01-05", spans: [[600, 1500]] }],
    };
    expect(isOpenAt(newYear, at(0, 59, 1))).toBe(true);
    expect(isOpenAt(newYear, at(1, 0, 1))).toBe(false);
  });

  test("the next opening lies behind a holiday longer than a week", () => {
    const dates = Array.from({ length: 12 }, (_, i) => calendarDay(at(12, 0, i)));
    const away: Schedule = { hours: everyDay([600, 1320]), exceptions: dates.map((date) => ({ date, spans: [] })) };
    expect(nextOpeningMs(away, at(12))).toBe(at(10, 0, 12));
  });

  test("a date that does not exist, or stands twice, is refused", () => {
    const isTaken = (...dates: string[]) =>
      HoursExceptions.safeParse(dates.map((date) => ({ date, spans: [] }))).success;
    expect(isTaken("2027-02-05", "2027-02-06")).toBe(true);
    expect(isTaken("2027-02-29")).toBe(false);
    expect(isTaken("2027-13-01")).toBe(false);
    expect(isTaken("2027-2-5")).toBe(false);
    expect(isTaken("2027-02-05", "2027-02-05")).toBe(false);
  });
});

describe("any schedule", () => {
  const span = fc
    .tuple(fc.nat(1439), fc.integer({ min: 1, max: 1440 }))
    .map(([from, long]): Span => [from, from + long]);
  const spans = fc.array(span, { maxLength: 3 });
  const hours = fc.array(spans, { minLength: 7, maxLength: 7 });
  const exceptions = fc.uniqueArray(
    fc.record({ date: fc.integer({ min: -2, max: 12 }).map((i) => calendarDay(at(12, 0, i))), spans }),
    {
      selector: ({ date }) => date,
      maxLength: 8,
    },
  );

  /** Every span from two days before to three weeks after, in ms: written out, as a wall calendar would show them. */
  function calendar(week: WeeklyHours, dated: readonly HoursException[]): { from: number; to: number }[] {
    return Array.from({ length: 24 }, (_, i) => i - 2).flatMap((day) => {
      const midnight = at(0, 0, day);
      const own = dated.find(({ date }) => date === calendarDay(midnight));
      const today = own ? own.spans : (week[new Date(midnight + DAY_MS / 2).getUTCDay()] ?? []);
      return today.map(([from, to]) => ({ from: midnight + from * 60_000, to: midnight + to * 60_000 }));
    });
  }

  test("is open exactly inside its spans, and opens next at the first start to come", () => {
    fc.assert(
      fc.property(hours, exceptions, fc.nat(DAY_MS * 2), (week, dated, offset) => {
        const nowMs = at(0) + offset;
        const schedule: Schedule = { hours: week, exceptions: dated };
        const all = calendar(week, dated);
        expect(isOpenAt(schedule, nowMs)).toBe(all.some(({ from, to }) => from <= nowMs && nowMs < to));
        const starts = all.map(({ from }) => from).filter((from) => from > nowMs);
        expect(nextOpeningMs(schedule, nowMs)).toBe(starts.length > 0 ? Math.min(...starts) : undefined);
      }),
      { numRuns: 300 },
    );
  });
});
