import fc from "fast-check";
import { type CampaignKind, marketingWord, PushPath, ringsThePhone, textFault } from "./push-text.ts";

describe("what may be written by which way", () => {
  test.each([
    "全场满100减20",
    "满 100 减 20",
    "新品 8.8 折",
    "第二件半价",
    "限　时",
    "特·价",
    "ＳＡＬＥ today",
    "20% off everything",
    "免费领一杯",
    "买一送一",
    "点此领券",
    "立即购买",
  ])("finds the marketing in 「%s」", (text) => {
    expect(marketingWord(text)).toBeDefined();
  });

  test.each([
    "您的优惠券将于明天到期",
    "门店地址变更通知",
    "积分变动提醒",
    "Your booking is tomorrow",
    "会员等级已更新",
  ])("takes 「%s」 for what a member should know", (text) => {
    expect(marketingWord(text)).toBeUndefined();
  });

  test("refuses it on service ways only, with the rule named", () => {
    expect(textFault("subscribe", "news", ["门店通知", "全场特价"])).toEqual({ rule: "subscribe_rule", word: "特价" });
    expect(textFault("service", "news", ["限时"])).toEqual({ rule: "service_rule", word: "限时" });
    expect(textFault("wallet", "promotion", ["全场特价"])).toBeUndefined();
    expect(textFault("notice", "product", ["新品上市"])).toBeUndefined();
    expect(textFault("mass", "promotion", ["限时"])).toBeUndefined();
  });

  test("refuses whatever sells by its kind, however it is worded", () => {
    const selling = fc.constantFrom<CampaignKind>("product", "promotion");
    const path = fc.constantFrom<PushPath>("subscribe", "service");
    fc.assert(
      fc.property(path, selling, fc.array(fc.string()), (by, kind, texts) => {
        expect(textFault(by, kind, texts)?.word).toBe(kind);
      }),
    );
  });

  test("a word of marketing is found wherever it stands and however it is stretched", () => {
    const gap = fc.constantFrom("", " ", "·", "　", "-", "\u200b");
    const word = fc.constantFrom("特价", "秒杀", "限时", "抽奖", "红包", "领券", "立减");
    const plain = fc.constantFrom("", "门店通知", "您好，", "please read ");
    fc.assert(
      fc.property(plain, word, gap, plain, (before, sold, between, after) => {
        expect(marketingWord(`${before}${[...sold].join(between)}${after}`)).toBeDefined();
      }),
    );
  });

  test("three ways ring the phone", () => {
    expect(PushPath.options.filter(ringsThePhone)).toEqual(["subscribe", "service", "mass"]);
  });
});
