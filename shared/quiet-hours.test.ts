import fc from "fast-check";
import { clockTime } from "./day.ts";
import { endOfSendingMs, isQuietAt, nextLoudMs, USUAL_QUIET } from "./quiet-hours.ts";

/** Monday 5 January 2026 in Shanghai. */
const at = (hour: number, minute = 0): number => Date.UTC(2026, 0, 5, hour - 8, minute);

describe("quiet hours", () => {
  test.each([
    [20, 59, false],
    [21, 0, true],
    [23, 59, true],
    [24, 0, true],
    [32, 59, true],
    [33, 0, false],
  ])("at %d:%d it is quiet: %s", (hour, minute, quiet) => {
    expect(isQuietAt(USUAL_QUIET, at(hour, minute))).toBe(quiet);
  });

  test("end at nine, the same day or the next", () => {
    expect(nextLoudMs(USUAL_QUIET, at(22))).toBe(at(33));
    expect(nextLoudMs(USUAL_QUIET, at(3))).toBe(at(9));
    expect(nextLoudMs(USUAL_QUIET, at(12))).toBe(at(12));
  });

  test("the same minute twice is never quiet, and hours within a day are quiet within it", () => {
    expect(isQuietAt({ fromMinute: 0, toMinute: 0 }, at(0))).toBe(false);
    expect(isQuietAt({ fromMinute: 720, toMinute: 780 }, at(12, 30))).toBe(true);
    expect(isQuietAt({ fromMinute: 720, toMinute: 780 }, at(13))).toBe(false);
    expect(endOfSendingMs({ fromMinute: 0, toMinute: 0 }, at(3), 10, 1)).toBe(at(3) + 10_000);
  });

  test("what does not fit before nine in the evening goes on at nine in the morning", () => {
    expect(endOfSendingMs(USUAL_QUIET, at(20), 3_600, 1)).toBe(at(21));
    expect(clockTime(endOfSendingMs(USUAL_QUIET, at(20), 7_200, 1))).toBe("10:00");
    expect(endOfSendingMs(USUAL_QUIET, at(22), 0, 1)).toBe(at(33));
  });

  test("a phone may ring at the answer, and at no earlier minute", () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(minute, minute, fc.integer({ min: 0, max: 2880 }), (fromMinute, toMinute, now) => {
        const quiet = { fromMinute, toMinute };
        const nowMs = at(0) + now * 60_000;
        const loudMs = nextLoudMs(quiet, nowMs);
        expect(isQuietAt(quiet, loudMs)).toBe(false);
        for (let ms = nowMs; ms < loudMs; ms += 60_000) expect(isQuietAt(quiet, ms)).toBe(true);
      }),
    );
  });
});
