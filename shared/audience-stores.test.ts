import fc from "fast-check";
import { anyFacts } from "../functions/testing/any-facts.ts";
import { anyRule } from "../functions/testing/any-rule.ts";
import { type AudienceRule, isInAudience } from "./audience.ts";
import { storesOf } from "./audience-stores.ts";

const [A, B, C] = ["sto_a", "sto_b", "sto_c"];
const of = (...storeIds: string[]): AudienceRule => ({ is: "store", storeIds });
/** Monday 5 January 2026, 14:00 in Shanghai. */
const NOW_MS = Date.UTC(2026, 0, 5, 6);
const old: AudienceRule = { is: "tag", tags: ["老客"] };

test("a rule keeps to the shops it names, as far as its words go", () => {
  expect(storesOf(of(A, B, A))).toEqual([A, B]);
  expect(storesOf(old)).toBeUndefined();
  expect(storesOf({ is: "all", of: [] })).toBeUndefined();
  expect(storesOf({ is: "all", of: [old, of(A, B), of(B, C)] })).toEqual([B]);
  expect(storesOf({ is: "all", of: [of(A), of(B)] })).toEqual([]);
  expect(storesOf({ is: "any", of: [of(A), { is: "all", of: [old, of(B)] }] })).toEqual([A, B]);
  expect(storesOf({ is: "any", of: [of(A), old] })).toBeUndefined();
  // Everybody but these: members of any other shop.
  expect(storesOf({ is: "not", of: of(A) })).toBeUndefined();
});

test("whoever is in the audience belongs to one of its shops", () => {
  let kept = 0;
  fc.assert(
    fc.property(anyRule, anyFacts(NOW_MS), (rule, facts) => {
      const stores = storesOf(rule);
      if (stores === undefined || !isInAudience(rule, facts, { nowMs: NOW_MS, isListed: () => true })) return;
      kept += 1;
      expect(stores).toContain(facts.storeId);
    }),
    { numRuns: 3_000, seed: 146 },
  );
  expect(kept).toBeGreaterThan(20);
});
