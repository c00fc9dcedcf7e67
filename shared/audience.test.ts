import fc from "fast-check";
import { anyFacts, SOME } from "../functions/testing/any-facts.ts";
import { anyRule, LIST } from "../functions/testing/any-rule.ts";
import {
  type AskedAt,
  AudienceRule,
  DEPTH_MAX,
  depthOf,
  isInAudience,
  listsOf,
  type MemberFacts,
  RULES_MAX,
  rulesIn,
} from "./audience.ts";
import { DAY_MS } from "./day.ts";

/** Monday 5 January 2026, 14:00 in Shanghai: its business day began at 04:00. */
const nowMs = Date.UTC(2026, 0, 5, 6);
const at: AskedAt = { nowMs, isListed: (listId, memberNo) => listId === LIST && Number(memberNo) % 2 === 0 };
const monday = Date.UTC(2026, 0, 5) / DAY_MS;
const nobody: MemberFacts = {
  ...{ memberNo: "123456788", level: 2, points: 350, joinedDay: monday - 10, tags: ["老客"] },
  ...{ visits: [], holds: [], used: [], consents: {} },
};
const isIn = (rule: AudienceRule, facts: Partial<MemberFacts> = {}) => isInAudience(rule, { ...nobody, ...facts }, at);

const lastDays = (n: number) => [monday + 1, ...Array.from({ length: n }, (_, ago) => monday - ago)];
const between = (value: number, { min, max }: { min?: number | undefined; max?: number | undefined }) =>
  !(min !== undefined && value < min) && !(max !== undefined && value > max);
const seen = (facts: MemberFacts, n: number) =>
  lastDays(n).flatMap((day) => facts.visits.filter((visit) => visit.day === day));
const total = (facts: MemberFacts, n: number, field: "sales" | "fen") =>
  seen(facts, n).reduce((sum, visit) => sum + visit[field], 0);

type Naive = { [K in AudienceRule["is"]]: (rule: Extract<AudienceRule, { is: K }>, facts: MemberFacts) => boolean };

/** Day after day, as somebody without the rule's tricks would look it up. */
const answers: Naive = {
  all: ({ of }, facts) => of.filter((one) => !naive(one, facts)).length === 0,
  any: ({ of }, facts) => of.filter((one) => naive(one, facts)).length > 0,
  not: ({ of }, facts) => naive(of, facts) === false,
  tag: ({ tags }, facts) => new Set([...tags, ...facts.tags]).size < tags.length + facts.tags.length,
  level: (rule, { level }) => between(level, rule),
  points: (rule, { points }) => between(points, rule),
  joined: (rule, { joinedDay }) => between(monday - joinedDay, rule),
  birthday: (rule, { birthday }) => {
    const isIt = (day: number) => {
      const date = new Date((monday + day) * DAY_MS);
      return (date.getUTCMonth() + 1) * 100 + date.getUTCDate() === birthday;
    };
    // 2026 is no leap year, nor is 2027: who was born on 29 February has it a day before.
    const away = birthday === 229 ? 54 : Array.from({ length: 366 }, (_, day) => day).find(isIt);
    return away !== undefined && between(away, rule);
  },
  visits: (rule, facts) => between(seen(facts, rule.days).length, rule),
  sales: (rule, facts) => between(total(facts, rule.days, "sales"), rule),
  spent: (rule, facts) => between(total(facts, rule.days, "fen"), rule),
  holds: ({ offerIds }, { holds }) => holds.some((one) => one.untilMs > nowMs && offerIds.includes(one.offerId)),
  used: ({ offerIds, days }, { used }) =>
    used.some(({ offerId, day }) => lastDays(days).includes(day) && offerIds.includes(offerId)),
  channel: ({ scenes }, { scene }) => scenes.some((one) => one === scene),
  channel_kind: ({ kinds }, { channelKind }) => kinds.some((one) => one === channelKind),
  store: ({ storeIds }, { storeId }) => storeIds.some((one) => one === storeId),
  clerk: ({ memberNos }, { clerk }) => memberNos.some((one) => one === clerk),
  city: ({ cities }, { city }) => cities.some((one) => one === city),
  consent: ({ template, min }, { consents }) => Object.entries(consents).some(([t, n]) => t === template && n >= min),
  in_list: (_, { memberNo }) => /[02468]$/.test(memberNo),
};
const naive = (rule: AudienceRule, facts: MemberFacts): boolean => answers[rule.is](rule as never, facts);

