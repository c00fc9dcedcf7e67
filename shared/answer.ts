// A call's answer read back by its contract, the same on the phone and in the console. Every way it can fail is a
// value: a screen has a sentence for each of them, and nothing is thrown at a tap.
import {
  type CallFailure,
  commonErrors,
  type Endpoint,
  Failure,
  type ResponseOf,
  type Result,
  refused,
} from "./endpoint.ts";

export type Answer<E extends Endpoint> = Result<ResponseOf<E>, CallFailure<E>>;

/** `data` is the body as parsed from JSON, or whatever came instead. */
export function readAnswer<E extends Endpoint>(endpoint: E, status: number, data: unknown): Answer<E> {
  if (status >= 200 && status < 300) {
    const value = endpoint.response.safeParse(data);
    // The schema is E's own response; safeParse only knows it as some schema.
    return value.success ? { ok: true, value: value.data as ResponseOf<E> } : refused("unexpected");
  }
  const failure = Failure.safeParse(data);
  if (failure.success && isKnown(endpoint, failure.data.error)) return refused(failure.data.error, failure.data.detail);
  return refused(byStatus(status));
}

function isKnown<E extends Endpoint>(endpoint: E, error: string): error is CallFailure<E> {
  return Object.keys(endpoint.errors).includes(error) || Object.keys(commonErrors).includes(error);
}

/** An answer that is not ours: a gateway's, or that of a newer server than this build knows. */
function byStatus(status: number): "signed_out" | "too_large" | "try_later" | "unexpected" {
  if (status === 401) return "signed_out";
  if (status === 413) return "too_large";
  return status === 429 || status >= 502 ? "try_later" : "unexpected";
}
