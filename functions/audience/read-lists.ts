// Who is on the lists a rule names. A hundred thousand numbers are 400 KB in memory, and found by halving.
import { type AudienceRule, listsOf } from "@huike/shared/audience";
import { type Refused, refused } from "@huike/shared/endpoint";
import type { Env } from "../platform/env.ts";
import { queryRange } from "../platform/read.ts";
import { type ListChunkItem, listPk, unpackNumbers } from "./list.items.ts";

export const chunksOf = (env: Env, listId: string): Promise<ListChunkItem[]> =>
  queryRange<ListChunkItem>(env.tables, { pk: listPk(listId), from: "CHUNK#", to: "CHUNK#~" }, { consistent: true });

export const isWhole = (chunks: readonly ListChunkItem[]): boolean => chunks.length === chunks[0]?.chunks;

/** Of several parts one number may be in two. */
export const numbersOf = (chunks: readonly ListChunkItem[]): Uint32Array =>
  Uint32Array.from(new Set(chunks.flatMap(({ mbrs }) => unpackNumbers(mbrs)))).sort();

export type Listed = (listId: string, memberNo: string) => boolean;
export type ListRefusal = Refused<"list_unknown" | "list_incomplete">;

/** Reads every list of the rule once. */
export async function readLists(env: Env, rule: AudienceRule): Promise<Listed | ListRefusal> {
  const lists = new Map<string, Uint32Array>();
  for (const listId of listsOf(rule)) {
    const chunks = await chunksOf(env, listId);
    if (chunks.length === 0) return refused("list_unknown");
    if (!isWhole(chunks)) return refused("list_incomplete", { limit: chunks[0]?.chunks ?? 0 });
    lists.set(listId, numbersOf(chunks));
  }
  return (listId, memberNo) => has(lists.get(listId), Number(memberNo));
}

function has(sorted: Uint32Array | undefined, wanted: number): boolean {
  let [low, high] = [0, (sorted?.length ?? 0) - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = sorted?.[middle] ?? 0;
    if (found === wanted) return true;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
