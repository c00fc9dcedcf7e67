// Brings one batch to the function, whatever it takes: the part that failed is tried again, halved, tried again
// with growing pauses, and at last put with the dead letters. It always ends, and every record ends exactly one way.
//
// As in Lambda: a reported failure means "from this record on"; halving costs no attempt; attempts are counted
// for the batch as it stands. One choice is ours: a batch that fails from its very first record is halved too,
// so that only the poisoned record itself dies.
import { setTimeout as sleep } from "node:timers/promises";
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import * as z from "zod/mini";

export type Delivery = {
  readonly invoke: (event: DynamoDBStreamEvent) => Promise<unknown>;
  readonly retriesMax: number;
  readonly bisects: boolean;
  readonly reportsFailures: boolean;
  /** Pause before retry number `attempt` (from 1). */
  readonly pauseMs: (attempt: number) => number;
  readonly onDone: (records: readonly DynamoDBRecord[]) => void;
  /** Retries are used up; called before onDone. */
  readonly onDead: (records: readonly DynamoDBRecord[], why: string, attempts: number) => void;
  readonly signal: AbortSignal;
};

type Pending = { records: readonly DynamoDBRecord[]; attempt: number };
type Outcome = { failedFrom: number; why: string } | undefined;

export async function deliverBatch(batch: readonly DynamoDBRecord[], delivery: Delivery): Promise<void> {
  const pending: Pending[] = [{ records: batch, attempt: 0 }];
  for (let now = pending.shift(); now && !delivery.signal.aborted; now = pending.shift()) {
    const outcome = await attempt(now.records, delivery);
    if (delivery.signal.aborted && outcome) return; // stopped in the middle: delivered again after the restart
    if (outcome === undefined) delivery.onDone(now.records);
    else pending.unshift(...(await afterFailure(now, outcome, delivery)));
  }
}

/** What is still to be delivered of a batch that failed. */
async function afterFailure(failed: Pending, { failedFrom, why }: { failedFrom: number; why: string }, d: Delivery) {
  const { records, attempt } = failed;
  if (failedFrom > 0) {
    d.onDone(records.slice(0, failedFrom));
    return [{ records: records.slice(failedFrom), attempt: 0 }];
  }
  if (d.bisects && records.length > 1) {
    const middle = Math.ceil(records.length / 2);
    return [records.slice(0, middle), records.slice(middle)].map((half) => ({ records: half, attempt }));
  }
  if (attempt >= d.retriesMax) {
    d.onDead(records, why, attempt + 1);
    d.onDone(records);
    return [];
  }
  await sleep(d.pauseMs(attempt + 1), undefined, { signal: d.signal }).catch(() => {});
  return [{ records, attempt: attempt + 1 }];
}

async function attempt(records: readonly DynamoDBRecord[], delivery: Delivery): Promise<Outcome> {
  try {
    const answer = await delivery.invoke({ Records: [...records] });
    return delivery.reportsFailures ? reportedFailure(records, answer) : undefined;
  } catch (cause) {
    return { failedFrom: 0, why: cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause) };
  }
}

const BatchResponse = z.object({
  batchItemFailures: z.optional(z.nullable(z.array(z.object({ itemIdentifier: z.string().check(z.minLength(1)) })))),
});

/** The first record the function names; an answer that makes no sense means the whole batch, as in Lambda. */
function reportedFailure(records: readonly DynamoDBRecord[], answer: unknown): Outcome {
  if (answer === null || answer === undefined) return undefined;
  const read = BatchResponse.safeParse(answer);
  if (!read.success) return { failedFrom: 0, why: "the function's answer is no batch response" };
  const named = (read.data.batchItemFailures ?? []) satisfies DynamoDBBatchResponse["batchItemFailures"];
  if (named.length === 0) return undefined;
  const places = named.map(({ itemIdentifier }) =>
    records.findIndex((record) => record.dynamodb?.SequenceNumber === itemIdentifier),
  );
  const failedFrom = Math.max(0, Math.min(...places)); // an unknown name (-1) is the whole batch
  return { failedFrom, why: `the function reported ${named.length} failed` };
}
