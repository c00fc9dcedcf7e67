// One request over the wire, laid out and read back by its contract. Every way it can fail is a value: a page has a
// sentence for each of them, and nothing is thrown at a tap.
import {
  type CallFailure,
  commonErrors,
  type Endpoint,
  Failure,
  httpCall,
  type RequestOf,
  type ResponseOf,
  type Result,
  refused,
} from "@huike/shared/endpoint";
import Taro from "@tarojs/taro";
import { apiBase } from "../platform/api-base";

export type Answer<E extends Endpoint> = Result<ResponseOf<E>, CallFailure<E>>;

/** Counters stand in cellars: longer than this and a person taps again. */
const TIMEOUT_MS = 10_000;

export async function send<E extends Endpoint>(endpoint: E, request: RequestOf<E>, token?: string): Promise<Answer<E>> {
  const { method, url, body } = httpCall(endpoint, request);
  let response: { statusCode: number; data: unknown };
  try {
    response = await Taro.request<unknown>({
      method,
      url: apiBase + url,
      header: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { data: body }),
      timeout: TIMEOUT_MS,
    });
  } catch {
    return refused("offline");
  }
  return read(endpoint, response.statusCode, response.data);
}

function read<E extends Endpoint>(endpoint: E, status: number, data: unknown): Answer<E> {
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
