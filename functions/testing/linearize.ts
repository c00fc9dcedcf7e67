// Is there an order in which these calls, one at a time, would have been answered as they were? After Wing and Gong,
// "Testing and Verifying Concurrent Objects" (1993): a call may come next if it began before any other that is left
// had ended; what was tried before in the same state, with the same calls left, is not tried again.

export type Call<S> = {
  /** Places in the order of all beginnings and ends. */
  readonly began: number;
  /** Infinite where no answer was heard: it may have taken effect late, or never. */
  readonly ended: number;
  /** The state after it, had it been answered as it was; undefined where it would have been answered otherwise. */
  readonly after: (state: S) => S | undefined;
};

/** The calls in such an order, those without effect left out; undefined where there is none. */
export function linearize<S>(
  start: S,
  calls: readonly Call<S>[],
  nameOf: (state: S) => string,
): readonly Call<S>[] | undefined {
  const tried = new Set<string>();
  const order: Call<S>[] = [];
  const isHeard = ({ ended }: Call<S>): boolean => ended < Number.POSITIVE_INFINITY;

  const search = (state: S, left: ReadonlySet<number>): boolean => {
    const open = [...left].filter((i) => calls[i]);
    if (!open.some((i) => isHeard(calls[i] as Call<S>))) return true;
    const name = `${open.join()} ${nameOf(state)}`;
    if (tried.has(name)) return false;
    tried.add(name);
    const firstEnd = Math.min(...open.map((i) => (calls[i] as Call<S>).ended));
    for (const i of open) {
      const call = calls[i] as Call<S>;
      const next = call.began < firstEnd ? call.after(state) : undefined;
      if (next === undefined) continue;
      order.push(call);
      if (search(next, new Set(open.filter((other) => other !== i)))) return true;
      order.pop();
    }
    return false;
  };
  return search(start, new Set(calls.keys())) ? order : undefined;
}
