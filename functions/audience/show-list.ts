// The lists there are, and how far one has come.
import type { GetList, ListLists } from "@huike/shared/audience-calls";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { Env } from "../platform/env.ts";
import { getItem, queryRange } from "../platform/read.ts";
import { LISTS, type ListItem, listKey } from "./list.items.ts";
import { chunksOf, isWhole, numbersOf } from "./read-lists.ts";

export async function showList(
  _caller: unknown,
  { listId }: RequestOf<typeof GetList>,
  env: Env,
): Promise<Result<ResponseOf<typeof GetList>, ErrorOf<typeof GetList>>> {
  const [chunks, list] = await Promise.all([chunksOf(env, listId), getItem<ListItem>(env.tables, listKey(listId))]);
  const [first] = chunks;
  if (!first) return refused("list_unknown");
  return ok({
    ...{ listId, name: list?.name ?? listId, chunks: first.chunks, stored: chunks.length, isWhole: isWhole(chunks) },
    members: numbersOf(chunks).length,
    bad: chunks.reduce((sum, { bad }) => sum + bad.length, 0),
  });
}

export async function listLists(
  _caller: unknown,
  _request: unknown,
  env: Env,
): Promise<Result<ResponseOf<typeof ListLists>, never>> {
  const items = await queryRange<ListItem & { sk: string }>(env.tables, { pk: LISTS, from: "lst_", to: "lst_~" });
  const lists = items.map(({ sk, name, at }) => ({ listId: sk, name, atMs: at }));
  return ok({ lists: lists.sort((a, b) => b.atMs - a.atMs) });
}
