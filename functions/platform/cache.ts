// What an instance may remember for a while. Bounded in age, so that a dismissal or a change is
// seen within it, and in size, so that no caller can fill the memory.

export type Cache<T> = {
  /** The remembered value, or the loaded one; concurrent callers share one load. Absence is not remembered. */
  get(key: string, load: () => Promise<T | undefined>): Promise<T | undefined>;
  put(key: string, value: T): void;
  drop(key: string): void;
};

export function agedCache<T>(ageMaxMs: number, nowMs: () => number, entriesMax = 1000): Cache<T> {
  const held = new Map<string, { value: T; atMs: number }>();
  const loading = new Map<string, Promise<T | undefined>>();

  const put = (key: string, value: T) => {
    held.delete(key);
    held.set(key, { value, atMs: nowMs() });
    const oldest = held.keys().next();
    if (held.size > entriesMax && !oldest.done) held.delete(oldest.value);
  };

  const reload = async (key: string, load: () => Promise<T | undefined>) => {
    try {
      const value = await load();
      if (value !== undefined) put(key, value);
      return value;
    } finally {
      loading.delete(key);
    }
  };

  return {
    put,
    drop: (key) => void held.delete(key),
    async get(key, load) {
      const hit = held.get(key);
      if (hit && nowMs() - hit.atMs < ageMaxMs) return hit.value;
      const running = loading.get(key) ?? reload(key, load);
      loading.set(key, running);
      return running;
    },
  };
}
