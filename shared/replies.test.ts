import { type Match, matcherOf, type ReplyRule, shadowedRules, USUAL_REPLIES } from "./replies.ts";

const rule = (name: string, match: Match, words: string[]): ReplyRule => ({
  ...{ ruleId: "rpl_0000", name, match, words, reply: { text: name } },
});
const withRules = (...rules: ReplyRule[]) => ({ ...USUAL_REPLIES, rules });

test("width, capitals and blanks make no difference to a word", () => {
  const ruleFor = matcherOf(withRules(rule("网", "exact", ["Wi Fi", "wifi"]), rule("码", "contains", ["密码"])));
  expect(ruleFor("ＷＩＦＩ ")?.name).toBe("网");
  expect(ruleFor("  wi   fi")?.name).toBe("网");
  expect(ruleFor("wifi 密码")?.name).toBe("码");
  expect(ruleFor("wifi呢")).toBeUndefined();
});

test("a rule that an earlier one leaves nothing to is found, and one with a word of its own is not", () => {
  const car = rule("车", "contains", ["车"]);
  const park = rule("停车", "contains", ["停车", "泊车"]);
  const both = rule("停车和停船", "contains", ["停车", "停船"]);
  const exact = rule("停车", "exact", ["停车"]);
  expect(shadowedRules(withRules(car, park, both, exact)).map(({ rule: { name }, by }) => [name, by.name])).toEqual([
    ["停车", "车"],
    ["停车", "车"],
  ]);
  // A word alone takes nothing of what has it somewhere inside.
  expect(shadowedRules(withRules(exact, park))).toEqual([]);
  expect(shadowedRules(withRules(rule("空", "exact", [])))).toEqual([]);
});
