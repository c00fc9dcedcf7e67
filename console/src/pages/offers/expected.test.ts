import { daysLeft, expectedOf } from "./expected";

const night = { asOfMs: 0, held: 100, used: 60, ended: 40, voided: 5, savedFen: 120_000 };

describe("what is expected of an offer", () => {
  test("is what the told ones did, for those that are out", () => {
    expect(expectedOf(night, 50)).toEqual({ percent: 60, fen: 150 * 0.6 * 2_000 });
  });

  test("is nothing where too few are told, or none was used", () => {
    expect(expectedOf({ ...night, used: 20, ended: 9 }, 0)).toBeUndefined();
    expect(expectedOf({ ...night, used: 0, ended: 90 }, 0)).toBeUndefined();
  });

  test("is sold out in as many days as the rest lasts at the last days' pace", () => {
    expect(daysLeft(100, 70, 7)).toBe(10);
    expect(daysLeft(101, 70, 7)).toBe(11);
    expect([daysLeft(100, 0, 7), daysLeft(0, 70, 7), daysLeft(5_000, 7, 7)]).toEqual([undefined, undefined, undefined]);
  });
});
