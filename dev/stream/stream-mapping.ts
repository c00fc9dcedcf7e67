// Lambda's event source mapping for DynamoDB on this machine: reads the table's stream, filters, batches, invokes,
// retries, keeps dead letters and remembers how far it came. Driven by the packaged mapping's own properties.
import { setTimeout as sleep } from "node:timers/promises";
import {
  type _Record,
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  ListStreamsCommand,
  type Shard,
} from "@aws-sdk/client-dynamodb-streams";
import type { DynamoDBStreamEvent } from "aws-lambda";
import { localAws } from "../engine/engine-client.ts";
import { Checkpoint } from "./checkpoint.ts";
import { keepDeadLetter } from "./dead-letters.ts";
import { deliverBatch } from "./deliver-batch.ts";
import { compileFilter, type Filter } from "./filter-pattern.ts";
import { InFlight } from "./in-flight.ts";
import { lambdaRecord } from "./lambda-record.ts";
import { Lanes, type Queued } from "./lanes.ts";
import type { MappingProperties } from "./mapping-properties.ts";
import { readShard } from "./read-shard.ts";

const POLL_MS = 100;
const SHARDS_LOOK_MS = 5000;
const RECORDS_IN_FLIGHT_MAX = 2000;
/** 0.1, 0.2, 0.4 … 5 s: ten retries take about half a minute. */
const pauseMs = (attempt: number) => Math.min(5000, 50 * 2 ** attempt);

export type StreamMappingOptions = {
  readonly streams: DynamoDBStreamsClient;
  readonly tableName: string;
  readonly mapping: MappingProperties;
  readonly invoke: (event: DynamoDBStreamEvent) => Promise<unknown>;
  readonly checkpointFile: string;
  readonly deadLettersFile: string;
  readonly say?: (line: string) => void;
  readonly pollMs?: number;
  readonly pauseMs?: (attempt: number) => number;
};

export type StreamMapping = { readonly stop: () => Promise<void> };

