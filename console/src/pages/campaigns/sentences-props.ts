// What the sentences of a campaign are given.
import type { Draft, Fault, Templates } from "./draft";

export type SentencesProps = {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly faults: readonly Fault[];
  readonly templates: Templates;
};
