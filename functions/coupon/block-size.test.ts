import { blockSize } from "./block-size.ts";

describe("numbers taken at once", () => {
  const last = (rest: number, atMs = 0) => ({ atMs, rest, count: 1 });

  test("are one while it is quiet", () => {
    expect(blockSize(undefined, 0)).toBe(1);
    expect(blockSize(last(1_000_000), 2_000)).toBe(1);
    expect(blockSize(last(1_000_000, 5_000), 7_500)).toBe(1);
  });

  test("are a 512th of what is left when the last take was less than two seconds ago, fifty at most, one at least", () => {
    expect(
      [0, 511, 1_023, 1_024, 10_240, 25_600, 26_112, 1_000_000].map((rest) => blockSize(last(rest), 1_999)),
    ).toEqual([1, 1, 1, 2, 20, 50, 50, 50]);
    expect(blockSize(last(10_240, 100_000), 100_001)).toBe(20);
  });
});
