// What the sentences of an offer are given.
import type { Draft, Fault } from "./draft";

export type SentencesProps = {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly faults: readonly Fault[];
  /** The stock and the claim window belong to the making; later they have their own ways. */
  readonly isNew: boolean;
};
