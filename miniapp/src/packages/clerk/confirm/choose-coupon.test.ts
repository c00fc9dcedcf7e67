import type { CounterCoupon } from "@huike/shared/counter";
import { aCoupon, aFace } from "../../../../testing/people";
import { confirmLabel, keyOfCoupon, offeredChoices, preselect, readAmount } from "./choose-coupon";

const counter = (n: number, over: Partial<CounterCoupon> = {}): CounterCoupon => ({
  coupon: aCoupon({ n }),
  face: aFace(),
  ...over,
});
const here = [counter(1), counter(2), counter(3), counter(4), counter(5)];
const elsewhere = counter(9, { notUsable: "store_not_covered" });

describe("the ticket the confirm screen has ready", () => {
  test("is the server's best that can be used here", () => {
    expect(preselect([elsewhere, ...here], undefined)).toBe(here[0]);
  });

  test("is the one the member chose, if it can be used", () => {
    expect(preselect(here, { offerId: "ofr_abcd1234", n: 3 })).toBe(here[2]);
    expect(preselect([...here, elsewhere], { offerId: "ofr_abcd1234", n: 9 })).toBe(here[0]);
  });

  test("is none when none can be used", () => {
    expect(preselect([elsewhere], undefined)).toBeUndefined();
    expect(preselect([], undefined)).toBeUndefined();
  });

  test("stands among three others at most, however far down it was", () => {
    expect(offeredChoices(here, here[0]).map(keyOfCoupon)).toHaveLength(4);
    expect(offeredChoices(here, here[4])).toEqual([here[4], here[0], here[1], here[2]]);
    expect(offeredChoices([elsewhere], undefined)).toEqual([]);
  });

  test("has its condition in the button", () => {
    expect(confirmLabel(counter(1))).toBe("已满¥100，核销 −¥20");
    expect(confirmLabel(counter(1, { face: aFace({ benefit: { kind: "cash", valueFen: 1_050 } }) }))).toBe(
      "核销 −¥10.50",
    );
  });
});

describe("the typed amount", () => {
  test.each([
    ["", { is: "none" }],
    ["  ", { is: "none" }],
    ["128", { is: "fen", amountFen: 12_800 }],
    ["128.5", { is: "fen", amountFen: 12_850 }],
    ["100.29", { is: "fen", amountFen: 10_029 }],
    ["88", { is: "wrong", sentence: "还差 ¥12，满 ¥100 才能用这张券" }],
    ["1.234", { is: "wrong", sentence: "金额只能是数字，最多两位小数" }],
    ["abc", { is: "wrong", sentence: "金额只能是数字，最多两位小数" }],
    ["-1", { is: "wrong", sentence: "金额只能是数字，最多两位小数" }],
    ["9999999", { is: "wrong", sentence: "金额太大，请检查一下" }],
  ])("%j is %j", (text, amount) => {
    expect(readAmount(text, 10_000)).toEqual(amount);
  });
});
