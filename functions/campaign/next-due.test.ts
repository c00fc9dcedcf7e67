import { shortTime } from "@huike/shared/day";
import { dueAgainMs, nextDueMs } from "./next-due.ts";

/** Monday 5 January 2026, 14:00 in Shanghai. */
const mondayMs = Date.UTC(2026, 0, 5, 6);
const every = (weekdays: number[], minute: number, untilMs = mondayMs + 30 * 86_400_000) =>
  ({ when: "every", weekdays, minute, untilMs }) as const;

describe("when a campaign is due", () => {
  test("now is now, and once", () => {
    expect(nextDueMs({ when: "now" }, mondayMs)).toBe(mondayMs);
    expect(dueAgainMs({ when: "now" }, mondayMs)).toBeUndefined();
  });

  test("a time is that time, while it is to come", () => {
    expect(nextDueMs({ when: "at", atMs: mondayMs + 1 }, mondayMs)).toBe(mondayMs + 1);
    expect(nextDueMs({ when: "at", atMs: mondayMs }, mondayMs)).toBeUndefined();
  });

  test.each([
    [[1], 15 * 60, "01-05 15:00"],
    [[1], 14 * 60, "01-12 14:00"],
    [[2, 4], 10 * 60, "01-06 10:00"],
    [[0], 0, "01-11 00:00"],
  ])("on weekdays %j at minute %d: %s", (weekdays, minute, due) => {
    expect(shortTime(nextDueMs(every(weekdays, minute), mondayMs) ?? 0)).toBe(due);
  });

  test("ends with its last day", () => {
    expect(dueAgainMs(every([1], 600, mondayMs + 86_400_000), mondayMs)).toBeUndefined();
    expect(shortTime(dueAgainMs(every([1], 600), mondayMs) ?? 0)).toBe("01-12 10:00");
  });
});
