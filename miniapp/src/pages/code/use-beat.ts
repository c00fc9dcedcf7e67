// Shows each code exactly for its step: one timer to the next step, none in between.
import { useEffect, useState } from "react";
import { type Beat, beatAt } from "../../code/member-code-clock";
import { serverNowMs, useSession } from "../../state/session-state";

/** A moment past the step, so that rounding never shows the old code again. */
const PAST_MS = 15;

export function useBeat(isShown: boolean): Beat {
  const secrets = useSession((s) => s.session?.codeSecrets);
  const clockOffsetMs = useSession((s) => s.clockOffsetMs);
  const [beat, setBeat] = useState(() => beatAt(secrets, serverNowMs()));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a corrected clock moves the steps, so the timer starts anew
  useEffect(() => {
    if (!isShown) return;
    let timer: ReturnType<typeof setTimeout>;
    const show = () => {
      const now = beatAt(secrets, serverNowMs());
      setBeat(now);
      timer = setTimeout(show, now.nextInMs + PAST_MS);
    };
    show();
    return () => clearTimeout(timer);
  }, [isShown, secrets, clockOffsetMs]);
  return beat;
}
