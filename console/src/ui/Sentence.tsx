// A form in sentences: what is typed stands where it will be read.
import type { ReactNode } from "react";
import "./sentence.css";

type SentenceProps = { readonly label: string; readonly isTall?: boolean; readonly children: ReactNode };

export function Sentence({ label, isTall, children }: SentenceProps) {
  return (
    <div className={isTall ? "sentence sentence--tall" : "sentence"}>
      <span className="sentence__label">{label}</span>
      <div className="sentence__words">{children}</div>
    </div>
  );
}
