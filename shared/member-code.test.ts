import {
  type CodeSecrets,
  couponCode,
  memberCode,
  STEP_MS,
  spacedCode,
  stepAt,
  timeCode,
  weekAt,
} from "./member-code.ts";
import { readScan } from "./scan.ts";

describe("the time code", () => {
  // RFC 6238, appendix B, the SHA-256 column: a 32-byte seed, eight digits.
  const seed = new TextEncoder().encode("12345678901234567890123456789012");
  test.each([
    [59, "46119246"],
    [1111111109, "68084774"],
    [1111111111, "67062674"],
    [1234567890, "91819424"],
    [2000000000, "90698825"],
  ])("at %i seconds is the RFC's", (seconds, digits) => {
    expect(timeCode(seed, Math.floor(seconds / 30))).toBe(digits);
  });
});

describe("the member code", () => {
  const monday = Date.UTC(2026, 0, 5);
  const secrets: CodeSecrets = {
    memberNo: "123456789",
    weeks: [weekAt(monday), weekAt(monday) + 1].map((week) => ({
      week,
      secretHex: week.toString(16).padStart(64, "0"),
    })),
  };

  test("is 18 digits, starts with 9, and changes every 30 seconds", () => {
    const start = stepAt(monday) * STEP_MS;
    const codes = [0, 29_999, 30_000].map((ms) => memberCode(secrets, start + ms));
    expect(codes[0]).toMatch(/^9123456789\d{8}$/);
    expect(codes[1]).toBe(codes[0]);
    expect(codes[2]).not.toBe(codes[0]);
  });

  test("goes on over the end of the week without a signal, and stops when the secrets end", () => {
    const nextWeek = (weekAt(monday) + 1) * 7 * 86_400_000;
    expect(memberCode(secrets, nextWeek - 1)).toBeDefined();
    expect(memberCode(secrets, nextWeek)).toBeDefined();
    expect(memberCode(secrets, nextWeek + 7 * 86_400_000)).toBeUndefined();
  });

  test("is read back with and without a coupon, in groups and as it is", () => {
    const code = memberCode(secrets, monday) ?? "";
    expect(readScan(spacedCode(code))).toEqual({ is: "member", code, memberNo: "123456789", timeCode: code.slice(10) });
    const qr = couponCode(code, "ofr_7k2m9qd3", 2);
    expect(qr).toMatch(/^[0-9A-Z:]+$/); // QR alphanumeric mode
    expect(readScan(qr)).toMatchObject({ is: "member", code, coupon: { offerId: "ofr_7k2m9qd3", n: 2 } });
  });
});

describe("a scan", () => {
  test.each([
    ["100000000000000000", "payment"],
    ["159999999999999999", "payment"],
    ["2512345678901234", "payment"],
    ["301234567890123456789012", "payment"],
    ["160000000000000000", "unknown"],
    ["HKT:sto_7k2m9qd3", "table_card"],
    ["HKT:sto_ilou", "unknown"],
    ["9123456789012345678", "unknown"],
    ["912345678901234567:ILOU:1", "unknown"],
    ["https://example.com/9", "unknown"],
    ["", "unknown"],
  ])("of %p is %s", (text, is) => {
    expect(readScan(text).is).toBe(is);
  });
});
