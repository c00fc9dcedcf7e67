import fc from "fast-check";
import { anyRule } from "../functions/testing/any-rule.ts";
import type { AudienceRule } from "./audience.ts";
import { sentenceOf } from "./audience-sentence.ts";

const names: Readonly<Record<string, string>> = { ofr_aaaa: "满减券", sto_aaaa: "人民路店" };
const nameOf = (id: string) => names[id] ?? id;

describe("a rule in words", () => {
  const cases: readonly [AudienceRule, string, string][] = [
    [{ is: "all", of: [] }, "全部会员", "All members"],
    [{ is: "tag", tags: ["老客", "vip"] }, "有标签「老客」或「vip」", 'Tagged "老客" or "vip"'],
    [{ is: "level", min: 2 }, "等级至少 2", "Level at least 2"],
    [{ is: "level", min: 2, max: 2 }, "等级 2", "Level 2"],
    [{ is: "points", max: 500 }, "积分不超过 500", "Points at most 500"],
    [{ is: "joined", min: 0, max: 30 }, "入会 0–30 天", "Joined 0 to 30 days ago"],
    [{ is: "visits", days: 30, min: 2 }, "近 30 天到店至少 2 天", "Came on at least 2 days in the last 30 days"],
    [{ is: "visits", days: 30, max: 0 }, "已 30 天未到店", "No visit for 30 days"],
    [{ is: "sales", days: 7, min: 1, max: 3 }, "近 7 天消费 1–3 笔", "Bought 1 to 3 times in the last 7 days"],
    [{ is: "spent", days: 90, min: 10_050 }, "近 90 天消费至少 ¥100.50", "Paid at least ¥100.50 in the last 90 days"],
    [{ is: "holds", offerIds: ["ofr_aaaa"] }, "持有未用的「满减券」", 'Holds "满减券"'],
    [{ is: "used", offerIds: ["ofr_bbbb"], days: 9 }, "近 9 天用过「ofr_bbbb」", 'Used "ofr_bbbb" in the last 9 days'],
    [{ is: "channel_kind", kinds: ["poster", "wifi"] }, "来自「海报」或「Wi-Fi」", "Won by a poster or wifi"],
    [{ is: "store", storeIds: ["sto_aaaa"] }, "归属门店「人民路店」", 'Belongs to "人民路店"'],
    [{ is: "in_list", listId: "lst_aaaa" }, "在名单「lst_aaaa」里", 'On the list "lst_aaaa"'],
    [{ is: "not", of: { is: "tag", tags: ["vip"] } }, "不是：有标签「vip」", 'Not: tagged "vip"'],
  ];
  test.each(cases)("%j", (rule, zh, en) => {
    expect(sentenceOf(rule, nameOf)).toEqual({ zh, en });
  });

  test("keeps what belongs together in brackets", () => {
    const level: AudienceRule = { is: "level", min: 2 };
    const away: AudienceRule = { is: "visits", days: 30, max: 0 };
    const tagged: AudienceRule = { is: "tag", tags: ["vip"] };
    expect(sentenceOf({ is: "all", of: [{ is: "any", of: [level, tagged] }, away] }).zh).toBe(
      "（等级至少 2，或有标签「vip」），且已 30 天未到店",
    );
    expect(sentenceOf({ is: "not", of: { is: "all", of: [level, away] } }).en).toBe(
      "Not: (level at least 2 and no visit for 30 days)",
    );
    expect(sentenceOf({ is: "all", of: [{ is: "all", of: [] }, level] }).zh).toBe("全部会员，且等级至少 2");
    expect(sentenceOf({ is: "any", of: [level] })).toEqual(sentenceOf(level));
  });

  test("names every bound and every name there is", () => {
    fc.assert(
      fc.property(anyRule, (rule) => {
        const { zh, en } = sentenceOf(rule);
        expect(zh).not.toContain("undefined");
        expect(en).not.toMatch(/undefined|NaN/);
        const said = JSON.stringify(rule).match(/(ofr|sto|lst)_\w+/g) ?? [];
        for (const id of said) expect([zh, en].every((text) => text.includes(id))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
