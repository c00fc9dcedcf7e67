// Asks home again and again while a page is shown that the counter may change under the member's eyes: a coupon is
// used, or its use is taken back. Two minutes at most.
import { useEffect } from "react";
import { type Home, refreshHome, useHome } from "./home-state";
import { serverNowMs } from "./session-state";

const AT_MOST_MS = 120_000;

type Watch = {
  readonly everyMs: number;
  /** Called when the watch begins, with what is known by then; what it gives is called after every answer. */
  readonly begin: (home: Home | undefined, openedAtMs: number) => (home: Home | undefined) => "go on" | "stop";
};

export function useHomeWatch(isShown: boolean, { everyMs, begin }: Watch): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new callback must not begin the watch anew
  useEffect(() => {
    if (!isShown) return;
    const openedAtMs = serverNowMs();
    const heard = begin(useHome.getState().home, openedAtMs);
    let timer: ReturnType<typeof setTimeout>;
    let isOver = false;
    const ask = async () => {
      await refreshHome();
      if (isOver || heard(useHome.getState().home) === "stop") return;
      if (serverNowMs() - openedAtMs < AT_MOST_MS) timer = setTimeout(() => void ask(), everyMs);
    };
    void ask();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isShown]);
}
