// What the rules of what is held may ask of members: from their rows of facts, half a read unit each, and from the list of
// staff. Asked when a day is counted, of those who bought on it and of those in doubt, never when a board is looked at.

import type { MemberFacts } from "@huike/shared/audience";
import type { Known } from "@huike/shared/held";
import { type FactsRow, factsKey, unpackFacts } from "../audience/facts.items.ts";
import { eachOf } from "../platform/each-of.ts";
import type { Env } from "../platform/env.ts";
import { getItems } from "../platform/read.ts";
import { staffRows } from "../staff/staff-list.ts";

const BATCH = 100;

export type FactsOf = ReadonlyMap<string, MemberFacts>;

/** Of those who have a row. */
export async function readFacts(env: Env, memberNos: readonly string[]): Promise<FactsOf> {
  const keys = [...new Set(memberNos)].map(factsKey);
  const batches = Array.from({ length: Math.ceil(keys.length / BATCH) }, (_, i) =>
    keys.slice(i * BATCH, (i + 1) * BATCH),
  );
  const rows = (await eachOf(batches, (batch) => getItems<FactsRow>(env.tables, batch, { table: "views" }))).flat();
  return new Map(rows.map(({ sk, f }) => [sk, unpackFacts(sk, f)]));
}

export async function knownBy(env: Env, facts: FactsOf): Promise<Known> {
  const staff = new Set((await staffRows(env)).map(({ sk }) => sk));
  return {
    nowMs: env.nowMs(),
    isStaff: (memberNo) => staff.has(memberNo),
    wonBy: (memberNo) => facts.get(memberNo)?.clerk,
    boughtOn: (memberNo) => (facts.get(memberNo)?.visits ?? []).filter(({ fen }) => fen > 0).map(({ day }) => day),
  };
}
