// Which records of a shard have been read but not dealt with. Lanes finish out of order; a restart goes on after
// the last record before which all are done, so nothing is skipped and some may be delivered again.

export class InFlight {
  readonly #open: { sequenceNumber: string; isDone: boolean }[] = [];
  readonly #onCheckpoint: (sequenceNumber: string) => void;
  #wake: (() => void) | undefined;
  #isClosed = false;

  constructor(onCheckpoint: (sequenceNumber: string) => void) {
    this.#onCheckpoint = onCheckpoint;
  }

  /** Records must be added in the shard's order. Call what it returns when the record is dealt with. */
  add(sequenceNumber: string): () => void {
    const entry = { sequenceNumber, isDone: false };
    this.#open.push(entry);
    return () => {
      entry.isDone = true;
      this.#advance();
    };
  }

  /** Resolves when fewer than `count` records are open, or after {@link close}. */
  async fewerThan(count: number): Promise<void> {
    while (this.#open.length >= count && !this.#isClosed) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** The reading ends: whoever waits for room need not. */
  close(): void {
    this.#isClosed = true;
    this.#wake?.();
  }

  #advance(): void {
    const firstOpen = this.#open.findIndex((entry) => !entry.isDone);
    const finished = this.#open.splice(0, firstOpen === -1 ? this.#open.length : firstOpen);
    const last = finished.at(-1);
    if (!last) return;
    this.#onCheckpoint(last.sequenceNumber);
    this.#wake?.();
  }
}
