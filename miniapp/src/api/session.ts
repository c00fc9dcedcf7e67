// Signs in silently, once at launch, and again when a session has ended. Nothing is shown and nothing is asked.

import { DAY_MS } from "@huike/shared/day";
import type { CallFailure, Result } from "@huike/shared/endpoint";
import { Scene } from "@huike/shared/id";
import { OpenSession, RecordTouch, type Session } from "@huike/shared/member";
import { weekAt } from "@huike/shared/member-code";
import { launched } from "../platform/launch";
import { loginCode } from "../platform/login";
import { adoptSession, serverNowMs, useSession } from "../state/session-state";
import { send } from "./send";

export type SignedIn = Result<Session, CallFailure<typeof OpenSession>>;

let signingIn: Promise<SignedIn> | undefined;
/** Scenes the server has heard of in this run: landing and launch both name theirs. */
const told = new Set<string>();

/** The session, signing in when there is none good enough; every caller at the same time shares one attempt. */
export function ensureSession(scene?: string): Promise<SignedIn> {
  const kept = useSession.getState().session;
  if (signingIn) return signingIn;
  if (kept && isFresh(kept)) return Promise.resolve({ ok: true, value: kept });
  return signIn(scene);
}

/** A new session, whatever the kept one says: the server has refused it, or its code secrets have run out. */
export function signIn(scene?: string): Promise<SignedIn> {
  signingIn ??= openSession(scene).finally(() => {
    signingIn = undefined;
  });
  return signingIn;
}

async function openSession(scene: string | undefined): Promise<SignedIn> {
  let code: string;
  try {
    code = await loginCode();
  } catch {
    return { ok: false, error: "offline" };
  }
  const known = readScene(scene);
  const answer = await send(OpenSession, known === undefined ? { code } : { code, scene: known });
  if (!answer.ok) return answer;
  if (known !== undefined) told.add(known);
  adoptSession(answer.value);
  return answer;
}

/** At launch: the scene goes with the sign-in, or as a touch when the session still lives. */
export async function startSession(): Promise<void> {
  const launch = await launched().catch(() => undefined);
  await arriveBy(launch?.query.scene);
}

/** A code led here: the server remembers it, once a run. A failure costs the statistics, never the person. */
export async function arriveBy(scene: string | undefined): Promise<SignedIn> {
  const known = readScene(scene);
  const signedIn = await ensureSession(known);
  if (!signedIn.ok || known === undefined || told.has(known)) return signedIn;
  told.add(known);
  const touched = await send(RecordTouch, { scene: known }, signedIn.value.token);
  if (touched.ok) adoptSession(touched.value);
  // The session could have ended early (a new server key): then sign in anew, with the scene.
  return touched.ok ? touched : touched.error === "signed_out" ? signIn(known) : signedIn;
}

/** WeChat gives `scene` URL-encoded once. Anything that cannot be ours is left out: it must not spoil the sign-in. */
export function readScene(scene: string | undefined): string | undefined {
  if (scene === undefined) return undefined;
  const parsed = Scene.safeParse(decodeOnce(scene));
  return parsed.success ? parsed.data : undefined;
}

function decodeOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** More than a day left, and code secrets that reach as far. */
function isFresh(session: Session): boolean {
  const tomorrowMs = serverNowMs() + DAY_MS;
  if (session.expiresAtMs <= tomorrowMs) return false;
  return session.who !== "member" || hasSecretFor(session, weekAt(tomorrowMs));
}

const hasSecretFor = (session: Session, week: number): boolean =>
  session.codeSecrets?.weeks.some((w) => w.week === week) ?? false;
