// The shops a rule keeps to, told from its words alone: whoever is in the audience belongs to one of them.
import type { AudienceRule } from "./audience.ts";

/** Undefined where members of any shop, or of none, may be in it; none where nobody can be. */
export function storesOf(rule: AudienceRule): readonly string[] | undefined {
  if (rule.is === "store") return [...new Set(rule.storeIds)];
  if (rule.is === "all") {
    return rule.of
      .map(storesOf)
      .reduce((both, some) => (both && some ? both.filter((one) => some.includes(one)) : (both ?? some)), undefined);
  }
  if (rule.is !== "any") return undefined;
  const each = rule.of.map(storesOf);
  const known = each.filter((some) => some !== undefined);
  return known.length === each.length ? [...new Set(known.flat())] : undefined;
}
