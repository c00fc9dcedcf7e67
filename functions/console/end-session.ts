// Ends a session: one of the caller's own by its id, from any of their browsers or the phone, or this browser's by leaving.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { EndSession, SignOut } from "@huike/shared/console-session";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import { CONSOLE_COOKIE, cookieFor } from "../platform/browser.ts";
import type { Env } from "../platform/env.ts";
import type { Member, Settled, Visitor } from "../platform/http.ts";
import { attributes, tookEffect } from "../platform/table.ts";
import { sessionKey } from "./console.items.ts";
import { forgetSession } from "./find-session.ts";

export async function endSession(
  { memberNo }: Member,
  { sessionId }: RequestOf<typeof EndSession>,
  env: Env,
): Promise<Result<ResponseOf<typeof EndSession>, ErrorOf<typeof EndSession>>> {
  return (await end(env, memberNo, sessionId)) ? ok({ sessionId }) : refused("session_unknown");
}

export async function signOut(
  { event, session }: Visitor,
  _request: unknown,
  env: Env,
): Promise<Settled<ResponseOf<typeof SignOut>, ErrorOf<typeof SignOut>>> {
  if (session) await end(env, session.memberNo, session.sessionId);
  return { ...ok({}), cookies: [cookieFor(event, CONSOLE_COOKIE, "", 0)] };
}

/** False when the member has no such session. One that has ended stays ended as it was. */
async function end(env: Env, memberNo: string, sessionId: string): Promise<boolean> {
  const isEnded = await tookEffect(
    env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(sessionKey(memberNo, sessionId)),
        UpdateExpression: "SET #end = if_not_exists(#end, :now)",
        ConditionExpression: "attribute_exists(pk)",
        ExpressionAttributeNames: { "#end": "end" },
        ExpressionAttributeValues: attributes({ ":now": env.nowMs() }),
      }),
    ),
  );
  if (isEnded) forgetSession(env, sessionId);
  return isEnded;
}
