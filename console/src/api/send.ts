// One request of the console, laid out and read back by its contract. The session is the browser's cookie; nothing of
// it is ever seen here.
import { type Answer, readAnswer } from "@huike/shared/answer";
import { type Endpoint, httpCall, type RequestOf, refused } from "@huike/shared/endpoint";

/** Longer than the API's own ten seconds, so that its answer is what is shown. */
const TIMEOUT_MS = 15_000;

export async function send<E extends Endpoint>(
  endpoint: E,
  request: RequestOf<E>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer<E>> {
  const { method, url, body } = httpCall(endpoint, request);
  try {
    const response = await fetch(url, {
      method,
      credentials: "same-origin",
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return readAnswer(endpoint, response.status, await jsonOf(response));
  } catch {
    return refused("offline");
  }
}

async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
