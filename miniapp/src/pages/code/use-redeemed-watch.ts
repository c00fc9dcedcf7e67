// Asks home every second while the code is shown, two minutes at most, and tells when a coupon was used.
import { useEffect } from "react";
import { refreshHome, useHome } from "../../state/home-state";
import { serverNowMs } from "../../state/session-state";
import type { Held } from "../../state/wallet";
import { newlyRedeemed, redeemedKeys } from "./redeemed-watch";

const EVERY_MS = 1_000;
const AT_MOST_MS = 120_000;

export function useRedeemedWatch(isShown: boolean, onRedeemed: (held: Held) => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new callback must not begin the watch anew
  useEffect(() => {
    if (!isShown) return;
    const openedAtMs = serverNowMs();
    const before = redeemedKeys(useHome.getState().home);
    let timer: ReturnType<typeof setTimeout>;
    let isOver = false;
    const ask = async () => {
      await refreshHome();
      if (isOver) return;
      const used = newlyRedeemed(before, openedAtMs, useHome.getState().home);
      if (used) return onRedeemed(used);
      if (serverNowMs() - openedAtMs < AT_MOST_MS) timer = setTimeout(() => void ask(), EVERY_MS);
    };
    void ask();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isShown]);
}
