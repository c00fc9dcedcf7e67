import type { CounterCoupon } from "@huike/shared/counter";
import { aCoupon, aFace } from "../../../../testing/people";
import {
  confirmLabel,
  keyOfCoupon,
  offeredChoices,
  plainLabel,
  preselect,
  readAmount,
  savesText,
  toggled,
} from "./choose-coupon";

const counter = (n: number, over: Partial<CounterCoupon> = {}): CounterCoupon => ({
  coupon: aCoupon({ n }),
  face: aFace(),
  ...over,
});
const here = [counter(1), counter(2), counter(3), counter(4), counter(5)];
const cash = counter(1, {
  coupon: aCoupon({ offerId: "ofr_cash1234" }),
  face: aFace({ offerId: "ofr_cash1234", benefit: { kind: "cash", valueFen: 1_500 }, combines: ["threshold"] }),
});
/** 满 100 减 20 and 15 元代金, which name each other. */
const pair = [counter(1, { face: aFace({ combines: ["cash"] }) }), cash];
const elsewhere = counter(9, { notUsable: "store_not_covered" });

describe("the ticket the confirm screen has ready", () => {
  test("is the best that can be used here", () => {
    expect(preselect([elsewhere, ...here], undefined, {}).coupons).toEqual([here[0]]);
  });

  test("is the one the member chose, if it can be used, and nothing beside it", () => {
    expect(preselect(here, { offerId: "ofr_abcd1234", n: 3 }, {})).toEqual({ coupons: [here[2]], why: "named" });
    expect(preselect([...here, elsewhere], { offerId: "ofr_abcd1234", n: 9 }, {}).coupons).toEqual([here[0]]);
    expect(preselect(pair, { offerId: "ofr_cash1234", n: 1 }, {}).coupons).toEqual([cash]);
  });

  test("is none when none can be used", () => {
    expect(preselect([elsewhere], undefined, {}).coupons).toEqual([]);
    expect(preselect([], undefined, {}).coupons).toEqual([]);
  });

  test("is the combination that saves most of the amount typed, and says why", () => {
    expect(preselect(pair, undefined, { amountFen: 12_000 })).toEqual({ coupons: pair, why: "saves_most" });
    expect(preselect(pair, undefined, { amountFen: 5_000 })).toEqual({ coupons: [cash], why: "saves_most" });
    expect(preselect([pair[0] ?? cash], undefined, { amountFen: 12_000 })).toEqual({ coupons: [pair[0]] });
  });

  test("of equals is the one that ends first", () => {
    const late = counter(1, { coupon: aCoupon({ n: 1, expiresAtMs: 2e12 }) });
    const soon = counter(2, { coupon: aCoupon({ n: 2, expiresAtMs: 1.9e12 }) });
    expect(preselect([late, soon], undefined, {})).toEqual({ coupons: [soon], why: "ends_soon" });
  });

  test("is there by eye too where what it saves cannot be known", () => {
    const percent = counter(1, { face: aFace({ benefit: { kind: "discount", payPercent: 85 } }) });
    expect(preselect([percent], undefined, {})).toEqual({ coupons: [percent] });
    expect(preselect([percent, cash], undefined, { amountFen: 20_000 }).coupons).toEqual([percent]);
    expect(preselect([percent, cash], undefined, { amountFen: 5_000 }).coupons).toEqual([cash]);
  });

  test("stands among three others at most, however far down it was", () => {
    expect(offeredChoices(here, here.slice(0, 1), {}).map(keyOfCoupon)).toHaveLength(4);
    expect(offeredChoices(here, here.slice(4), {})).toEqual([here[4], here[0], here[1], here[2]]);
    expect(offeredChoices([elsewhere], [], {})).toEqual([]);
    expect(offeredChoices([...here, cash], [cash], { amountFen: 5_000 })[0]).toBe(cash);
  });
});

describe("at the member's own price", () => {
  const nine = { amountFen: 10_000, memberPayPercent: 90 };
  const proud = counter(1, { face: aFace({ benefit: { kind: "cash", valueFen: 800 }, onMemberPrice: false }) });

  test("a ticket comes on top, and the button says what is to be paid", () => {
    expect(preselect(here.slice(0, 1), undefined, nine)).toEqual({ coupons: here.slice(0, 1) });
    expect(confirmLabel([counter(1)], nine)).toBe("已满¥100，核销 −¥20，收 ¥70");
    expect(confirmLabel(pair, nine)).toBe("核销 2 张 −¥35，收 ¥55");
    expect(savesText(counter(1), nine)).toBe("这单省 ¥20");
    expect(plainLabel(nine)).toBe("只记消费，收 ¥90");
    expect(plainLabel({ amountFen: 10_000 })).toBe("只记消费");
  });

  test("a ticket that takes its place is ready only where it saves more", () => {
    expect(preselect([proud], undefined, nine)).toEqual({ coupons: [], why: "member_price" });
    expect(preselect([proud], undefined, { ...nine, amountFen: 5_000 }).coupons).toEqual([proud]);
    expect(savesText(proud, nine)).toBe("这单省 ¥8，不与会员价同享");
  });

  test("one by eye, and one whose saving cannot be known, are ready as ever", () => {
    expect(preselect([proud], undefined, { memberPayPercent: 90 }).coupons).toEqual([proud]);
    const nth = counter(1, { face: aFace({ benefit: { kind: "nth_item", nth: 2, payPercent: 50 } }) });
    expect(preselect([nth], undefined, nine).coupons).toEqual([nth]);
  });
});

describe("a tap on a ticket", () => {
  test("takes it in and out, and one that stands alone takes the others' place", () => {
    const [threshold = cash, alone = cash] = [pair[0], here[0]];
    expect(toggled([threshold], cash)).toEqual([threshold, cash]);
    expect(toggled([threshold, cash], threshold)).toEqual([cash]);
    expect(toggled([threshold, cash], alone)).toEqual([alone]);
    expect(toggled([alone], cash)).toEqual([cash]);
    expect(toggled([cash], cash)).toEqual([]);
  });
});

describe("the words", () => {
  test("of the button: the condition and what is saved", () => {
    expect(confirmLabel([counter(1)], {})).toBe("已满¥100，核销 −¥20");
    expect(confirmLabel([counter(1)], { amountFen: 12_000 })).toBe("已满¥100，核销 −¥20");
    expect(confirmLabel([counter(1, { face: aFace({ benefit: { kind: "cash", valueFen: 1_050 } }) })], {})).toBe(
      "核销 −¥10.50",
    );
  });

  test("of the button for several: how many, what is saved, what is to be paid", () => {
    expect(confirmLabel(pair, { amountFen: 10_000 })).toBe("核销 2 张 −¥35，收 ¥65");
    expect(confirmLabel(pair, {})).toBe("已满¥100，核销 2 张 −¥35");
    expect(confirmLabel([cash], { amountFen: 1_000 })).toBe("核销 −¥10");
  });

  test("below a ticket: what it takes off this sale, or what is missing", () => {
    const nth = counter(1, { face: aFace({ benefit: { kind: "nth_item", nth: 2, payPercent: 50 } }) });
    expect(savesText(counter(1), {})).toBeUndefined();
    expect(savesText(counter(1), { amountFen: 12_000 })).toBe("这单省 ¥20");
    expect(savesText(counter(1), { amountFen: 8_800 })).toBe("还差 ¥12");
    expect(savesText(nth, { amountFen: 6_000 })).toBe("填了单件价格才知道省多少");
    expect(savesText(nth, { amountFen: 6_000, itemFen: 3_000 })).toBe("这单省 ¥15");
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
