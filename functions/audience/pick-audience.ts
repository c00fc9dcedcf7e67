// Of a few members, who a rule is for, from their rows of facts.
import { type AudienceRule, isInAudience } from "@huike/shared/audience";
import type { Env } from "../platform/env.ts";
import { getItems } from "../platform/read.ts";
import { type FactsRow, factsKey, unpackFacts } from "./facts.items.ts";
import { readLists } from "./read-lists.ts";

/** Of those who have no row nothing is said: they are no members, or became one a moment ago. */
export async function pickAudience(
  env: Env,
  rule: AudienceRule,
  memberNos: readonly string[],
): Promise<ReadonlyMap<string, "in" | "out">> {
  if (memberNos.length === 0) return new Map();
  const isListed = await readLists(env, rule);
  if (typeof isListed !== "function") throw new Error(`a rule was kept that names a list: ${isListed.error}`);
  const rows = await getItems<FactsRow>(env.tables, memberNos.map(factsKey), { table: "views", consistent: true });
  const at = { nowMs: env.nowMs(), isListed };
  return new Map(rows.map(({ sk, f }) => [sk, isInAudience(rule, unpackFacts(sk, f), at) ? "in" : "out"]));
}
