import { DAY_MS } from "./day.ts";
import { Birthday, daysToBirthday, MemberName } from "./profile.ts";

/** Noon in Shanghai. */
const noon = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day, 4);

describe("a birthday", () => {
  test.each([101, 229, 1231, 430, 512])("may be %i", (value) => {
    expect(Birthday.safeParse(value).success).toBe(true);
  });
  test.each([0, 100, 132, 230, 431, 1300, 1232, 12, 512.5, -512, "512"])("is never %p", (value) => {
    expect(Birthday.safeParse(value).success).toBe(false);
  });

  test("is as many days away as somebody who tears off the calendar counts", () => {
    const days = Array.from({ length: 4 * 366 }, (_, i) => new Date(Date.UTC(2026, 0, 1) + i * DAY_MS));
    for (const birthday of [101, 228, 301, 512, 1231]) {
      for (let i = 0; i < days.length - 400; i += 13) {
        const at = days[i] as Date;
        const isIt = (day: Date) => (day.getUTCMonth() + 1) * 100 + day.getUTCDate() === birthday;
        const expected = days.slice(i).findIndex(isIt);
        expect(daysToBirthday(birthday, noon(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()))).toBe(
          expected,
        );
      }
    }
  });

  test("of 29 February is on the 28th where there is none", () => {
    expect(daysToBirthday(229, noon(2026, 2, 27))).toBe(1);
    expect(daysToBirthday(229, noon(2026, 2, 28))).toBe(0);
    expect(daysToBirthday(229, noon(2026, 3, 1))).toBe(364);
    expect(daysToBirthday(229, noon(2028, 2, 28))).toBe(1);
    expect(daysToBirthday(229, noon(2028, 2, 29))).toBe(0);
    expect(daysToBirthday(229, noon(2027, 3, 1))).toBe(365);
  });

  test("begins at midnight in Shanghai", () => {
    const midnight = Date.UTC(2026, 4, 11, 16);
    expect(daysToBirthday(512, midnight - 1)).toBe(1);
    expect(daysToBirthday(512, midnight)).toBe(0);
    expect(daysToBirthday(512, midnight + DAY_MS - 1)).toBe(0);
    expect(daysToBirthday(512, midnight + DAY_MS)).toBe(364);
  });
});

describe("a name", () => {
  test.each(["王小明", "Anna-Lena O’Neill", "阿依古丽·买买提", "👩‍🚀", "〇", "三"])("may be %s", (name) => {
    expect(MemberName.safeParse(name).success).toBe(true);
  });
  test.each(["", "   ", "\u200b", "two\nlines", "a\u0000b", "一".repeat(21)])("is never %j", (name) => {
    expect(MemberName.safeParse(name).success).toBe(false);
  });
});
