// Spreads a shard's records over a few lanes, each of which delivers its own in batches, one after another.
// Changes of the same item go to the same lane, so they stay in order; changes of different items may overtake.
import type { DynamoDBRecord } from "aws-lambda";

export type Queued = { readonly record: DynamoDBRecord; readonly done: () => void };
export type DeliverLane = (batch: readonly Queued[]) => Promise<void>;

export class Lanes {
  readonly #lanes: Lane[];

  constructor(count: number, batchSize: number, deliver: DeliverLane) {
    this.#lanes = Array.from({ length: count }, () => new Lane(batchSize, deliver));
  }

  push(queued: Queued): void {
    this.#lanes[hash(itemOf(queued.record)) % this.#lanes.length]?.push(queued);
  }

  /** Delivers what was pushed; waits for no one. */
  start(): void {
    for (const lane of this.#lanes) lane.start();
  }

  /** Resolves when no lane is in the middle of a delivery. */
  async idle(): Promise<void> {
    await Promise.all(this.#lanes.map((lane) => lane.running));
  }
}

class Lane {
  readonly #batchSize: number;
  readonly #deliver: DeliverLane;
  readonly #queue: Queued[] = [];
  #isRunning = false;
  running: Promise<void> = Promise.resolve();

  constructor(batchSize: number, deliver: DeliverLane) {
    this.#batchSize = batchSize;
    this.#deliver = deliver;
  }

  push(queued: Queued): void {
    this.#queue.push(queued);
  }

  start(): void {
    if (this.#isRunning || this.#queue.length === 0) return;
    this.#isRunning = true;
    this.running = this.#run();
  }

  async #run(): Promise<void> {
    try {
      while (this.#queue.length > 0) await this.#deliver(this.#queue.splice(0, this.#batchSize));
    } finally {
      this.#isRunning = false; // here and not in a later turn: what is pushed from now on starts a new run
    }
  }
}

/** Sorted, because an engine may name the key attributes in any order. */
const itemOf = (record: DynamoDBRecord): string => JSON.stringify(Object.entries(record.dynamodb?.Keys ?? {}).sort());

/** FNV-1a: any spread will do, as long as an item always lands in the same lane. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value;
}
