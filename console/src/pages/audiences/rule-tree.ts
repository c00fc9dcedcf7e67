// A rule as it is being written: groups in groups, each question perhaps turned round by a "not". What is written may not
// be whole yet: a list nobody has picked from, a span without an end. Whether it may be asked is the contract's to say.
import { AudienceRule, DEPTH_MAX, depthOf, NestedRule, RULES_MAX, rulesIn } from "@huike/shared/audience";

export type Group = Extract<AudienceRule, { is: "all" | "any" }>;
export type Question = Exclude<AudienceRule, { is: "all" | "any" | "not" }>;
export type Bare = Group | Question;

export const isGroup = (rule: AudienceRule): rule is Group => rule.is === "all" || rule.is === "any";

/** A rule and whether it is turned round; turned round twice it is itself. */
export function peel(rule: AudienceRule): { readonly isNot: boolean; readonly bare: Bare } {
  if (rule.is !== "not") return { isNot: false, bare: rule };
  const { isNot, bare } = peel(rule.of);
  return { isNot: !isNot, bare };
}

export const wrap = (isNot: boolean, bare: Bare): AudienceRule => (isNot ? { is: "not", of: bare } : bare);

/** The whole rule as the editor shows it: a group, be it of one. */
export const rootOf = (rule: AudienceRule): Group => (isGroup(rule) ? rule : { is: "all", of: [rule] });

/** "Any" of nothing would be nobody, which nobody means: it is everybody, as long as nothing is said. */
export const regroup = (is: Group["is"], of: readonly AudienceRule[]): Group =>
  of.length === 0 ? { is: "all", of: [] } : { is, of: [...of] };

export const withoutAt = <T>(list: readonly T[], i: number): T[] => list.filter((_, at) => at !== i);
export const replacedAt = <T>(list: readonly T[], i: number, value: T): T[] =>
  list.map((one, at) => (at === i ? value : one));

/** What keeps it from being counted or kept: something left open, or more than a rule may hold. */
export type RuleFault = "open" | "too_big";

export function ruleFault(rule: AudienceRule): RuleFault | undefined {
  if (depthOf(rule) > DEPTH_MAX || rulesIn(rule).length > RULES_MAX) return "too_big";
  return AudienceRule.safeParse(rule).success ? undefined : "open";
}

export const isOpen = (question: Question): boolean => !NestedRule.safeParse(question).success;
