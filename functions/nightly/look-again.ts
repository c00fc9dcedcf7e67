// The second look, and the one after mending: everything anew, with consistent reads.
import type { Finding } from "@huike/shared/reconciliation";
import { eachOf } from "../platform/each-of.ts";
import type { Env } from "../platform/env.ts";
import { getItems } from "../platform/read.ts";
import type { Key } from "../platform/table.ts";
import { type FoundRow, rowFaults, strayRows } from "../projection/row-faults.ts";
import type { Source } from "../projection/rows-of.ts";
import { readable, rowFinding } from "./look-at-sources.ts";
import { memberOf, visitAgain } from "./visit-member.ts";

const consistent = { consistent: true };

/** Two looks have seen the same if they say the same. */
export const asText = ({ what, of, item, expected, found }: Finding): string =>
  JSON.stringify([what, of, item, expected, found]);

export const isOfNumbers = ({ what }: Finding): boolean => what === "number_twice" || what === "numbers_differ";
const isStray = ({ what }: Finding): boolean => what === "row_without_source";
const isOfSource = ({ what, source }: Finding): boolean =>
  what === "row_missing" || what === "row_differs" || (what === "check_failed" && source !== undefined);
const isOfMember = (finding: Finding): boolean => !isOfNumbers(finding) && !isStray(finding) && !isOfSource(finding);

export type Again = {
  /** What is still seen, as `asText`. */
  readonly seen: ReadonlySet<string>;
  readonly ended: number;
  readonly reviewed: number;
};

export async function lookAgain(env: Env, findings: readonly Finding[], asOfMs: number): Promise<Again> {
  const members = new Set(findings.filter(isOfMember).map(({ of }) => of));
  const visits = await eachOf([...members], (pk) => visitAgain(env, memberOf(pk), asOfMs));
  const others = [
    ...(await sourcesAgain(env, findings.filter(isOfSource))),
    ...(await straysAgain(env, findings.filter(isStray))),
  ];
  return {
    seen: new Set([...visits.flatMap((visit) => visit.findings), ...others].map(asText)),
    ended: visits.reduce((sum, { ended }) => sum + ended, 0),
    reviewed: visits.filter(({ isReviewed }) => isReviewed).length,
  };
}

/** The keys in a finding's `source`. */
export function sourceKey({ source = "" }: Finding): Key {
  const [pk = "", sk = ""] = source.split(" ");
  return { pk, sk };
}

async function sourcesAgain(env: Env, findings: readonly Finding[]): Promise<Finding[]> {
  const keys = new Map(findings.map((finding) => [finding.source, sourceKey(finding)]));
  const items = await getItems<Source & { ev?: number }>(env.tables, [...keys.values()], consistent);
  const { sources, broken } = readable(items.filter(({ ev }) => ev));
  return [...broken, ...(await rowFaults(env, sources, consistent)).map(rowFinding)];
}

async function straysAgain(env: Env, findings: readonly Finding[]): Promise<Finding[]> {
  const keys = findings.map(({ of, item = "" }): Key => ({ pk: of, sk: item }));
  const rows = await getItems<FoundRow>(env.tables, keys, { ...consistent, table: "views" });
  return (await strayRows(env, rows, consistent)).map(rowFinding);
}
