// A field whose text means something: what is typed stays as it is typed, what it means goes on as soon as it means something.
import { useState } from "react";

export function useText<T>(shown: string, read: (text: string) => T | undefined, onRead: (value: T) => void) {
  const [typed, setTyped] = useState<string>();
  const text = typed ?? shown;
  return {
    text,
    isWrong: typed !== undefined && read(typed) === undefined,
    type: (next: string) => {
      setTyped(next);
      const value = read(next);
      if (value !== undefined) onRead(value);
    },
  };
}
