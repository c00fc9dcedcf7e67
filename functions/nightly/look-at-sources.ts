// The first look at a page of the app table: the members whose cards lie on it are visited, the coupons' numbers are
// counted, every source is held against the rows it stands for, and what rules may ask of those members and what is
// credited to runs is kept right.
import type { Finding } from "@huike/shared/reconciliation";
import { keepFacts } from "../audience/keep-facts.ts";
import { keepCredits } from "../campaign/keep-credits.ts";
import { cardKey } from "../member/card.items.ts";
import type { NumbersItem } from "../offer/offer.items.ts";
import { eachOf } from "../platform/each-of.ts";
import type { Env } from "../platform/env.ts";
import { logFailure } from "../platform/log.ts";
import { getItem } from "../platform/read.ts";
import { type RowFault, rowFaults } from "../projection/row-faults.ts";
import { rowsOf, type Source } from "../projection/rows-of.ts";
import { countNumber, isNumbered, type Numbered, numbersOf, placeOf } from "./count-numbers.ts";
import { memberOf, type Visit, visitMember } from "./visit-member.ts";
import type { Counts } from "./walk.items.ts";

export type Looked = {
  readonly visits: readonly Visit[];
  readonly suspects: readonly Finding[];
  /** Certain at once. */
  readonly findings: readonly Finding[];
};

/** Which items of the app table it wants: sources of rows, and all that has a number. */
export const SOURCES = {
  expression: "attribute_exists(ev) OR attribute_exists(k)",
};

export async function lookAtSources(
  env: Env,
  items: readonly (Source & { readonly ev?: number })[],
  { counts, began }: { readonly counts: Counts; readonly began: number },
): Promise<Looked> {
  const cards = items.filter(({ sk }) => sk === cardKey("").sk);
  const visited = await eachOf(cards, async ({ pk }) => {
    const memberNo = memberOf(pk);
    const { items: read, ...visit } = await visitMember(env, memberNo, began);
    return { memberNo, visit, read };
  });
  const members = visited.flatMap(({ memberNo, read }) => (read ? [{ memberNo, items: read }] : []));
  await keepFacts(env, members);
  await keepCredits(env, members);
  const visits = visited.map(({ visit }) => visit);
  const { sources, broken } = readable(items.filter(({ ev, sk }) => ev && sk !== "STO"));
  const faults = await rowFaults(env, sources, { consistent: false });
  return {
    visits,
    suspects: [...visits.flatMap((visit) => visit.findings), ...broken, ...faults.map(rowFinding)],
    findings: await unknownNumbers(env, items, counts),
  };
}

export const sourceText = ({ pk, sk }: Source): string => `${pk} ${sk}`;

export const rowFinding = ({ what, row, source, ...levels }: RowFault): Finding => ({
  ...{ what, of: row.pk, item: row.sk },
  ...(source ? { source: sourceText(source) } : {}),
  ...levels,
});

/** A source nothing can be made of keeps no other from being looked at. */
export function readable(items: readonly Source[]): { sources: Source[]; broken: Finding[] } {
  const broken: Finding[] = [];
  const sources = items.filter((source) => {
    try {
      return rowsOf(source).length > 0;
    } catch (cause) {
      logFailure("nightly", cause);
      broken.push({ what: "check_failed", of: source.pk, item: source.sk, source: sourceText(source) });
      return false;
    }
  });
  return { sources, broken };
}

/** Counts every number. One above what was known is looked up: stocks grow while the walk goes on, coupons come after. */
async function unknownNumbers(env: Env, items: readonly Source[], counts: Counts): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const item of items.filter(isNumbered) as Numbered[]) {
    for (const { name, k } of numbersOf(item)) {
      const count = counts[name];
      if (!count || countNumber(count, item, k)) continue;
      const { of, item: sk = "" } = placeOf(name);
      const stock = await getItem<NumbersItem>(env.tables, { pk: of, sk }, { consistent: true });
      count.nxt = Math.max(count.nxt, stock?.nxt ?? 0);
      if (k >= count.nxt) {
        findings.push({ what: "number_unknown", of: item.pk, item: item.sk, expected: count.nxt - 1, found: k });
      }
    }
  }
  return findings;
}
