import { DAY_MS } from "@huike/shared/day";
import { nextNightMs, nightsMissed } from "./last-night";

const at = (text: string) => Date.parse(`${text}:00+08:00`);

describe("how old the last night's word is", () => {
  const night = at("2026-01-05T04:31");

  test("it is the newest until the next night should be over", () => {
    expect(nightsMissed(night, at("2026-01-05T07:30"))).toBe(0);
    expect(nightsMissed(night, at("2026-01-05T23:59"))).toBe(0);
    expect(nightsMissed(night, at("2026-01-06T06:59"))).toBe(0);
    expect(nightsMissed(night, at("2026-01-06T07:01"))).toBe(1);
  });

  test("each night after that is one that is missing", () => {
    expect(nightsMissed(night, at("2026-01-09T12:00"))).toBe(4);
  });

  test("the next one begins at half past four", () => {
    expect(nextNightMs(at("2026-01-05T04:10"))).toBe(at("2026-01-05T04:30"));
    expect(nextNightMs(at("2026-01-05T12:00"))).toBe(at("2026-01-06T04:30"));
    expect(nextNightMs(at("2026-01-05T12:00")) - DAY_MS).toBe(at("2026-01-05T04:30"));
    expect(nextNightMs(at("2026-01-05T01:00"))).toBe(at("2026-01-05T04:30"));
  });
});
