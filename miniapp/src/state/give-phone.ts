// The code of WeChat's phone button becomes the member's number. A code is spent by its first use: after a lost answer
// the server is asked what it has before anything is said.
import { GetProfile, GivePhone } from "@huike/shared/profile";
import { call } from "../api/call";
import { isDefinite } from "../api/kept-id";
import type { Answer } from "../api/send";

/** `before`: the number the member had until now, masked as the server masks it. */
export async function givePhone(code: string, before: string | undefined): Promise<Answer<typeof GivePhone>> {
  const answer = await call(GivePhone, { code });
  if (isDefinite(answer)) return answer;
  const heard = await call(GetProfile, {});
  return heard.ok && heard.value.phone !== undefined && heard.value.phone !== before ? heard : answer;
}
