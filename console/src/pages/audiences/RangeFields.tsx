// At least so many, at most so many, either left open.
import { useWords } from "../../text/language";
import { Count } from "../../ui/Count";
import { words } from "./rule-words";

type Range = { readonly min?: number | undefined; readonly max?: number | undefined };

type Props = {
  readonly range: Range;
  readonly onChange: (range: { min?: number; max?: number }) => void;
  readonly at: string;
  readonly least: number;
  readonly most: number;
  readonly unit: string;
  /** Typed in yuan, kept in fen. */
  readonly isMoney?: boolean;
  readonly isWrong: boolean;
};

const FEN = 100;

export function RangeFields({ range: { min, max }, onChange, at, least, most, unit, isMoney = false, isWrong }: Props) {
  const w = useWords(words);
  const scale = isMoney ? FEN : 1;
  const shown = (value: number | undefined) => (value === undefined ? undefined : value / scale);
  const change = (next: Range) => onChange(onlySet({ min, max, ...next }));
  const field = (end: "min" | "max", label: string, value: number | undefined) => (
    <span className="rule-end">
      {label}
      <Count
        label={`${at} ${label}`}
        value={shown(value)}
        min={least}
        max={most}
        precision={isMoney && value !== undefined && value % FEN !== 0 ? 2 : 0}
        hint={w.noLimit}
        {...(isWrong ? { status: "error" as const } : {})}
        onChange={(typed) => change({ [end]: typed === undefined ? undefined : Math.round(typed * scale) })}
      />
    </span>
  );
  return (
    <>
      {field("min", w.least, min)} {field("max", w.most, max)} {unit}
    </>
  );
}

function onlySet({ min, max }: Range): { min?: number; max?: number } {
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}
