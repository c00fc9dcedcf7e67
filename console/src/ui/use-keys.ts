// The keyboard: G and a letter open a page, N makes a new thing where a page has one, / goes to its search. Nothing
// happens while somebody types.
import { useEffect, useRef } from "react";

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** After G, this long, in ms, a letter is still its second half. */
const PAIR_MS = 1_200;

export function useKeys(afterG: Readonly<Record<string, () => void>>): void {
  const kept = useRef(afterG);
  kept.current = afterG;
  useEffect(() => {
    let gAtMs = 0;
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      const key = event.key.toLowerCase();
      const act = event.timeStamp - gAtMs < PAIR_MS ? kept.current[key] : undefined;
      gAtMs = key === "g" ? event.timeStamp : 0;
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

/** One key of a page's own. */
export function useKey(key: string, act: (() => void) | undefined): void {
  const kept = useRef(act);
  kept.current = act;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey || event.key !== key) return;
      event.preventDefault();
      kept.current?.();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [key]);
}
