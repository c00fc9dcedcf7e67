// A browser's session by its cookie, from memory for at most 15 s: one that is ended is dead within that, as a dismissal is.
// It ends by itself after so long without a call, which is written down every few minutes only.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { CONSOLE_IDLE_MS } from "@huike/shared/console-session";
import type { ConsoleSession } from "../platform/console-door.ts";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { attributes, tookEffect } from "../platform/table.ts";
import { readSeen, type SessionItem, sessionKey } from "./console.items.ts";
import { readCookie } from "./session-secret.ts";

const AGE_MS = 15_000;
const NOTED_EVERY_MS = 5 * 60_000;

/** Ends of a session without a word. */
export const isLive = ({ end, exp, seen }: SessionItem, nowMs: number): boolean =>
  end === undefined && exp > nowMs && seen + CONSOLE_IDLE_MS > nowMs;

export async function findConsoleSession(cookie: string, env: Env): Promise<ConsoleSession | undefined> {
  const named = readCookie(cookie);
  if (!named) return undefined;
  const { memberNo, sessionId } = named;
  const item = await cacheOf(env).get(sessionId, () => read(env, memberNo, sessionId));
  if (!item || !isLive(item, env.nowMs())) return undefined;
  return { sessionId, memberNo, browser: readSeen(item), endsAtMs: item.exp };
}

/** After it was ended: this instance must not answer by what was before. */
export const forgetSession = (env: Env, sessionId: string): void => cacheOf(env).drop(sessionId);

const cacheOf = (env: Env) => env.cache<SessionItem>("console-session", AGE_MS);

async function read(env: Env, memberNo: string, sessionId: string): Promise<SessionItem | undefined> {
  const item = await getItem<SessionItem>(env.tables, sessionKey(memberNo, sessionId), { consistent: true });
  if (!item || !isLive(item, env.nowMs()) || env.nowMs() - item.seen < NOTED_EVERY_MS) return item;
  return noteSeen(env, memberNo, sessionId, item);
}

/** Only of a session that is still live: a call that comes too late does not bring it back. */
async function noteSeen(env: Env, memberNo: string, sessionId: string, item: SessionItem) {
  const nowMs = env.nowMs();
  const isStill = await tookEffect(
    env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(sessionKey(memberNo, sessionId)),
        UpdateExpression: "SET seen = :now",
        ConditionExpression: "attribute_not_exists(#end) AND exp > :now AND seen > :idle",
        ExpressionAttributeNames: { "#end": "end" },
        ExpressionAttributeValues: attributes({ ":now": nowMs, ":idle": nowMs - CONSOLE_IDLE_MS }),
      }),
    ),
  );
  return isStill ? { ...item, seen: nowMs } : undefined;
}
