// A call as the signed-in phone makes it: the session's token goes along, and a session that has ended is renewed
// once without troubling anybody.
import type { Endpoint, RequestOf } from "@huike/shared/endpoint";
import { type Answer, send } from "./send";
import { ensureSession, signIn } from "./session";

export async function call<E extends Endpoint>(endpoint: E, request: RequestOf<E>): Promise<Answer<E>> {
  if (endpoint.roles.includes("anyone")) return send(endpoint, request);
  const session = await ensureSession();
  if (!session.ok) return { ok: false, error: whyNotSignedIn(session.error) };
  const answer = await send(endpoint, request, session.value.token);
  if (answer.ok || answer.error !== "signed_out") return answer;
  const renewed = await signIn();
  return renewed.ok
    ? send(endpoint, request, renewed.value.token)
    : { ok: false, error: whyNotSignedIn(renewed.error) };
}

/** No session: the call was never sent. What the person can do differs only between waiting and opening anew. */
function whyNotSignedIn(error: string): "offline" | "try_later" | "signed_out" {
  if (error === "offline") return "offline";
  return error === "try_later" || error === "unexpected" || error === "wechat_refused" ? "try_later" : "signed_out";
}
