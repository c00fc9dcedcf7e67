import { fieldFault, fieldMax, fitThing } from "./subscribe-field.ts";

describe("a field of a subscribe message", () => {
  test.each([
    ["thing1", "春茶上新，满50减10"],
    ["thing1", "茶".repeat(20)],
    ["thing12", "🍵".repeat(20)],
    ["number1", "9".repeat(32)],
    ["number1", "-0.5"],
    ["letter1", "Huike"],
    ["symbol1", "+-*/!"],
    ["character_string1", "HK-2026/01.05#7"],
    ["time1", "09:05"],
    ["time1", "2026年1月5日 14:00:30"],
    ["time1", "2026-01-05 14:00~2026-01-05 18:00"],
    ["date1", "2026年1月5日"],
    ["date1", "2026年1月5日~2026年2月28日"],
    ["date1", "2028-02-29"],
    ["amount1", "￥8888888888.88元"],
    ["amount1", "12"],
    ["phone_number1", "+86-021-62345678"],
    ["car_number1", "沪A12345挂"],
    ["name1", "古丽·阿依"],
    ["name1", "Li Xiaoyu"],
    ["phrase1", "已到账"],
    ["const1", "预约成功"],
    ["enum3", "处理中"],
  ])("%s takes %s", (key, value) => {
    expect(fieldFault(key, value)).toBeUndefined();
  });

  test.each([
    ["thing1", "", "empty"],
    ["thing1", "  ", "empty"],
    ["const1", "", "empty"],
    ["thing1", "茶".repeat(21), "too_long"],
    ["thing1", "🍵".repeat(21), "too_long"],
    ["thing1", "一行\r\n又一行", "not_allowed"],
    ["number1", "1".repeat(33), "too_long"],
    ["number1", "1e5", "not_allowed"],
    ["number1", "1.", "not_allowed"],
    ["letter1", "Huike1", "not_allowed"],
    ["symbol1", "!!!!!!", "too_long"],
    ["symbol1", "a!", "not_allowed"],
    ["character_string1", "桌7", "not_allowed"],
    ["time1", "24:00", "not_allowed"],
    ["time1", "2026年1月5日", "not_allowed"],
    ["time1", "10:00~", "not_allowed"],
    ["time1", "10:00~11:00~12:00", "not_allowed"],
    ["date1", "15:00", "not_allowed"],
    ["date1", "2026年2月29日", "not_allowed"],
    ["date1", "2026-01/05", "not_allowed"],
    ["date1", "2026-13-05", "not_allowed"],
    ["amount1", "12345678901", "not_allowed"],
    ["amount1", "5元起", "not_allowed"],
    ["phone_number1", "1".repeat(18), "too_long"],
    ["phone_number1", "见名片", "not_allowed"],
    ["car_number1", "沪A1234567", "too_long"],
    ["name1", "小".repeat(11), "too_long"],
    ["name1", "x".repeat(21), "too_long"],
    ["name1", "会员7号", "not_allowed"],
    ["phrase1", "正在为您配送", "too_long"],
    ["phrase1", "已到账!", "not_allowed"],
    ["thing", "没有编号", "unknown_field"],
    ["constructor1", "陌生的种类", "unknown_field"],
  ])("%s refuses %j: %s", (key, value, fault) => {
    expect(fieldFault(key, value)).toBe(fault);
  });
});

describe("text made to fit a thing", () => {
  test("stays as it is when it fits", () => {
    expect(fitThing("春茶上新，满50减10")).toBe("春茶上新，满50减10");
    expect(fitThing("🍵".repeat(20))).toBe("🍵".repeat(20));
  });

  test("is put on one line and cut by code points, and then taken", () => {
    const fitted = fitThing(` 春茶\n\t上新 ${"🍵".repeat(30)}`);
    expect(fitted).toBe(`春茶 上新 ${"🍵".repeat(13)}…`);
    expect([...fitted]).toHaveLength(20);
    expect(fieldFault("thing1", fitted)).toBeUndefined();
  });

  test("leaves no blank before the mark of a cut", () => {
    expect(fitThing(`${"茶".repeat(18)} 又一句`)).toBe(`${"茶".repeat(18)}…`);
  });
});

describe("the bound of a field", () => {
  test("is that of its kind, and none where WeChat sets none", () => {
    expect(fieldMax("thing1", "")).toBe(20);
    expect([fieldMax("name1", "Li Xiaoyu"), fieldMax("name1", "古丽")]).toEqual([20, 10]);
    expect([fieldMax("const1", "预约成功"), fieldMax("nothing1", "")]).toEqual([undefined, undefined]);
  });
});
