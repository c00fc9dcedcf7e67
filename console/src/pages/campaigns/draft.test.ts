import { CampaignPlan } from "@huike/shared/campaign-plan";
import { DAY_MS } from "@huike/shared/day";
import fc from "fast-check";
import {
  type Draft,
  draftOf,
  type Fault,
  faultsOf,
  isForOne,
  marketingIn,
  newDraft,
  planOf,
  type Templates,
} from "./draft";

const nowMs = Date.UTC(2026, 0, 5);
const templates: Templates = {
  expiring: { templateId: "tmpl_0123456789abcdefghij", title: "到期提醒", fields: ["thing1", "date2"] },
};
const written = (change: Partial<Draft> = {}): Draft => ({
  ...newDraft("cmp_abcd1234abcd1234", nowMs),
  ...{ name: "冬日热饮", offerId: "ofr_abcd1234", why: "召回" },
  ...change,
});
const message: Partial<Draft> = {
  ...{ path: "subscribe", kind: "news", template: "expiring" },
  fields: { thing1: "您有一张券将到期", date2: "2026年1月8日" },
};

const kind = fc.constantFrom("product" as const, "promotion" as const, "news" as const);
const content = fc.oneof(
  fc.record({ path: fc.constant("wallet" as const), kind, offerId: fc.constant("ofr_abcd1234") }),
  fc.constant({ path: "service" as const, kind: "news" as const, text: "您问的门店\n今天恢复营业" }),
  fc.record({ path: fc.constant("mass" as const), kind, text: fc.constant("全场 8 折\n只到周日") }),
  fc.record({ path: fc.constant("notice" as const), kind, title: fc.constant("上新了"), text: fc.constant("来看看") }),
  fc.constant({
    ...{ path: "subscribe" as const, kind: "news" as const, template: "expiring" as const },
    fields: [
      { key: "thing1", value: "您有一张券将到期" },
      { key: "date2", value: "2026年1月8日" },
    ],
  }),
);
const time = fc.oneof(
  fc.constant({ when: "now" as const }),
  fc.record({ when: fc.constant("at" as const), atMs: fc.integer({ min: nowMs + 1, max: nowMs + DAY_MS }) }),
  fc.record({
    when: fc.constant("every" as const),
    weekdays: fc.constantFrom([5], [0, 6]),
    minute: fc.integer({ min: 0, max: 1439 }),
    untilMs: fc.integer({ min: nowMs + 1, max: nowMs + DAY_MS }),
  }),
  fc.record({
    when: fc.constant("trigger" as const),
    trigger: fc.constantFrom(
      { on: "joined" as const },
      { on: "redeemed" as const },
      { on: "level_up" as const },
      { on: "unseen" as const, days: 45, minute: 600 },
      { on: "expiring" as const, days: 2, minute: 1200 },
      { on: "birthday" as const, days: 0, minute: 540 },
    ),
    untilMs: fc.integer({ min: nowMs + 1, max: nowMs + DAY_MS }),
  }),
);
const audience = fc.constantFrom<CampaignPlan["audience"]>(
  { is: "all", of: [] },
  { is: "not", of: { is: "visits", days: 30, min: 1 } },
);
const plan = fc.record({
  ...{ name: fc.constantFrom("冬日热饮", "老客"), audience, content, time },
  holdOutPermille: fc.integer({ min: 0, max: 500 }),
});

describe("a campaign as it is written", () => {
  test("is the plan it was read from, whatever it holds", () => {
    fc.assert(
      fc.property(plan, (given) => {
        const read = CampaignPlan.parse(given);
        const draft = draftOf("cmp_abcd1234abcd1234", read);
        expect(planOf(draft, templates)).toEqual(read);
        expect(faultsOf({ ...draft, why: "改" }, templates, nowMs)).toEqual(isForOne(draft) ? ["many"] : []);
      }),
    );
  });

  test("is ready when nothing is wrong", () => {
    expect(faultsOf(written(), templates, nowMs)).toEqual([]);
    expect(faultsOf(written(message), templates, nowMs)).toEqual([]);
    // The one that rings the phone and may sell.
    expect(faultsOf(written({ path: "mass", kind: "promotion", letter: "全场 8 折" }), templates, nowMs)).toEqual([]);
  });

  test.each<[string, Partial<Draft>, Fault[]]>([
    ["without a name", { name: " " }, ["name"]],
    ["without its offer", { offerId: "" }, ["offer"]],
    ["that sells in a chat", { path: "service", kind: "news", letter: "限时抢购" }, ["marketing"]],
    ["by mass without its letter", { path: "mass" }, ["text"]],
    ["by mass with a letter too long", { path: "mass", letter: "字".repeat(601) }, ["text"]],
    ["by mass on one person's occasion", { path: "mass", letter: "上新", when: "trigger", on: "joined" }, ["many"]],
    ["without its letter", { path: "service", kind: "news" }, ["text"]],
    ["without its line", { path: "notice", text: "有新品" }, ["title"]],
    ["with a line too long", { path: "notice", title: "字".repeat(21), text: "字".repeat(101) }, ["title", "text"]],
    ["that sells by a service message", { ...message, kind: "promotion" }, ["kind"]],
    ["with a template nobody has set up", { ...message, template: "restock" }, ["template"]],
    ["with a field too long", { ...message, fields: { thing1: "字".repeat(21), date2: "2026-01-08" } }, ["fields"]],
    ["with a word that sells", { ...message, fields: { thing1: "限时 特 价", date2: "2026-01-08" } }, ["marketing"]],
    ["whose time is over", { when: "at", atMs: nowMs }, ["past"]],
    ["on no day of the week", { when: "every", weekdays: [] }, ["weekdays"]],
    ["that ends before it begins", { when: "every", untilMs: nowMs }, ["until"]],
    ["whose occasions are over", { when: "trigger", untilMs: nowMs }, ["until"]],
    ["that waits longer than is known", { when: "trigger", on: "unseen", unseenDays: 1000 }, ["trigger"]],
    ["that holds out most", { holdOutPercent: 60 }, ["holdOut"]],
    ["for a rule that asks nothing of itself", { audience: { is: "any", of: [] } }, ["audience"]],
    ["without a reason", { why: "" }, ["why"]],
  ])("says what is wrong with one %s", (_, change, faults) => {
    expect(faultsOf(written(change), templates, nowMs)).toEqual(faults);
  });

  test("names the rule and the word at the field that breaks it, and on no other way", () => {
    expect(marketingIn(written(message), "满100减20")).toEqual({ rule: "subscribe_rule", word: "满100减" });
    expect(marketingIn(written(message), "您的券明天到期")).toBeUndefined();
    expect(marketingIn(written({ path: "notice" }), "满100减20")).toBeUndefined();
  });
});
