// Rules as fast-check makes them up, of the same few names the members of any-facts.ts bear.
import type { AudienceRule } from "@huike/shared/audience";
import { ChannelKind } from "@huike/shared/channel";
import fc from "fast-check";
import { SOME } from "./any-facts.ts";

export const LIST = "lst_aaaa";

const some = (values: readonly string[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: values.length });
const days = fc.integer({ min: 1, max: 400 });

/** At least one bound, the lower first. */
const range = (most: number, least = 0) =>
  fc
    .tuple(fc.integer({ min: least, max: most }), fc.integer({ min: least, max: most }), fc.constantFrom(1, 2, 3))
    .map(([a, b, which]) => ({
      ...(which & 1 ? { min: Math.min(a, b) } : {}),
      ...(which & 2 ? { max: Math.max(a, b) } : {}),
    }));

const leaf: fc.Arbitrary<AudienceRule> = fc.oneof(
  some(SOME.tags).map((tags) => ({ is: "tag" as const, tags })),
  range(9, 1).map((bounds) => ({ is: "level" as const, ...bounds })),
  range(100_000, -5_000).map((bounds) => ({ is: "points" as const, ...bounds })),
  range(4_000).map((bounds) => ({ is: "joined" as const, ...bounds })),
  range(366).map((bounds) => ({ is: "birthday" as const, ...bounds })),
  fc.tuple(days, range(20)).map(([n, bounds]) => ({ is: "visits" as const, days: n, ...bounds })),
  fc.tuple(days, range(200)).map(([n, bounds]) => ({ is: "sales" as const, days: n, ...bounds })),
  fc.tuple(days, range(1_000_000_000)).map(([n, bounds]) => ({ is: "spent" as const, days: n, ...bounds })),
  some(SOME.offers).map((offerIds) => ({ is: "holds" as const, offerIds })),
  fc.tuple(some(SOME.offers), days).map(([offerIds, n]) => ({ is: "used" as const, offerIds, days: n })),
  some(SOME.scenes).map((scenes) => ({ is: "channel" as const, scenes })),
  fc
    .uniqueArray(fc.constantFrom(...ChannelKind.options), { minLength: 1 })
    .map((kinds) => ({ is: "channel_kind" as const, kinds })),
  some(SOME.stores).map((storeIds) => ({ is: "store" as const, storeIds })),
  some(SOME.clerks).map((memberNos) => ({ is: "clerk" as const, memberNos })),
  some(SOME.cities).map((cities) => ({ is: "city" as const, cities })),
  fc
    .tuple(fc.constantFrom(...SOME.templates), fc.integer({ min: 1, max: 99 }))
    .map(([template, min]) => ({ is: "consent" as const, template, min })),
  fc.constant({ is: "in_list" as const, listId: LIST }),
);

/** Rules that are taken: no deeper and no larger than a rule may be. */
export const anyRule: fc.Arbitrary<AudienceRule> = fc.letrec<{ rule: AudienceRule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.array(tie("rule"), { maxLength: 3 }).map((of) => ({ is: "all" as const, of })),
    fc.array(tie("rule"), { minLength: 1, maxLength: 3 }).map((of) => ({ is: "any" as const, of })),
    tie("rule").map((of) => ({ is: "not" as const, of })),
  ),
})).rule;
