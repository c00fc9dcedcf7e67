// Both calls answer a repeat with the same, so a lost answer is asked for again by a tap. The phone's session says anew
// whether it is a phone of staff, so it is opened anew.
import type { RequestOf } from "@huike/shared/endpoint";
import { AcceptInvite } from "@huike/shared/invite";
import { AGREEMENT_VERSION, Join } from "@huike/shared/member";
import { call } from "../../../api/call";
import type { Answer } from "../../../api/send";
import { signIn } from "../../../api/session";
import { adoptSession } from "../../../state/session-state";

type Invite = RequestOf<typeof AcceptInvite>;
export type Accepting = (invite: Invite) => Promise<Answer<typeof AcceptInvite>>;

export const acceptInvite: Accepting = async (invite) => {
  const answer = await call(AcceptInvite, invite);
  if (answer.ok) await signIn();
  return answer;
};

export const joinAndAccept: Accepting = async (invite) => {
  const joined = await call(Join, { agreementVersion: AGREEMENT_VERSION });
  // No scene goes along, so none can be unknown.
  if (!joined.ok) return { ok: false, error: joined.error === "channel_unknown" ? "unexpected" : joined.error };
  adoptSession(joined.value.session);
  return acceptInvite(invite);
};
