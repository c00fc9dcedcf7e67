// Requests sent without a definite answer, several at a time: kept before they are sent, dropped after an answer, so
// that the second tap, a restarted app and the next morning ask again with the same ids.
import { readStored, store } from "../platform/storage";

export type KeptList<T> = {
  readonly all: () => T[];
  readonly keep: (one: T) => void;
  readonly drop: (id: string) => void;
};

/** `read` says whether a stored one is still of the shape this build knows. */
export function keptList<T>(
  key: string,
  idOf: (one: T) => string,
  read: (stored: unknown) => T | undefined,
): KeptList<T> {
  const all = (): T[] => {
    const stored = readStored(key);
    if (!Array.isArray(stored)) return [];
    return stored.map(read).filter((one) => one !== undefined);
  };
  const without = (id: string): T[] => all().filter((one) => idOf(one) !== id);
  return {
    all,
    keep: (one) => void store(key, [...without(idOf(one)), one]),
    drop: (id) => void store(key, without(id)),
  };
}
