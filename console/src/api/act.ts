// What changes something. Where the API wants a yes from the same person's phone, the dialog asks for it and the very
// same request is sent again with the approval's id: a page that acts need not know.
import type { Answer } from "@huike/shared/answer";
import { APPROVAL_HEADER } from "@huike/shared/approval";
import type { Endpoint, RequestOf } from "@huike/shared/endpoint";
import { askPhone } from "./approval-state";
import { send } from "./send";

/** What the phone has said yes to in this tab: the same request again is the same action (voiding goes on in pieces). */
const approved = new Map<string, string>();

/** Undefined where the person or the phone called it off: nothing was done, nothing need be said. */
export async function act<E extends Endpoint>(endpoint: E, request: RequestOf<E>): Promise<Answer<E> | undefined> {
  const key = `${endpoint.method} ${endpoint.path} ${JSON.stringify(request)}`;
  const known = approved.get(key);
  const answer = await send(endpoint, request, known === undefined ? {} : { [APPROVAL_HEADER]: known });
  if (answer.ok || !answer.detail?.approvalId || answer.error !== "approval_needed") {
    if (!answer.ok && answer.error === "approval_over") approved.delete(key);
    return answer;
  }
  const { approvalId } = answer.detail;
  if ((await askPhone(approvalId)) !== "approved") return undefined;
  approved.set(key, approvalId);
  return send(endpoint, request, { [APPROVAL_HEADER]: approvalId });
}
