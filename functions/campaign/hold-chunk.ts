// A chunk in one worker's hand. The lease only saves work: who takes a member in hand is decided by the member's own
// marker. The fence makes sure that what an earlier holder still saves is refused.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { attributes, fields, refusedBy } from "../platform/table.ts";
import { type ChunkItem, type CursorItem, chunkKeyOf, cursorKey, rowEndsAtS, unpackMembers } from "./campaign.items.ts";
import { emptyResults, type Outcome, type Results, resultAt, setResult } from "./outcome.ts";

export const LEASE_MS = 30_000;
/** Renewed when this little of it is left. */
const RENEW_MS = 15_000;
/** Results a save carries; at twice as many unsaved ones nobody else is taken in hand. */
export const SAVE_EVERY = 25;

export type Lease = { readonly campaignId: string; readonly run: number; readonly chunk: number };

export class HeldChunk {
  readonly members: readonly string[];
  /** Of a triggered campaign: what happened to each. */
  readonly occasions: readonly string[] | undefined;
  readonly lease: Lease;
  private readonly env: Env;
  private readonly fence: number;
  private readonly results: Results;
  private endsAtMs: number;
  private minute: { of: number; sent: number; before: number };
  private unsaved = 0;
  private saving: Promise<void> | undefined;
  /** Another has it: nothing of it may be taken in hand here any more. */
  isLost = false;

  constructor(env: Env, lease: Lease, { mbrs, occ }: ChunkItem, cursor: CursorItem) {
    const members = unpackMembers(mbrs);
    this.env = env;
    this.lease = lease;
    this.members = members;
    this.occasions = occ;
    this.fence = cursor.f;
    this.results = cursor.res ? Uint8Array.from(cursor.res) : emptyResults(members.length);
    this.endsAtMs = cursor.exp;
    this.minute = { of: cursor.min ?? 0, sent: cursor.cnt ?? 0, before: cursor.prev ?? 0 };
  }

  /** Those without a result, in order. */
  waiting(): number[] {
    return this.members.map((_, index) => index).filter((index) => resultAt(this.results, index) === "waiting");
  }

  /** May somebody else of it be taken in hand? Renews the lease in time, and waits while too much is unsaved. */
  async mayTake(): Promise<boolean> {
    if (this.unsaved >= 2 * SAVE_EVERY || this.endsAtMs - this.env.nowMs() < RENEW_MS) await this.save();
    return !this.isLost && this.env.nowMs() < this.endsAtMs;
  }

  /** Keeps what became of one; saved with the others, every so many. */
  note(index: number, outcome: Outcome): void {
    setResult(this.results, index, outcome);
    if (outcome === "sent") this.countSend();
    this.unsaved += 1;
    if (this.unsaved >= SAVE_EVERY && !this.saving) {
      // Whoever needs it saved waits for it there; a save that failed is made again with the next.
      void this.save().catch(() => undefined);
    }
  }

  private countSend(): void {
    const now = Math.floor(this.env.nowMs() / 60_000);
    if (now !== this.minute.of) {
      this.minute = { of: now, sent: 0, before: now === this.minute.of + 1 ? this.minute.sent : 0 };
    }
    this.minute.sent += 1;
  }

  async save(): Promise<void> {
    while (this.saving) await this.saving;
    this.saving = this.write(this.env.nowMs() + LEASE_MS).finally(() => {
      this.saving = undefined;
    });
    return this.saving;
  }

  /** The last save: done, or given back for another to go on with. */
  async release(): Promise<void> {
    while (this.saving) await this.saving.catch(() => undefined);
    if (!this.isLost) await this.write(0);
  }

  private async write(endsAtMs: number): Promise<void> {
    const saved = this.unsaved;
    const isDone = this.waiting().length === 0;
    try {
      await this.env.tables.client.send(
        new UpdateItemCommand({
          TableName: this.env.tables.views,
          Key: attributes(cursorKey(this.lease.campaignId, this.lease.run, this.lease.chunk)),
          UpdateExpression: `SET #exp = :exp, res = :res, #min = :min, cnt = :cnt, prev = :prev${isDone ? ", done = :done" : ""}`,
          ConditionExpression: "f = :fence",
          ExpressionAttributeNames: { "#exp": "exp", "#min": "min" },
          ExpressionAttributeValues: attributes({
            ...{ ":exp": endsAtMs, ":res": this.results, ":fence": this.fence },
            ...{ ":min": this.minute.of, ":cnt": this.minute.sent, ":prev": this.minute.before },
            ...(isDone ? { ":done": true } : {}),
          }),
        }),
      );
      this.endsAtMs = endsAtMs;
      this.unsaved -= saved;
    } catch (cause) {
      if (refusedBy(cause) === undefined) throw cause;
      this.isLost = true;
    }
  }
}

/** Nothing when another holds it or it is done. */
export async function holdChunk(env: Env, lease: Lease): Promise<HeldChunk | undefined> {
  const { campaignId, run, chunk } = lease;
  const cursor = await takeLease(env, lease);
  if (!cursor) return undefined;
  const item = await getItem<ChunkItem>(env.tables, chunkKeyOf(campaignId, run, chunk), {
    ...{ table: "views", consistent: true },
  });
  if (!item) throw new Error(`chunk ${chunk} of ${campaignId} run ${run} is missing`);
  return new HeldChunk(env, lease, item, cursor);
}

async function takeLease(env: Env, { campaignId, run, chunk }: Lease): Promise<CursorItem | undefined> {
  const nowMs = env.nowMs();
  try {
    const { Attributes } = await env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.views,
        Key: attributes(cursorKey(campaignId, run, chunk)),
        UpdateExpression: "SET f = if_not_exists(f, :none) + :one, #exp = :exp, #ttl = :ttl",
        ConditionExpression: "attribute_not_exists(pk) OR (#exp < :now AND attribute_not_exists(done))",
        ExpressionAttributeNames: { "#exp": "exp", "#ttl": "ttl" },
        ExpressionAttributeValues: attributes({
          ...{ ":none": 0, ":one": 1, ":exp": nowMs + LEASE_MS, ":now": nowMs, ":ttl": rowEndsAtS(nowMs) },
        }),
        ReturnValues: "ALL_NEW",
      }),
    );
    return fields<CursorItem>(Attributes ?? {});
  } catch (cause) {
    if (refusedBy(cause) === undefined) throw cause;
    return undefined;
  }
}
