// One line of the table: a figure, and beside it the anchor measured in the same run.
export type Row = {
  readonly id: string;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly anchor: string;
  readonly anchorValue: number;
  /** value / anchorValue, or null where a ratio says nothing. */
  readonly ratio: number | null;
  readonly goal: string;
  readonly met: boolean;
};

type Measured = Omit<Row, "ratio" | "met"> & { readonly isMet: (row: { value: number; ratio: number }) => boolean };

export function row({ isMet, ...measured }: Measured): Row {
  const ratio = measured.anchorValue === 0 ? null : round(measured.value / measured.anchorValue);
  return {
    ...measured,
    value: round(measured.value),
    anchorValue: round(measured.anchorValue),
    ratio,
    met: isMet({ value: measured.value, ratio: ratio ?? 0 }),
  };
}

const round = (value: number): number => Number(value.toPrecision(5));

export const median = (values: readonly number[]): number => percentile(values, 0.5);

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0;
}
