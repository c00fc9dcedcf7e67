// Delivers a frozen run: many hands take members from leased chunks without a break between chunks, so that there are
// always as many requests at WeChat as may be. A hand that fails leaves its members waiting; whoever holds the chunk
// next meets their markers.
import { QueryCommand } from "@aws-sdk/client-dynamodb";
import type { Env } from "../platform/env.ts";
import { logFailure } from "../platform/log.ts";
import { attributes, fields } from "../platform/table.ts";
import { type CursorItem, numberOfChunk, runPk } from "./campaign.items.ts";
import { CHUNK_MEMBERS } from "./freeze-audience.ts";
import { type HeldChunk, holdChunk } from "./hold-chunk.ts";
import { isHeldOut } from "./hold-out.ts";
import type { Outcome } from "./outcome.ts";
import { putInWallets } from "./put-in-wallets.ts";
import { openTokens } from "./rate.ts";
import type { RunInHand, Target } from "./run-in-hand.ts";
import { sendMass } from "./send-mass.ts";
import { type Sending, sendMessage } from "./send-message.ts";
import { openSlots } from "./slots.ts";

/** Requests at WeChat at once, and members made ready besides, so that a free slot never waits for a table. */
export const SLOTS = 25;
const AHEAD = 15;
/** Members one worker has in hand at once at most, marked and without a saved result among them. */
export const HANDS = SLOTS + AHEAD;
/** Coupons are given in blocks: the numbers of a block cost one write. */
const BLOCK_MEMBERS = 25;
const BLOCKS_AT_ONCE = 4;

type Block = { readonly chunk: HeldChunk; readonly indices: readonly number[] };
type Work = (chunk: HeldChunk, indices: readonly number[]) => Promise<void>;

/** `over`: every member has a result. */
export async function deliver(run: RunInHand): Promise<"over" | "open"> {
  const { size, hands, work } = wayOf(run);
  const source = blocksOf(run, size);
  const open = new Map<HeldChunk, number>();
  const hand = async () => {
    for (;;) {
      const { value: block, done } = await source.next();
      if (done) return;
      open.set(block.chunk, (open.get(block.chunk) ?? 0) + 1);
      await takeBlock(run, block, work);
      const rest = (open.get(block.chunk) ?? 1) - 1;
      open.set(block.chunk, rest);
      if (rest > 0 || block.chunk.waiting().length > 0) continue;
      open.delete(block.chunk);
      await block.chunk.release();
    }
  };
  await Promise.all(Array.from({ length: hands }, hand));
  await Promise.all([...open.keys()].map((chunk) => chunk.release()));
  return (await cursorsOf(run.env, run.campaignId, run.run)).filter(({ done }) => done).length === run.chunks
    ? "over"
    : "open";
}

type Way = { readonly size: number; readonly hands: number; readonly work: Work };

/** How many are taken at a time and by how many hands. */
function wayOf(run: RunInHand): Way {
  const { content } = run.plan;
  if (content.path === "subscribe" || content.path === "service") {
    const sending = { run, content, tokens: openTokens(run.env, content.path), slots: openSlots(SLOTS) };
    return { size: 1, hands: HANDS, work: messageWork(sending) };
  }
  if (content.path === "mass") {
    // One call for a whole chunk, and one after the other: WeChat takes sixty a minute.
    return { size: CHUNK_MEMBERS, hands: 1, work: (chunk, indices) => sendMass(run, content, chunk, indices) };
  }
  const work: Work = async (chunk, indices) => {
    const due = indices.map((index) => targetAt(chunk, index));
    const outcomes = await putInWallets(run, content, due);
    for (const [i, index] of indices.entries()) noteIn(chunk, index, outcomes[i]);
    run.noteGood();
  };
  return { size: BLOCK_MEMBERS, hands: BLOCKS_AT_ONCE, work };
}

const messageWork =
  (sending: Sending): Work =>
  async (chunk, indices) => {
    for (const index of indices) noteIn(chunk, index, await sendMessage(sending, targetAt(chunk, index)));
  };

const targetAt = ({ members, occasions }: HeldChunk, index: number): Target => ({
  memberNo: members[index] ?? "",
  occasion: occasions?.[index],
});

function noteIn(chunk: HeldChunk, index: number, outcome: Outcome = "waiting"): void {
  if (outcome !== "waiting") chunk.note(index, outcome);
}

async function takeBlock(run: RunInHand, { chunk, indices }: Block, work: Work): Promise<void> {
  const { holdOutPermille } = run.plan;
  const due: number[] = [];
  for (const index of indices) {
    if (isHeldOut(run.campaignId, chunk.members[index] ?? "", holdOutPermille)) chunk.note(index, "heldOut");
    else due.push(index);
  }
  if (due.length === 0) return;
  try {
    await work(chunk, due);
  } catch (cause) {
    logFailure("campaign", cause);
    await run.noteFailure();
  }
}

/** Those without a result of every chunk that nobody else has. */
async function* blocksOf(run: RunInHand, size: number): AsyncGenerator<Block, undefined> {
  for await (const chunk of freeChunks(run)) {
    const waiting = chunk.waiting();
    // One nobody is in, or all of whom were seen to by a worker that was cut off: done as it is.
    if (waiting.length === 0) await chunk.release();
    for (let at = 0; at < waiting.length; at += size) {
      if (!(await run.mayGoOn()) || !(await chunk.mayTake())) {
        if (at === 0) await chunk.release();
        break;
      }
      yield { chunk, indices: waiting.slice(at, at + size) };
    }
  }
  return undefined;
}

/** Chunk after chunk, from another one each time, as far as the run may go on. */
async function* freeChunks(run: RunInHand): AsyncGenerator<HeldChunk, undefined> {
  if (!(await run.mayGoOn())) return undefined;
  const { env, campaignId, chunks } = run;
  const nowMs = env.nowMs();
  const cursors = await cursorsOf(env, campaignId, run.run);
  const taken = new Set(cursors.filter(({ done, exp }) => done || exp >= nowMs).map(({ chunk }) => chunk));
  const [high = 0, low = 0] = env.random(2);
  for (let i = 0; i < chunks; i++) {
    const index = (high * 256 + low + i) % chunks;
    if (taken.has(index)) continue;
    if (!(await run.mayGoOn())) return undefined;
    const chunk = await holdChunk(env, { campaignId, run: run.run, chunk: index });
    if (chunk) yield chunk;
  }
  return undefined;
}

export type Cursor = CursorItem & { readonly chunk: number };

/** Every chunk's lease and results, as far as a worker has had it. */
export async function cursorsOf(env: Env, campaignId: string, run: number): Promise<Cursor[]> {
  const cursors: Cursor[] = [];
  let from: Record<string, never> | undefined;
  do {
    const page = await env.tables.client.send(
      new QueryCommand({
        TableName: env.tables.views,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :cursor)",
        ExpressionAttributeValues: attributes({ ":pk": runPk(campaignId, run), ":cursor": "CUR#" }),
        ConsistentRead: true,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    for (const item of page.Items ?? []) {
      const cursor = fields<CursorItem & { sk: string }>(item);
      cursors.push({ ...cursor, chunk: numberOfChunk(cursor.sk) });
    }
    from = page.LastEvaluatedKey as Record<string, never> | undefined;
  } while (from);
  return cursors;
}
