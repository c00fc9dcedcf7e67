// The caller's browsers that are signed in.
import type { ConsoleSession, ListSessions } from "@huike/shared/console-session";
import { type ErrorOf, ok, type ResponseOf, type Result } from "@huike/shared/endpoint";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { queryRange } from "../platform/read.ts";
import { consoleOf, readSeen, SESSIONS, type SessionItem } from "./console.items.ts";
import { isLive } from "./find-session.ts";

export async function listSessions(
  { memberNo, session: mine }: Member,
  _request: unknown,
  env: Env,
): Promise<Result<ResponseOf<typeof ListSessions>, ErrorOf<typeof ListSessions>>> {
  const range = { pk: consoleOf(memberNo), from: SESSIONS, to: `${SESSIONS}~` };
  const items = await queryRange<SessionItem>(env.tables, range, { consistent: true });
  const sessions = items
    .filter((item) => isLive(item, env.nowMs()))
    .map((item) => shown(item, mine?.sessionId))
    .sort((a, b) => b.signedInAtMs - a.signedInAtMs);
  return ok({ sessions });
}

function shown(item: SessionItem, mine: string | undefined): ConsoleSession {
  const sessionId = item.sk.slice(SESSIONS.length);
  return {
    sessionId,
    browser: readSeen(item),
    signedInAtMs: item.at,
    lastSeenAtMs: item.seen,
    endsAtMs: item.exp,
    isThis: sessionId === mine,
  };
}
