// The rhythm of the member code: which code now, how far the bar has run, how long until the next one.
import { type CodeSecrets, memberCode, STEP_MS } from "@huike/shared/member-code";

export type Beat = {
  /** Nothing when the phone holds no secret for this week: it must hear from the server first. */
  readonly code: string | undefined;
  /** How much of the step has passed: the bar's animation starts there, by a negative delay. */
  readonly passedMs: number;
  readonly nextInMs: number;
};

export function beatAt(secrets: CodeSecrets | undefined, serverMs: number): Beat {
  const passedMs = serverMs % STEP_MS;
  return { code: secrets && memberCode(secrets, serverMs), passedMs, nextInMs: STEP_MS - passedMs };
}
