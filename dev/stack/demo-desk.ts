// Somebody of the demo at a desk, for a developer without a camera at hand: the browser that asks is signed in to the
// console as that person would sign it in, code, scan and yes, all three by the product's own calls.
import { ConfirmSignIn, OpenSignIn, ScanSignIn, TakeSignIn } from "@huike/shared/console-sign-in";
import { type Endpoint, httpCall, type RequestOf, type ResponseOf } from "@huike/shared/endpoint";
import { call } from "../seed/call.ts";
import { desks } from "../seed/people.ts";
import { signIn } from "../seed/sign-in.ts";

type Answer<E extends Endpoint> = { readonly value: ResponseOf<E>; readonly cookies: string[] };

/** What the browser is to keep, as `Set-Cookie` says it; undefined where the demo has nobody of that role. */
export async function signInAs(role: string, origin: string): Promise<string[] | undefined> {
  const desk = desks.find((one) => one.role === role);
  if (!desk) return undefined;
  const { api } = await signIn(origin, desk.phone);
  const opened = await fromBrowser(origin, OpenSignIn, {}, []);
  const { signInId } = opened.value;
  await call(api, ScanSignIn, { signInId });
  await call(api, ConfirmSignIn, { signInId });
  return (await fromBrowser(origin, TakeSignIn, { signInId }, opened.cookies)).cookies;
}

async function fromBrowser<E extends Endpoint>(
  origin: string,
  e: E,
  request: RequestOf<E>,
  kept: readonly string[],
): Promise<Answer<E>> {
  const { method, url, body } = httpCall(e, request);
  const cookie = kept.map((line) => line.split(";")[0]).join("; ");
  const headers = { "content-type": "application/json", origin, ...(cookie ? { cookie } : {}) };
  const answer = await fetch(origin + url, { method, headers, body: body ?? "{}" });
  if (answer.status !== 200) throw new Error(`${method} ${url}: HTTP ${answer.status} ${await answer.text()}`);
  return { value: e.response.parse(await answer.json()) as ResponseOf<E>, cookies: answer.headers.getSetCookie() };
}
