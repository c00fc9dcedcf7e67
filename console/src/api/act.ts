// What changes something. Where the API wants a yes from the same person's phone, the dialog asks for it and the very
// same request is sent again with the approval's id: a page that acts need not know.
import type { Answer } from "@huike/shared/answer";
import { APPROVAL_HEADER } from "@huike/shared/approval";
import type { Endpoint, RequestOf } from "@huike/shared/endpoint";
import { askPhone } from "./approval-state";
import { send } from "./send";

/** Undefined where the person or the phone called it off: nothing was done, nothing need be said. */
export async function act<E extends Endpoint>(endpoint: E, request: RequestOf<E>): Promise<Answer<E> | undefined> {
  const answer = await send(endpoint, request);
  if (answer.ok || answer.error !== "approval_needed" || !answer.detail?.approvalId) return answer;
  const { approvalId } = answer.detail;
  const outcome = await askPhone(approvalId);
  return outcome === "approved" ? send(endpoint, request, { [APPROVAL_HEADER]: approvalId }) : undefined;
}
