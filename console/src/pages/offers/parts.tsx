// What the sentences of an offer are made of.
import type { ReactNode } from "react";
import type { Draft, Fault } from "./draft";

export type SentencesProps = {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly faults: readonly Fault[];
  /** The stock and the claim window belong to the making; later they have their own ways. */
  readonly isNew: boolean;
};

type SentenceProps = { readonly label: string; readonly isTall?: boolean; readonly children: ReactNode };

export function Sentence({ label, isTall, children }: SentenceProps) {
  return (
    <div className={isTall ? "sentence sentence--tall" : "sentence"}>
      <span className="sentence__label">{label}</span>
      <div className="sentence__words">{children}</div>
    </div>
  );
}
