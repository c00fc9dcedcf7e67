// Signs in silently, once at launch, and again when a session has ended. Nothing is shown and nothing is asked.

import { DAY_MS } from "@huike/shared/day";
import type { CallFailure, Result } from "@huike/shared/endpoint";
import { WelcomeTicket } from "@huike/shared/id";
import { OpenSession, RecordTouch, type Session } from "@huike/shared/member";
import { weekAt } from "@huike/shared/member-code";
import { launched } from "../platform/launch";
import { loginCode } from "../platform/login";
import { readStored, store } from "../platform/storage";
import { adoptSession, serverNowMs, useSession } from "../state/session-state";
import { decodeOnce, readScene, sceneOfQuery } from "./read-scene";
import { send } from "./send";

export type SignedIn = Result<Session, CallFailure<typeof OpenSession>>;

/** What opened the app or a page: a code's scene, the ticket of a welcome link, both or neither. */
export type Arrival = { readonly scene?: string | undefined; readonly ticket?: string | undefined };

let signingIn: Promise<SignedIn> | undefined;
/** Scenes the server has heard of in this run: landing and launch both name theirs. */
const told = new Set<string>();
/** The ticket of a welcome link the server has not heard of yet: it goes with the next sign-in, whoever asks for that. */
let waitingTicket: string | undefined;

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
  // Before the first wait: a ticket that comes later goes with a sign-in of its own.
  const ticket = waitingTicket;
  let code: string;
  try {
    code = await loginCode();
  } catch {
    return { ok: false, error: "offline" };
  }
  const known = readScene(scene);
  const came = { ...(known === undefined ? {} : { scene: known }), ...(ticket === undefined ? {} : { ticket }) };
  const answer = await send(OpenSession, { code, ...came });
  if (!answer.ok) return answer;
  if (known !== undefined) told.add(known);
  if (ticket !== undefined) noteSent(ticket);
  adoptSession(answer.value);
  return answer;
}

/** At launch: scene and ticket go with the sign-in; where the session still lives, the scene goes as a touch. */
export async function startSession(): Promise<void> {
  const launch = await launched().catch(() => undefined);
  await arriveBy({ scene: launch && sceneOfQuery(launch.query), ticket: launch?.query.t });
}

/** A code or a welcome link led here: the server hears of each once. A failure costs the statistics, never the person. */
export async function arriveBy({ scene, ticket }: Arrival): Promise<SignedIn> {
  const known = readScene(scene);
  const unsent = unsentTicket(ticket);
  if (unsent !== undefined) waitingTicket = unsent;
  const signedIn = await signedInWithTicket(known);
  if (!signedIn.ok || known === undefined || told.has(known)) return signedIn;
  told.add(known);
  const touched = await send(RecordTouch, { scene: known }, signedIn.value.token);
  if (touched.ok) adoptSession(touched.value);
  // The session could have ended early (a new server key): then sign in anew, with the scene.
  return touched.ok ? touched : touched.error === "signed_out" ? signIn(known) : signedIn;
}

/** A ticket can only go with a sign-in: a session that still lives is opened anew for it, and serves on when that fails. */
async function signedInWithTicket(scene: string | undefined): Promise<SignedIn> {
  const signedIn = await ensureSession(scene);
  if (!signedIn.ok || waitingTicket === undefined) return signedIn;
  const anew = await signIn(scene);
  return anew.ok ? anew : signedIn;
}

/** Tickets the server has answered. A reload and the next launch name the same link again; a link lives for a day. */
const SENT_KEY = "tickets-sent";
const SENT_MAX = 8;

function sentTickets(): string[] {
  const stored = readStored(SENT_KEY);
  return Array.isArray(stored) ? stored.filter((one) => typeof one === "string") : [];
}

function noteSent(ticket: string): void {
  if (waitingTicket === ticket) waitingTicket = undefined;
  store(SENT_KEY, [...sentTickets().filter((one) => one !== ticket), ticket].slice(-SENT_MAX));
}

/** Undefined for one that was sent, and for one that cannot be ours: it must not spoil the sign-in. */
function unsentTicket(ticket: string | undefined): string | undefined {
  const parsed = WelcomeTicket.safeParse(ticket === undefined ? undefined : decodeOnce(ticket));
  return parsed.success && !sentTickets().includes(parsed.data) ? parsed.data : undefined;
}

/** More than a day left, and code secrets that reach as far. */
function isFresh(session: Session): boolean {
  const tomorrowMs = serverNowMs() + DAY_MS;
  if (session.expiresAtMs <= tomorrowMs) return false;
  return session.who !== "member" || hasSecretFor(session, weekAt(tomorrowMs));
}

const hasSecretFor = (session: Session, week: number): boolean =>
  session.codeSecrets?.weeks.some((w) => w.week === week) ?? false;
