// The secret behind a member's codes of one week: derived, never stored. A new generation (signing
// out everywhere) makes other secrets, so a stolen one is worth two weeks at most.
import { createHmac, timingSafeEqual } from "node:crypto";
import {
  type CodeSecrets,
  STEP_NEWEST,
  STEP_OLDEST,
  STEP_STALE,
  stepAt,
  timeCode,
  weekAt,
  weekOfStep,
} from "@huike/shared/member-code";

const secretOf = (codeKey: Buffer, memberNo: string, generation: number, week: number): Buffer =>
  createHmac("sha256", codeKey).update(`${memberNo}|${generation}|${week}`).digest();

/** This week's secret and the next one's, for a phone to compute codes without a signal. */
export function codeSecrets(codeKey: Buffer, memberNo: string, generation: number, nowMs: number): CodeSecrets {
  const thisWeek = weekAt(nowMs);
  return {
    memberNo,
    weeks: [thisWeek, thisWeek + 1].map((week) => ({
      week,
      secretHex: secretOf(codeKey, memberNo, generation, week).toString("hex"),
    })),
  };
}

export type CodeCheck = { is: "right"; step: number } | { is: "stale" } | { is: "wrong" };

/** Checks eight digits against the steps a code is good for, then against those that tell an old code from a wrong one. */
export function checkCode(
  codeKey: Buffer,
  member: { memberNo: string; generation: number },
  given: string,
  nowMs: number,
): CodeCheck {
  const now = stepAt(nowMs);
  const matches = (step: number) => {
    const secret = secretOf(codeKey, member.memberNo, member.generation, weekOfStep(step));
    return timingSafeEqual(Buffer.from(timeCode(secret, step)), Buffer.from(given));
  };
  for (let step = now + STEP_NEWEST; step >= now + STEP_OLDEST; step--) if (matches(step)) return { is: "right", step };
  for (let step = now + STEP_OLDEST - 1; step >= now + STEP_STALE; step--) if (matches(step)) return { is: "stale" };
  // A phone whose clock is ahead is out of date the other way round.
  for (let step = now + STEP_NEWEST + 1; step <= now - STEP_STALE; step++) if (matches(step)) return { is: "stale" };
  return { is: "wrong" };
}
