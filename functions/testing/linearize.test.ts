import { type Call, linearize } from "./linearize.ts";

describe("an order of calls on one cell", () => {
  const wrote = (began: number, ended: number, value: number): Call<number> => ({ began, ended, after: () => value });
  const read = (began: number, ended: number, value: number): Call<number> => ({
    ...{ began, ended },
    after: (cell) => (cell === value ? cell : undefined),
  });
  const isInOrder = (...calls: Call<number>[]) => linearize(0, calls, String) !== undefined;

  test("is found where calls overlap either way", () => {
    expect(isInOrder(wrote(0, 3, 1), read(1, 2, 0))).toBe(true);
    expect(isInOrder(wrote(0, 3, 1), read(1, 2, 1))).toBe(true);
    expect(isInOrder(wrote(0, 5, 1), read(1, 2, 1), read(3, 4, 1))).toBe(true);
  });

  test("is missed where a later call saw what an earlier one had changed", () => {
    expect(isInOrder(wrote(0, 1, 1), read(2, 3, 0))).toBe(false);
    expect(isInOrder(wrote(0, 5, 1), read(1, 2, 1), read(3, 4, 0))).toBe(false);
    expect(isInOrder(wrote(0, 1, 1), wrote(2, 3, 2), read(4, 5, 1))).toBe(false);
  });

  test("lets a call nobody heard of take effect late, or never", () => {
    const lost = wrote(0, Number.POSITIVE_INFINITY, 1);
    expect(isInOrder(lost, read(1, 2, 0), read(3, 4, 1))).toBe(true);
    expect(isInOrder(lost, read(1, 2, 0))).toBe(true);
    expect(isInOrder(lost, read(1, 2, 1), read(3, 4, 0))).toBe(false);
  });

  test("is told", () => {
    const [write, before] = [wrote(0, 3, 1), read(1, 2, 0)];
    expect(linearize(0, [write, before], String)).toEqual([before, write]);
  });
});
