// The browser asks whether its code was confirmed, and takes the session the moment it is. One transaction decides: the
// code is taken once, by the browser whose cookie it was made for, and the session is there with it.
import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { CONSOLE_SESSION_MS } from "@huike/shared/console-session";
import type { SignInState, TakeSignIn } from "@huike/shared/console-sign-in";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, refused } from "@huike/shared/endpoint";
import { CONSOLE_COOKIE, cookieFor, cookieOf, SIGN_IN_COOKIE } from "../platform/browser.ts";
import type { Env } from "../platform/env.ts";
import type { Settled, Visitor } from "../platform/http.ts";
import { getItem } from "../platform/read.ts";
import { attributes, refusedStatements } from "../platform/table.ts";
import { goneAtS, readSeen, type SignInItem, seenFields, sessionKey, sha256, signInKey } from "./console.items.ts";
import { cookieText, sessionIdOf, sessionSecret } from "./session-secret.ts";

type Answer = Settled<ResponseOf<typeof TakeSignIn>, ErrorOf<typeof TakeSignIn>>;

export async function takeSignIn(
  { event }: Visitor,
  { signInId }: RequestOf<typeof TakeSignIn>,
  env: Env,
): Promise<Answer> {
  const nonce = cookieOf(event, SIGN_IN_COOKIE);
  const found = await getItem<SignInItem>(env.tables, signInKey(signInId), { consistent: true });
  if (!found || !nonce || found.bh !== sha256(nonce)) return refused("sign_in_unknown");
  const secret = sessionSecret(env.secrets.linkKey, signInId, nonce);
  const item = found.st === "c" && found.exp > env.nowMs() ? await take(env, signInId, found, secret) : found;
  const answer = ok({ state: stateOf(item, env.nowMs()), expiresAtMs: item.exp, serverNowMs: env.nowMs() });
  if (answer.value.state !== "taken" || item.by === undefined) return answer;
  // The nonce stays for the time it has: a browser whose answer was lost asks again and is given the same session.
  return { ...answer, cookies: [cookieFor(event, CONSOLE_COOKIE, cookieText(item.by, secret), CONSOLE_SESSION_MS)] };
}

function stateOf({ st, exp }: SignInItem, nowMs: number): SignInState {
  if (st === "r") return "refused";
  if (exp <= nowMs) return "expired";
  if (st === "t") return "taken";
  // Confirmed and not taken in this very call: it was just refused after all, or another call of this browser is at it.
  return st === "w" ? "waiting" : "scanned";
}

async function take(env: Env, signInId: string, confirmed: SignInItem, secret: string): Promise<SignInItem> {
  const { app, client } = env.tables;
  const at = env.nowMs();
  const exp = at + CONSOLE_SESSION_MS;
  const taken = { ...confirmed, st: "t" } as const;
  try {
    await client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          {
            Update: {
              TableName: app,
              Key: attributes(signInKey(signInId)),
              UpdateExpression: "SET st = :taken",
              ConditionExpression: "st = :confirmed AND bh = :browser AND exp > :now",
              ExpressionAttributeValues: attributes({
                ":taken": "t",
                ":confirmed": "c",
                ":browser": confirmed.bh,
                ":now": at,
              }),
            },
          },
          {
            Put: {
              TableName: app,
              Item: attributes({
                ...sessionKey(confirmed.by ?? "", sessionIdOf(secret)),
                ...{ at, seen: at, exp, ttl: goneAtS(exp) },
                ...seenFields(readSeen(confirmed)),
              }),
              ConditionExpression: "attribute_not_exists(pk)",
            },
          },
        ],
      }),
    );
    return taken;
  } catch (cause) {
    if (!refusedStatements(cause)) throw cause;
    return (await getItem<SignInItem>(env.tables, signInKey(signInId), { consistent: true })) ?? confirmed;
  }
}
