// One sign-in code from its making to its end: told to the page at every step.
import type { Answer } from "@huike/shared/answer";
import { OpenSignIn, type SignInState, TakeSignIn } from "@huike/shared/console-sign-in";
import type { Refusal } from "@huike/shared/sentences";
import { send } from "../../api/send";

export type Told = {
  /** What the QR says. */
  readonly text?: string;
  readonly state?: SignInState;
  readonly leftS?: number;
  readonly failure?: Refusal;
};

const ASK_EVERY_MS = 1_500;
const LIVE: readonly (SignInState | undefined)[] = ["waiting", "scanned", undefined];

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const leftS = (one: { expiresAtMs: number; serverNowMs: number }) =>
  Math.max(0, Math.round((one.expiresAtMs - one.serverNowMs) / 1000));

export async function followCode(tell: (told: Told) => void, signal: AbortSignal): Promise<void> {
  const opened = await send(OpenSignIn, {});
  if (signal.aborted) return;
  if (!opened.ok) return tell({ failure: opened.error });
  const { signInId, text } = opened.value;
  let told: Told = { text, state: "waiting", leftS: leftS(opened.value) };
  while (!signal.aborted) {
    tell(told);
    if (!LIVE.includes(told.state)) return;
    await sleep(ASK_EVERY_MS);
    if (!signal.aborted) told = { text, ...heard(await send(TakeSignIn, { signInId })) };
  }
}

/** A call that was not heard leaves the code as it is: it is asked again. */
function heard(answer: Answer<typeof TakeSignIn>): Told {
  if (answer.ok) return { state: answer.value.state, leftS: leftS(answer.value) };
  return answer.error === "sign_in_unknown" ? { state: "expired" } : { failure: answer.error };
}