describe("a rule", () => {
  test("answers of any member what looking it up day by day answers", () => {
    fc.assert(
      fc.property(anyRule, anyFacts(nowMs), (rule, facts) => {
        expect(isInAudience(rule, facts, at)).toBe(naive(rule, facts));
      }),
      { numRuns: Number(process.env.HUIKE_PROPERTY_RUNS ?? 2_000) },
    );
  });

  test("is taken however and, or and not are laid, and comes back as it was", () => {
    fc.assert(
      fc.property(anyRule, (rule) => {
        const taken = AudienceRule.safeParse(JSON.parse(JSON.stringify(rule)));
        expect(taken.success).toBe(depthOf(rule) <= DEPTH_MAX && rulesIn(rule).length <= RULES_MAX);
        if (taken.success) expect(taken.data).toEqual(rule);
      }),
      { numRuns: 300 },
    );
  });

  test("of nothing is everybody; none of nothing is taken", () => {
    expect(isIn({ is: "all", of: [] })).toBe(true);
    expect(AudienceRule.safeParse({ is: "all", of: [] }).success).toBe(true);
    expect(AudienceRule.safeParse({ is: "any", of: [] }).success).toBe(false);
    expect(isIn({ is: "not", of: { is: "all", of: [] } })).toBe(false);
  });

  test("counts today as one of the days, and the first of them from its 04:00", () => {
    const visited = (day: number) => ({ visits: [{ day, sales: 1, fen: 100 }] });
    const in30: AudienceRule = { is: "visits", days: 30, min: 1 };
    expect(isIn(in30, visited(monday))).toBe(true);
    expect(isIn(in30, visited(monday - 29))).toBe(true);
    expect(isIn(in30, visited(monday - 30))).toBe(false);
    const atFour = { ...at, nowMs: Date.UTC(2026, 0, 4, 20) };
    const today: AudienceRule = { is: "visits", days: 1, min: 1 };
    expect(isInAudience(today, { ...nobody, ...visited(monday) }, atFour)).toBe(true);
    expect(isInAudience(today, { ...nobody, ...visited(monday - 1) }, atFour)).toBe(false);
    const beforeFour = { ...at, nowMs: atFour.nowMs - 1 };
    expect(isInAudience(today, { ...nobody, ...visited(monday - 1) }, beforeFour)).toBe(true);
    expect(isInAudience(today, { ...nobody, ...visited(monday - 2) }, beforeFour)).toBe(false);
  });

  test("counts days since joining by the calendar", () => {
    expect(isIn({ is: "joined", max: 0 }, { joinedDay: monday })).toBe(true);
    expect(isIn({ is: "joined", max: 0 }, { joinedDay: monday - 1 })).toBe(false);
    const midnight = { ...at, nowMs: Date.UTC(2026, 0, 5, 16) };
    expect(isInAudience({ is: "joined", min: 1, max: 1 }, { ...nobody, joinedDay: monday }, midnight)).toBe(true);
  });

  test("tells visits, purchases and money apart, and takes both bounds as inside", () => {
    const visits = [
      { day: monday, sales: 2, fen: 1_000 },
      { day: monday - 3, sales: 3, fen: 500 },
    ];
    for (const [is, value] of [
      ["visits", 2],
      ["sales", 5],
      ["spent", 1_500],
    ] as const) {
      expect(isIn({ is, days: 7, min: value, max: value }, { visits })).toBe(true);
      expect(isIn({ is, days: 7, min: value + 1 }, { visits })).toBe(false);
      expect(isIn({ is, days: 7, max: value - 1 }, { visits })).toBe(false);
    }
    expect(isIn({ is: "sales", days: 3, min: 2, max: 2 }, { visits })).toBe(true);
  });

  test("holds a coupon until the moment it ends", () => {
    const rule: AudienceRule = { is: "holds", offerIds: ["ofr_aaaa"] };
    expect(isIn(rule, { holds: [{ offerId: "ofr_aaaa", untilMs: nowMs + 1 }] })).toBe(true);
    expect(isIn(rule, { holds: [{ offerId: "ofr_aaaa", untilMs: nowMs }] })).toBe(false);
    expect(isIn(rule, { holds: [{ offerId: "ofr_bbbb", untilMs: nowMs + 1 }] })).toBe(false);
  });

  test("asks a list by its id and the member's number, a consent by its count", () => {
    expect(isIn({ is: "in_list", listId: LIST })).toBe(true);
    expect(isIn({ is: "in_list", listId: LIST }, { memberNo: "123456789" })).toBe(false);
    expect(isIn({ is: "in_list", listId: "lst_bbbb" })).toBe(false);
    const [template] = SOME.templates;
    expect(isIn({ is: "consent", template, min: 2 }, { consents: { [template]: 2 } })).toBe(true);
    expect(isIn({ is: "consent", template, min: 3 }, { consents: { [template]: 2 } })).toBe(false);
    expect(isIn({ is: "consent", template, min: 1 })).toBe(false);
  });

  test("names its lists once each, wherever they are asked", () => {
    const list = (listId: string): AudienceRule => ({ is: "in_list", listId });
    const rule: AudienceRule = {
      is: "any",
      of: [list("lst_aaaa"), { is: "not", of: list("lst_bbbb") }, list("lst_aaaa")],
    };
    expect(listsOf(rule)).toEqual(["lst_aaaa", "lst_bbbb"]);
    expect(listsOf({ is: "all", of: [] })).toEqual([]);
  });

  test("is refused where it is too deep, too large, empty of bounds, with bounds turned round or with keys nobody knows", () => {
    let deep: AudienceRule = { is: "level", min: 1 };
    const isTaken = (rule: unknown) => AudienceRule.safeParse(rule).success;
    for (let i = 1; i < DEPTH_MAX; i++) deep = { is: "not", of: deep };
    expect(isTaken(deep)).toBe(true);
    expect(isTaken({ is: "not", of: deep })).toBe(false);
    const many = (n: number) => ({ is: "any", of: Array.from({ length: n }, () => ({ is: "level", min: 1 })) });
    expect(isTaken(many(RULES_MAX - 1))).toBe(true);
    expect(isTaken({ is: "all", of: [many(20), many(20)] })).toBe(false);
    expect(isTaken({ is: "points" })).toBe(false);
    expect(isTaken({ is: "points", min: 5, max: 4 })).toBe(false);
    expect(isTaken({ is: "points", min: 5, max: 5 })).toBe(true);
    expect(isTaken({ is: "points", min: 5, why: "x" })).toBe(false);
    expect(isTaken({ is: "visits", days: 401, min: 1 })).toBe(false);
    expect(isTaken({ is: "tag", tags: [] })).toBe(false);
    expect(isTaken({ is: "tag", tags: ["a,b"] })).toBe(false);
    expect(isTaken({ is: "sql", text: "1=1" })).toBe(false);
  });
});
