// Asks home every second while the code is shown, and tells when a coupon was used, or its use taken back.
import type { Receipt } from "@huike/shared/coupon";
import { useHomeWatch } from "../../state/use-home-watch";
import type { Held } from "../../state/wallet";
import { newlyRedeemed, newlyUndone, redeemedKeys, undoneIds } from "./counter-news";

const EVERY_MS = 1_000;

type News = { readonly onRedeemed: (held: Held) => void; readonly onUndone: (receipt: Receipt) => void };

export function useCounterWatch(isShown: boolean, { onRedeemed, onUndone }: News): void {
  useHomeWatch(isShown, {
    everyMs: EVERY_MS,
    begin(known, openedAtMs) {
      const redeemed = redeemedKeys(known);
      let undone = undoneIds(known);
      return (home) => {
        const back = newlyUndone(undone, openedAtMs, home);
        undone = undoneIds(home);
        if (back) onUndone(back);
        const used = newlyRedeemed(redeemed, openedAtMs, home);
        if (used) onRedeemed(used);
        return used ? "stop" : "go on";
      };
    },
  });
}
