// Carries a grant on, a block of members at a time, for as long as one call may take.
//
// Nobody gets a second coupon of one grant: the coupon carries the grant's id, a member's places are tried in order,
// and every place found taken is looked at for that id. Places are never freed while the offer can be claimed, so
// of two runs at once the later one always meets what the earlier one put. A block is done again after a crash and
// ends the same; its progress is saved on condition that it still is where this run found it.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type Result, refused } from "@huike/shared/endpoint";
import type { GrantProgress, RunGrant } from "@huike/shared/grant";
import { currentOffer } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { queryRange } from "../platform/read.ts";
import { attributes, type Key, tookEffect } from "../platform/table.ts";
import { type ChunkItem, chunkKey, membersOf, type ProgressItem, progressKey } from "./grant.items.ts";
import { grantBlock, type Stopped } from "./grant-block.ts";

/** Also how many numbers a crash can strand till the night. */
const BLOCK_MEMBERS = 25;
const RUN_MS = 5_000;

type Chunk = { readonly index: number; readonly item: ChunkItem; progress: ProgressItem };

export async function runGrant(
  _: Member,
  { grantId }: RequestOf<typeof RunGrant>,
  env: Env,
): Promise<Result<GrantProgress, ErrorOf<typeof RunGrant>>> {
  const endsAtMs = env.nowMs() + RUN_MS;
  const chunks = await readChunks(env, grantId);
  const [first] = chunks;
  if (!first) return refused("grant_unknown");
  if (chunks.length < first.item.chunks) return refused("grant_incomplete", { limit: first.item.chunks });
  for (const chunk of chunks) {
    while (chunk.progress.done < membersOf(chunk.item).length) {
      if (env.nowMs() >= endsAtMs) return ok(sum(grantId, chunks));
      const stopped = await runBlock(env, grantId, chunk);
      if (stopped) return ok({ ...sum(grantId, chunks), ...(stopped === "overtaken" ? {} : { stopped }) });
    }
  }
  return ok(sum(grantId, chunks));
}

async function readChunks(env: Env, grantId: string): Promise<Chunk[]> {
  const range = { pk: chunkKey(grantId, 0).pk, from: "AT#", to: "CHUNK#~" };
  const rows = await queryRange<Key & (ChunkItem | ProgressItem)>(env.tables, range, { consistent: true });
  const bySk = new Map(rows.map((row) => [row.sk, row]));
  return rows
    .filter((row) => row.sk.startsWith("CHUNK#"))
    .map((row) => {
      const index = Number(row.sk.slice("CHUNK#".length));
      const found = bySk.get(progressKey(grantId, index).sk) as ProgressItem | undefined;
      const { done = 0, given = 0, full = 0, unknown = 0 } = found ?? {};
      return { index, item: row as Key & ChunkItem, progress: { done, given, full, unknown } };
    });
}

async function runBlock(env: Env, grantId: string, chunk: Chunk): Promise<Stopped | "overtaken" | undefined> {
  const offer = await currentOffer(env, chunk.item.ofr);
  if (!offer) throw new Error(`${chunk.item.ofr} of grant ${grantId} is missing`);
  const { done } = chunk.progress;
  const block = membersOf(chunk.item).slice(done, done + BLOCK_MEMBERS);
  const settled = await grantBlock(env, { grantId, offerId: chunk.item.ofr, offer }, block);
  if (typeof settled === "string") return settled;
  const next = {
    done: done + block.length,
    given: chunk.progress.given + settled.given,
    full: chunk.progress.full + settled.full,
    unknown: chunk.progress.unknown + settled.unknown,
  };
  if (!(await save(env, progressKey(grantId, chunk.index), done, next))) return "overtaken";
  chunk.progress = next;
  return undefined;
}

async function save(env: Env, key: Key, seen: number, next: ProgressItem): Promise<boolean> {
  const isFirst = seen === 0;
  return tookEffect(
    env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.app,
        Item: attributes({ ...key, ...next }),
        ConditionExpression: isFirst ? "attribute_not_exists(pk)" : "#done = :seen",
        ...(isFirst
          ? {}
          : {
              ExpressionAttributeNames: { "#done": "done" },
              ExpressionAttributeValues: attributes({ ":seen": seen }),
            }),
      }),
    ),
  );
}

function sum(grantId: string, chunks: readonly Chunk[]): GrantProgress {
  const of = (name: keyof ProgressItem) => chunks.reduce((all, { progress }) => all + progress[name], 0);
  const members = chunks.reduce((all, { item }) => all + membersOf(item).length, 0);
  const isDone = of("done") === members;
  return { grantId, members, given: of("given"), full: of("full"), unknown: of("unknown"), isDone };
}
