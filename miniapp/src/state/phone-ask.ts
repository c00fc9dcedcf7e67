// When a receipt may ask for the phone number: once in thirty days whatever comes of it, and not of those who have given
// one. 我的资料 takes it at any time.
import { DAY_MS } from "@huike/shared/day";
import { GetProfile } from "@huike/shared/profile";
import { call } from "../api/call";
import { readStored, store } from "../platform/storage";
import { SILENT_DAYS } from "./consents";
import { isMember, serverNowMs, useSession } from "./session-state";

const SILENT_KEY = "phone-ask-silent-until-ms";

export function mayAskForPhone(): boolean {
  const silentUntilMs = readStored(SILENT_KEY);
  const isSilent = typeof silentUntilMs === "number" && serverNowMs() < silentUntilMs;
  return isMember(useSession.getState().session) && !isSilent;
}

/** Takes the turn of these thirty days; true: the member has no number, ask. Unheard, the turn is kept for another time. */
export async function takeTurnToAsk(): Promise<boolean> {
  const answer = await call(GetProfile, {});
  if (!answer.ok) return false;
  store(SILENT_KEY, serverNowMs() + SILENT_DAYS * DAY_MS);
  return answer.value.phone === undefined;
}
