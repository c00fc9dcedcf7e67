// One request over the wire, laid out and read back by its contract. Every way it can fail is a value: a page has a
// sentence for each of them, and nothing is thrown at a tap.
import { type Answer, readAnswer } from "@huike/shared/answer";
import { type Endpoint, httpCall, type RequestOf, refused } from "@huike/shared/endpoint";
import Taro from "@tarojs/taro";
import { apiBase } from "../platform/api-base";

export type { Answer };

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
  return readAnswer(endpoint, response.statusCode, response.data);
}
