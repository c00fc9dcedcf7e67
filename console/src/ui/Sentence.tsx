// A form in sentences: what is typed stands where it will be read.
import { InputNumber } from "antd";
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

type CountProps = {
  readonly label: string;
  readonly value: number | undefined;
  readonly min?: number;
  readonly max: number;
  readonly hint?: string;
  readonly status?: "error";
  readonly precision?: number;
  readonly onChange: (value: number | undefined) => void;
};

export function Count({ label, value, min = 1, max, hint, status, precision = 0, onChange }: CountProps) {
  return (
    <InputNumber
      aria-label={label}
      className="count num"
      controls={false}
      min={min}
      max={max}
      precision={precision}
      value={value ?? null}
      {...(hint === undefined ? {} : { placeholder: hint })}
      {...(status === undefined ? {} : { status })}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}
