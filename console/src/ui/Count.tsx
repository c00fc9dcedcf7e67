// A number inside a sentence.
import { InputNumber } from "antd";

type Props = {
  readonly label: string;
  readonly value: number | undefined;
  readonly min?: number;
  readonly max: number;
  readonly hint?: string;
  readonly status?: "error";
  readonly precision?: number;
  readonly onChange: (value: number | undefined) => void;
};

export function Count({ label, value, min = 1, max, hint, status, precision = 0, onChange }: Props) {
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
