// What somebody types, as it has stood for a moment: no call for every key.
import { useEffect, useState } from "react";

export function useSettled<T>(typed: T, pauseMs: number): T {
  const [settled, settle] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => settle(typed), pauseMs);
    return () => clearTimeout(timer);
  }, [typed, pauseMs]);
  return settled;
}
