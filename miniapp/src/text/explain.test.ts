import { sentences } from "@huike/shared/sentences";
import { explain, keptContentLine } from "./explain";

/** 2026-11-21 14:02 in Shanghai. */
const atMs = Date.UTC(2026, 10, 21, 6, 2);
const laterMs = atMs + 3_600_000;
const used = { atMs, storeName: "人民路店", clerkNo: "03", redemptionTail: "7k2m" };

describe("the sentence of a refusal", () => {
  test("says when, where, by whom and under which number a coupon was used", () => {
    expect(explain("coupon_redeemed", used, laterMs)).toBe("今天 14:02 在人民路店由 03 号核销，单号 …7k2m");
    expect(explain("coupon_redeemed", used, laterMs + 86_400_000)).toBe(
      "11-21 14:02 在人民路店由 03 号核销，单号 …7k2m",
    );
  });

  test("tells a clerk that it was they who just did it", () => {
    expect(explain("coupon_redeemed", { ...used, isOwn: true }, laterMs)).toContain("你刚刚已核销，不用再扫");
  });

  test.each([
    ["store_not_covered", { storeName: "解放路店" }, "这张券限解放路店使用"],
    ["amount_too_low", { minFen: 10_000 }, "满 ¥100 才能用这张券"],
    ["limit_reached", { limit: 2 }, "每人限 2 张，你已经领到上限了"],
    ["offer_not_open", { atMs }, "11-21 14:02 开始领取，到时再来"],
  ] as const)("completes %s", (error, detail, sentence) => {
    expect(explain(error, detail, laterMs)).toBe(sentence);
  });

  test("falls back to the table's own sentence when the facts are missing", () => {
    expect(explain("coupon_redeemed", undefined, laterMs)).toBe(sentences.coupon_redeemed.zh);
    expect(explain("store_not_covered", {}, laterMs)).toBe(sentences.store_not_covered.zh);
  });

  test("kept content says from when it is", () => {
    expect(keptContentLine(atMs, laterMs)).toBe("没有网络，显示的是 14:02 的内容");
  });
});
