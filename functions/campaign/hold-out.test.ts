import { isHeldOut } from "./hold-out.ts";

const MEMBERS = 100_000;
const numbers = Array.from({ length: MEMBERS }, (_, i) => String(100_000_000 + i * 7));
const heldOf = (campaignId: string, permille: number): boolean[] =>
  numbers.map((memberNo) => isHeldOut(campaignId, memberNo, permille));
const count = (held: readonly boolean[]): number => held.filter(Boolean).length;
/** How far chance strays five times in a million, for so many of MEMBERS. */
const strays = (share: number): number => 4.5 * Math.sqrt(MEMBERS * share * (1 - share));

describe("who is held out", () => {
  test.each([0, 10, 100, 250, 500, 1000])("is %d in a thousand, evenly", (permille) => {
    const share = permille / 1000;
    expect(Math.abs(count(heldOf("cmp_abcdefgh", permille)) - MEMBERS * share)).toBeLessThanOrEqual(strays(share));
  });

  test("is spread evenly over member numbers, whatever their last digit or their neighbours", () => {
    const held = heldOf("cmp_abcdefgh", 100);
    for (let digit = 0; digit < 10; digit++) {
      const mine = held.filter((_, i) => numbers[i]?.endsWith(String(digit)));
      expect(Math.abs(count(mine) - mine.length * 0.1)).toBeLessThanOrEqual(4.5 * Math.sqrt(mine.length * 0.09));
    }
    const runs = held.filter((isHeld, i) => isHeld && held[i + 1]).length;
    expect(Math.abs(runs - MEMBERS * 0.01)).toBeLessThanOrEqual(strays(0.01));
  });

  test("of one campaign says nothing of another's", () => {
    for (const other of ["cmp_abcdefgj", "cmp_zbcdefgh", "cmp_0000"]) {
      const [a, b] = [heldOf("cmp_abcdefgh", 100), heldOf(other, 100)];
      const both = a.filter((isHeld, i) => isHeld && b[i]).length;
      expect(Math.abs(both - MEMBERS * 0.01)).toBeLessThanOrEqual(strays(0.01));
    }
  });

  test("a larger fraction holds out the smaller one's people too", () => {
    const [few, more] = [heldOf("cmp_abcdefgh", 50), heldOf("cmp_abcdefgh", 100)];
    expect(few.every((isHeld, i) => !isHeld || more[i])).toBe(true);
  });
});
