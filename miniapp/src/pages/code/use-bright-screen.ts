// Bright and on while a code is shown, and as it was before when it is not.
import { useEffect } from "react";
import { brightness, keepScreenOn, setBrightness } from "../../platform/brightness";

export function useBrightScreen(isShown: boolean): void {
  useEffect(() => {
    if (!isShown) return;
    let before: number | undefined;
    let isOver = false;
    const raise = async () => {
      before = await brightness();
      if (!isOver) await setBrightness(1);
      await keepScreenOn(!isOver);
    };
    // A phone that refuses shows the code as bright as it is.
    raise().catch(() => undefined);
    return () => {
      isOver = true;
      const restore = async () => {
        if (before !== undefined) await setBrightness(before);
        await keepScreenOn(false);
      };
      restore().catch(() => undefined);
    };
  }, [isShown]);
}
