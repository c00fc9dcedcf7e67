// Makes a code for the console's page to show. Whoever confirms it later signs in the browser that holds the cookie made
// here, and no other: a code passed on to somebody else's screen is of no use there.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { type OpenSignIn, SIGN_IN_MS, signInText } from "@huike/shared/console-sign-in";
import { type ErrorOf, ok, type ResponseOf } from "@huike/shared/endpoint";
import { drawCode } from "@huike/shared/id";
import { browserSeen, cookieFor, SIGN_IN_COOKIE } from "../platform/browser.ts";
import type { Env } from "../platform/env.ts";
import type { Settled, Visitor } from "../platform/http.ts";
import { attributes } from "../platform/table.ts";
import { goneAtS, type SignInItem, seenFields, sha256, signInKey } from "./console.items.ts";

const CODE_LETTERS = 26;
const NONCE_BYTES = 32;
/** To be scanned, to be answered, to be taken: each has its time. */
const STEPS = 3;

export async function openSignIn(
  { event }: Visitor,
  _request: unknown,
  env: Env,
): Promise<Settled<ResponseOf<typeof OpenSignIn>, ErrorOf<typeof OpenSignIn>>> {
  const signInId = drawCode(env.random(CODE_LETTERS));
  const nonce = Buffer.from(env.random(NONCE_BYTES)).toString("base64url");
  const serverNowMs = env.nowMs();
  const expiresAtMs = serverNowMs + SIGN_IN_MS;
  const seen = seenFields(browserSeen(event, env.isBehindCloudFront));
  const item: SignInItem = { st: "w", bh: sha256(nonce), exp: expiresAtMs, ...seen };
  await env.tables.client.send(
    new PutItemCommand({
      TableName: env.tables.app,
      Item: attributes({ ...signInKey(signInId), ...item, ttl: goneAtS(expiresAtMs) }),
    }),
  );
  const cookie = cookieFor(event, SIGN_IN_COOKIE, nonce, STEPS * SIGN_IN_MS);
  return { ...ok({ signInId, text: signInText(signInId), expiresAtMs, serverNowMs }), cookies: [cookie] };
}
