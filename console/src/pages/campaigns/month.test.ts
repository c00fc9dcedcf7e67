import { calendarDay } from "@huike/shared/day";
import { daysOfMonth, massInMonth, monthOf, nextMonth } from "./month";

const shanghai = (text: string): number => Date.parse(`${text}+08:00`);

describe("a month of the calendar", () => {
  test("is whole weeks from Monday, in Shanghai wherever the browser stands", () => {
    const days = daysOfMonth("2026-11");
    expect(days).toHaveLength(42);
    expect([days[0], days[6], days.at(-1)]).toEqual(["2026-10-26", "2026-11-01", "2026-12-06"]);
    expect(daysOfMonth("2027-02")).toHaveLength(28);
    // Half past midnight on the first is still the day before in London.
    expect(monthOf(shanghai("2026-12-01T00:30:00"))).toBe("2026-12");
  });

  test("is followed by the next one, also over the year", () => {
    expect([nextMonth("2026-12", 1), nextMonth("2026-01", -1), nextMonth("2026-05", 1)]).toEqual([
      "2027-01",
      "2025-12",
      "2026-06",
    ]);
  });

  test("counts the mass messages of its days in Beijing, and none that was cancelled", () => {
    const dueAtMs = shanghai("2026-12-01T00:30:00");
    const mass = { path: "mass", state: "scheduled", dueAtMs };
    const others = [
      { ...mass, path: "wallet" },
      { ...mass, state: "cancelled" },
      { ...mass, dueAtMs: dueAtMs - 3_600_000 },
    ];
    expect(massInMonth([mass, { ...mass, state: "done" }, ...others], "2026-12")).toBe(2);
    expect(massInMonth(others, "2026-11")).toBe(1);
  });

  test("names its days as the rest of the console does", () => {
    expect(daysOfMonth("2026-11")).toContain(calendarDay(shanghai("2026-11-30T23:59:00")));
  });
});
