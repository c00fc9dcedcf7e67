// Reads one shard of a stream from where it was left, until it closes or the reading is stopped.
import { setTimeout as sleep } from "node:timers/promises";
import {
  type _Record,
  type DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  TrimmedDataAccessException,
} from "@aws-sdk/client-dynamodb-streams";

export type ShardReading = {
  readonly streams: DynamoDBStreamsClient;
  readonly streamArn: string;
  readonly shardId: string;
  readonly startingPosition: "TRIM_HORIZON" | "LATEST";
  readonly limit: number;
  readonly pollMs: number;
  /** The last record that need not be read again. */
  readonly lastDone: () => string | undefined;
  /** Takes what was read; the next read waits for it. */
  readonly onRecords: (records: readonly _Record[]) => Promise<void>;
  readonly signal: AbortSignal;
};

export async function readShard(reading: ShardReading): Promise<void> {
  const { signal } = reading;
  let lastRead = reading.lastDone();
  let iterator = await iteratorAfter(reading, lastRead);
  while (iterator !== undefined && !signal.aborted) {
    const page = await getRecords(reading, iterator, lastRead);
    const records = page.Records ?? [];
    lastRead = records.at(-1)?.dynamodb?.SequenceNumber ?? lastRead;
    if (records.length > 0) await reading.onRecords(records);
    else await sleep(reading.pollMs, undefined, { signal }).catch(() => {});
    iterator = page.NextShardIterator;
  }
}

/** An iterator lives a few minutes; a laptop that slept gets a new one where the old one stood. */
async function getRecords(reading: ShardReading, iterator: string, lastRead: string | undefined) {
  const { streams, limit, signal } = reading;
  const get = (ShardIterator: string) =>
    streams.send(new GetRecordsCommand({ ShardIterator, Limit: limit }), { abortSignal: signal });
  try {
    return await get(iterator);
  } catch (cause) {
    if (!(cause instanceof ExpiredIteratorException)) throw cause;
    const fresh = await iteratorAfter(reading, lastRead);
    return fresh === undefined ? { Records: [], NextShardIterator: undefined } : get(fresh);
  }
}

/** What is older than a day is trimmed: then the oldest there is comes first. */
async function iteratorAfter(reading: ShardReading, lastRead: string | undefined): Promise<string | undefined> {
  const { streams, streamArn: StreamArn, shardId: ShardId, startingPosition, signal } = reading;
  const from = { StreamArn, ShardId };
  const at = (position: "TRIM_HORIZON" | "LATEST") =>
    streams.send(new GetShardIteratorCommand({ ...from, ShardIteratorType: position }), { abortSignal: signal });
  if (lastRead === undefined) return (await at(startingPosition)).ShardIterator;
  const after = { ...from, ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: lastRead } as const;
  try {
    return (await streams.send(new GetShardIteratorCommand(after), { abortSignal: signal })).ShardIterator;
  } catch (cause) {
    if (!(cause instanceof TrimmedDataAccessException)) throw cause;
    return (await at("TRIM_HORIZON")).ShardIterator;
  }
}
