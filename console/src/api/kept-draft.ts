// What somebody is writing, kept in the tab until it is done with: a refusal, a lost session or a reload costs no word.
import { useCallback, useState } from "react";

const keyOf = (name: string) => `console-draft-${name}`;

function readDraft<T>(name: string): T | undefined {
  try {
    const text = sessionStorage.getItem(keyOf(name));
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

export type KeptDraft<T> = {
  readonly draft: T;
  /** It was there before this page was opened. */
  readonly isOld: boolean;
  readonly change: (part: Partial<T>) => void;
  /** Done with: nothing of it is kept. */
  readonly drop: () => void;
  /** Begins anew with this. */
  readonly restart: (draft: T) => void;
};

export function useKeptDraft<T extends object>(name: string, begin: () => T): KeptDraft<T> {
  const [{ draft, isOld }, set] = useState(() => {
    const old = readDraft<T>(name);
    return { draft: old ?? begin(), isOld: old !== undefined };
  });
  const keep = useCallback(
    (next: T) => {
      sessionStorage.setItem(keyOf(name), JSON.stringify(next));
      set({ draft: next, isOld: false });
    },
    [name],
  );
  return {
    draft,
    isOld,
    change: (part) => keep({ ...draft, ...part }),
    drop: () => sessionStorage.removeItem(keyOf(name)),
    restart: (next) => {
      sessionStorage.removeItem(keyOf(name));
      set({ draft: next, isOld: false });
    },
  };
}
