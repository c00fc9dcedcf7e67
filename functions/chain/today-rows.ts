// The rows of today in an instance's memory: of what is marked, only that is read again under which a row may have landed
// since it was read.
import type { Env } from "../platform/env.ts";
import { readMarks } from "./read-marks.ts";

/** What the clocks of two instances may be apart, and a copy of the table behind, in ms. */
const SLACK_MS = 5_000;
/** Some 40 MB. What is above it is read each time. */
const HELD_ROWS_MAX = 100_000;

type Held = { readonly askedMs: number; readonly rows: readonly object[] };

export class TodayRows {
  readonly day: string;
  readonly #rowsMax: number;
  readonly #untilMs = new Map<string, number>();
  readonly #held = new Map<string, Held>();
  #lookedMs = 0;
  #rows = 0;

  constructor(day: string, rowsMax = HELD_ROWS_MAX) {
    this.day = day;
    this.#rowsMax = rowsMax;
  }

  /** What has been marked since the last look. Answers all that is. */
  async look(env: Env): Promise<ReadonlySet<string>> {
    const lookedMs = env.nowMs();
    // A mark holds for longer than it takes to be written: one that came after the last look held at that look.
    const marks = await readMarks(env, this.day, this.#lookedMs - SLACK_MS);
    for (const [pk, untilMs] of marks) this.#untilMs.set(pk, Math.max(untilMs, this.#untilMs.get(pk) ?? 0));
    this.#lookedMs = Math.max(lookedMs, this.#lookedMs);
    return new Set(this.#untilMs.keys());
  }

  /** Of one partition, as of the last look or later. */
  async rows<T extends object>(env: Env, pk: string, read: () => Promise<T[]>): Promise<readonly T[]> {
    const held = this.#held.get(pk);
    const untilMs = this.#untilMs.get(pk) ?? 0;
    if (held && held.askedMs > untilMs + SLACK_MS) return held.rows as readonly T[];
    const askedMs = env.nowMs();
    const rows = await read();
    this.#hold(pk, { askedMs, rows });
    return rows;
  }

  #hold(pk: string, read: Held): void {
    const held = this.#held.get(pk);
    if (held && held.askedMs > read.askedMs) return;
    const rows = this.#rows - (held?.rows.length ?? 0) + read.rows.length;
    this.#held.delete(pk);
    this.#rows -= held?.rows.length ?? 0;
    if (rows > this.#rowsMax) return;
    this.#held.set(pk, read);
    this.#rows = rows;
  }
}
