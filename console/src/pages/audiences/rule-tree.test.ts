import { type AudienceRule, DEPTH_MAX, RULES_MAX } from "@huike/shared/audience";
import { askable, askedBy, beginnings } from "./questions";
import { isOpen, peel, regroup, rootOf, ruleFault, wrap } from "./rule-tree";

const visits = beginnings.visits;
const deep = (levels: number): AudienceRule => (levels === 1 ? visits : { is: "not", of: deep(levels - 1) });

describe("a rule being written", () => {
  test("is shown as a group and turned round without ever becoming another rule", () => {
    expect(rootOf(visits)).toEqual({ is: "all", of: [visits] });
    expect(rootOf({ is: "any", of: [visits] })).toEqual({ is: "any", of: [visits] });
    const turned: AudienceRule = { is: "not", of: { is: "not", of: { is: "not", of: visits } } };
    expect(peel(turned)).toEqual({ isNot: true, bare: visits });
    expect(wrap(false, visits)).toBe(visits);
    expect(peel(wrap(true, visits))).toEqual({ isNot: true, bare: visits });
  });

  test("whose last question is taken away is everybody, not nobody", () => {
    expect(regroup("any", [])).toEqual({ is: "all", of: [] });
    expect(ruleFault(regroup("any", []))).toBeUndefined();
  });

  test("may be counted when every question is answered, and says what keeps it from it", () => {
    expect(ruleFault({ is: "all", of: [visits, beginnings.holds] })).toBe("open");
    expect(ruleFault({ is: "all", of: [visits, { is: "holds", offerIds: ["ofr_abcd"] }] })).toBeUndefined();
    expect(ruleFault(deep(DEPTH_MAX))).toBeUndefined();
    expect(ruleFault(deep(DEPTH_MAX + 1))).toBe("too_big");
    expect(ruleFault({ is: "all", of: Array.from({ length: RULES_MAX }, () => visits) })).toBe("too_big");
  });

  test("begins with questions that are open only where somebody has to pick", () => {
    const picked = ["holds", "used", "tag", "store", "clerk", "city", "channel", "channel_kind", "in_list"];
    expect(askable.filter((asked) => isOpen(beginnings[asked]))).toEqual(
      askable.filter((asked) => picked.includes(asked)),
    );
    for (const asked of askable) expect(askedBy(beginnings[asked])).toBe(asked);
    expect(askedBy({ is: "visits", days: 7, min: 0, max: 0 })).toBe("visits");
  });
});
