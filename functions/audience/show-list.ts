// How far a list has come.
import type { GetList } from "@huike/shared/audience-calls";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { Env } from "../platform/env.ts";
import { chunksOf, isWhole, numbersOf } from "./read-lists.ts";

export async function showList(
  _caller: unknown,
  { listId }: RequestOf<typeof GetList>,
  env: Env,
): Promise<Result<ResponseOf<typeof GetList>, ErrorOf<typeof GetList>>> {
  const chunks = await chunksOf(env, listId);
  const [first] = chunks;
  if (!first) return refused("list_unknown");
  return ok({
    ...{ listId, chunks: first.chunks, stored: chunks.length, isWhole: isWhole(chunks) },
    members: numbersOf(chunks).length,
    bad: chunks.reduce((sum, { bad }) => sum + bad.length, 0),
  });
}
