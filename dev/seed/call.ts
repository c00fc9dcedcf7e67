// Calls the API over HTTP by its contracts, as an operator's console would. A server that is not
// well is asked again a few times, which is safe: every call names what it makes.
import { setTimeout as pause } from "node:timers/promises";
import { type Endpoint, Failure, httpCall, type RequestOf, type ResponseOf } from "@huike/shared/endpoint";

export type Api = { readonly origin: string; readonly token?: string };

/** The API said no, in its own words. */
export class CallRefused extends Error {
  override readonly name = "CallRefused";
  readonly error: string;
  constructor(what: string, error: string, why: string) {
    super(`${what}: ${why} (${error})`);
    this.error = error;
  }
}

/** No answer, or one that blames the server. */
class ServerUnwell extends Error {
  override readonly name = "ServerUnwell";
}

const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 250;

/** Carries out `attempt` until the server is well, four times at most. */
export async function patiently<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (cause) {
      if (!(cause instanceof ServerUnwell) || tried === ATTEMPTS) throw cause;
      await pause(FIRST_PAUSE_MS * 2 ** (tried - 1));
    }
  }
}

export const call = <E extends Endpoint>(api: Api, e: E, request: RequestOf<E>): Promise<ResponseOf<E>> =>
  patiently(() => callOnce(api, e, request));

export async function callOnce<E extends Endpoint>(api: Api, e: E, request: RequestOf<E>): Promise<ResponseOf<E>> {
  const { method, url, body } = httpCall(e, request);
  const headers = {
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...(api.token === undefined ? {} : { authorization: `Bearer ${api.token}` }),
  };
  const answer = await send(api.origin + url, { method, headers, ...(body === undefined ? {} : { body }) });
  if (answer.status === 200) return e.response.parse(answer.json) as ResponseOf<E>;
  const failure = Failure.safeParse(answer.json);
  if (failure.success) throw new CallRefused(e.summary, failure.data.error, failure.data.message.en);
  throw new Error(`${method} ${url}: HTTP ${answer.status} without a reason`);
}

async function send(url: string, init: RequestInit): Promise<{ status: number; json: unknown }> {
  const where = `${init.method} ${url}`;
  const response = await fetch(url, init).catch((cause: unknown) => {
    throw new ServerUnwell(`${where}: no answer`, { cause });
  });
  const text = await response.text();
  if (response.status >= 500) throw new ServerUnwell(`${where}: HTTP ${response.status} ${text.slice(0, 200)}`);
  try {
    return { status: response.status, json: JSON.parse(text) };
  } catch (cause) {
    throw new Error(`${where}: HTTP ${response.status} and no JSON: ${text.slice(0, 200)}`, { cause });
  }
}
