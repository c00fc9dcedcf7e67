// The numbers of one offer that are looked for in one night, a bit for each: set where a coupon has it.

export type NumberWindow = {
  /** Numbers from `done` up to but not with `mark`. */
  done: number;
  mark: number;
  seen: Uint8Array;
};

export const openWindow = (done: number, mark: number): NumberWindow => ({
  done,
  mark,
  seen: new Uint8Array(Math.ceil((mark - done) / 8)),
});

export function see({ done, mark, seen }: NumberWindow, k: number): void {
  if (k < done || k >= mark) return;
  const bit = k - done;
  seen[bit >> 3] = (seen[bit >> 3] ?? 0) | (1 << (bit & 7));
}

/** How many numbers of the window no coupon has. */
export function missingIn({ done, mark, seen }: NumberWindow): number {
  let found = 0;
  for (const byte of seen) for (let bits = byte; bits > 0; bits &= bits - 1) found += 1;
  return mark - done - found;
}

export function isSeen({ done, mark, seen }: NumberWindow, k: number): boolean {
  if (k < done || k >= mark) return false;
  const bit = k - done;
  return ((seen[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0;
}