export async function startStreamMapping(options: StreamMappingOptions): Promise<StreamMapping> {
  const { Streams = [] } = await options.streams.send(new ListStreamsCommand({ TableName: options.tableName }));
  const streamArn = Streams.at(-1)?.StreamArn;
  if (streamArn === undefined) throw new Error(`The table ${options.tableName} has no stream to read.`);
  const stopping = new AbortController();
  const mapping = new RunningMapping(options, streamArn, stopping.signal);
  const running = mapping.run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

class RunningMapping {
  readonly #options: StreamMappingOptions;
  readonly #streamArn: string;
  readonly #signal: AbortSignal;
  readonly #filters: readonly Filter[];
  readonly #checkpoint: Checkpoint;
  readonly #readers = new Map<string, Promise<void>>();
  readonly #closed = new Set<string>();

  constructor(options: StreamMappingOptions, streamArn: string, signal: AbortSignal) {
    this.#options = options;
    this.#streamArn = streamArn;
    this.#signal = signal;
    this.#filters = (options.mapping.FilterCriteria?.Filters ?? []).map((one) => compileFilter(one.Pattern));
    this.#checkpoint = new Checkpoint(options.checkpointFile, streamArn);
  }

  /** Shards come and go; a shard is begun when its parent has been read to the end. */
  async run(): Promise<void> {
    while (!this.#signal.aborted) {
      await this.#survive("looking for shards", () => this.#startReaders());
      await sleep(SHARDS_LOOK_MS, undefined, { signal: this.#signal }).catch(() => {});
    }
    await Promise.all(this.#readers.values());
  }

  async #startReaders(): Promise<void> {
    const shards = await this.#listShards();
    const ids = new Set(shards.map((shard) => shard.ShardId));
    for (const { ShardId: id, ParentShardId: parent } of shards) {
      const isParentOpen = parent !== undefined && ids.has(parent) && !this.#closed.has(parent);
      if (id === undefined || isParentOpen || this.#readers.has(id)) continue;
      this.#readers.set(id, this.#keepReading(id));
    }
  }

  async #listShards(): Promise<Shard[]> {
    const shards: Shard[] = [];
    let start: string | undefined;
    do {
      const page = { StreamArn: this.#streamArn, ...(start && { ExclusiveStartShardId: start }) };
      const { StreamDescription } = await this.#options.streams.send(new DescribeStreamCommand(page), {
        abortSignal: this.#signal,
      });
      shards.push(...(StreamDescription?.Shards ?? []));
      start = StreamDescription?.LastEvaluatedShardId;
    } while (start !== undefined);
    return shards;
  }

  async #keepReading(shardId: string): Promise<void> {
    while (!this.#signal.aborted && !this.#closed.has(shardId)) {
      await this.#survive(`reading shard ${shardId}`, async () => {
        await this.#read(shardId);
        if (!this.#signal.aborted) this.#closed.add(shardId);
      });
    }
  }

  async #read(shardId: string): Promise<void> {
    const { mapping, streams, pollMs = POLL_MS } = this.#options;
    const inFlight = new InFlight((sequenceNumber) => this.#checkpoint.set(shardId, sequenceNumber));
    const lanes = new Lanes(mapping.ParallelizationFactor, mapping.BatchSize, (batch) => this.#deliver(shardId, batch));
    const close = () => inFlight.close();
    this.#signal.addEventListener("abort", close, { once: true });
    const reading = readShard({
      streams,
      streamArn: this.#streamArn,
      shardId,
      startingPosition: mapping.StartingPosition,
      limit: 1000,
      pollMs,
      lastDone: () => this.#checkpoint.of(shardId),
      onRecords: (records) => this.#spread(records, inFlight, lanes),
      signal: this.#signal,
    });
    await reading.finally(async () => {
      this.#signal.removeEventListener("abort", close);
      await lanes.idle();
    });
  }

  /** A record that no filter takes is dealt with at once. */
  async #spread(records: readonly _Record[], inFlight: InFlight, lanes: Lanes): Promise<void> {
    for (const read of records) {
      const record = lambdaRecord(read, this.#streamArn, localAws.region);
      const done = inFlight.add(record.dynamodb?.SequenceNumber ?? "");
      if (this.#filters.length === 0 || this.#filters.some((takes) => takes(record))) lanes.push({ record, done });
      else done();
    }
    lanes.start();
    await inFlight.fewerThan(RECORDS_IN_FLIGHT_MAX);
  }

  #deliver(shardId: string, batch: readonly Queued[]): Promise<void> {
    const { mapping, invoke, deadLettersFile, say } = this.#options;
    const doneOf = new Map(batch.map(({ record, done }) => [record, done]));
    return deliverBatch([...doneOf.keys()], {
      invoke,
      retriesMax: mapping.MaximumRetryAttempts < 0 ? Number.POSITIVE_INFINITY : mapping.MaximumRetryAttempts,
      bisects: mapping.BisectBatchOnFunctionError,
      reportsFailures: mapping.FunctionResponseTypes.includes("ReportBatchItemFailures"),
      pauseMs: this.#options.pauseMs ?? pauseMs,
      onDone: (records) => {
        for (const record of records) doneOf.get(record)?.();
      },
      onDead: (records, why, attempts) => {
        const streamArn = this.#streamArn;
        const functionId = mapping.FunctionName;
        keepDeadLetter(deadLettersFile, { functionId, streamArn, shardId, records, why, attempts, nowMs: Date.now() });
        say?.(`${records.length} stream record(s) failed ${attempts} times and lie in ${deadLettersFile}: ${why}`);
      },
      signal: this.#signal,
    });
  }

  /** The engine may be away for a moment; that ends no loop. */
  async #survive(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      if (this.#signal.aborted) return;
      this.#options.say?.(`${what} failed, trying again: ${cause instanceof Error ? cause.message : cause}`);
      await sleep(1000, undefined, { signal: this.#signal }).catch(() => {});
    }
  }
}
