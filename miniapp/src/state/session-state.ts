// The session the phone holds, and how far its clock is from the server's: member codes go by the server's time.
import { Session } from "@huike/shared/member";
import { create } from "zustand";
import { readStored, store } from "../platform/storage";

type SessionState = { readonly session: Session | undefined; readonly clockOffsetMs: number };

const SESSION_KEY = "session";
const OFFSET_KEY = "clock-offset-ms";

function restore(): SessionState {
  const session = Session.safeParse(readStored(SESSION_KEY));
  const offset = readStored(OFFSET_KEY);
  return {
    session: session.success ? session.data : undefined,
    clockOffsetMs: typeof offset === "number" ? offset : 0,
  };
}

export const useSession = create<SessionState>(restore);

export function adoptSession(session: Session): void {
  store(SESSION_KEY, session);
  useSession.setState({ session });
  keepClock(session.serverNowMs);
}

/** Half a second is the road's length, not the clock's error: a steady offset keeps the code bar from jumping. */
const JITTER_MS = 500;

export function keepClock(serverMs: number): void {
  const clockOffsetMs = serverMs - Date.now();
  if (Math.abs(clockOffsetMs - useSession.getState().clockOffsetMs) < JITTER_MS) return;
  store(OFFSET_KEY, clockOffsetMs);
  useSession.setState({ clockOffsetMs });
}

export const serverNowMs = (): number => Date.now() + useSession.getState().clockOffsetMs;

export const isMember = (session: Session | undefined): boolean => session?.who === "member";
