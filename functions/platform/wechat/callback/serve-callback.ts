// HTTP for WeChat's callback. A push that does not open gets 403 and has no effect; one that could
// not be stored gets 503, so that WeChat brings it again.
import type { Env } from "../../env.ts";
import { bodyOf, type Handler, type HttpAnswer, type HttpEvent, queryOf, serveRows } from "../../lambda-http.ts";
import { logFailure, logRequest } from "../../log.ts";
import { type CallbackAccount, isUrlCheck, type Opened, openEnvelope } from "./open-envelope.ts";
import { NO_REPLY, type Reply, replyXml, sealReply } from "./reply.ts";

type Receive = (opened: Opened, env: Env) => Promise<Reply | undefined>;
type Serving = { readonly env: () => Env; readonly receive: Receive };

const paths = {
  "/wechat/official-account": (env: Env) => env.secrets.serviceAppId,
  "/wechat/mini-program": (env: Env) => env.secrets.miniAppId,
} as const;

/** Larger than any push; the parser's own bound is lower still. */
const BODY_BYTES_MAX = 131_072;

export function serveCallback({ env, receive }: Serving): Handler {
  const rows = Object.entries(paths).flatMap(([path, appIdOf]) => [
    {
      ...{ method: "GET", path },
      answer: async (event: HttpEvent) => answerUrlCheck(event, accountOf(env(), appIdOf)),
    },
    {
      ...{ method: "POST", path },
      answer: (event: HttpEvent) => answerPush(event, path, env(), accountOf(env(), appIdOf), receive),
    },
  ]);
  return serveRows(rows, async () => text(404, "404 Not Found"));
}

const text = (statusCode: number, body: string): HttpAnswer => ({
  statusCode,
  headers: { "content-type": "text/plain; charset=utf-8" },
  body,
});

function accountOf(env: Env, appIdOf: (env: Env) => string): CallbackAccount {
  const { callbackToken: token, callbackAesKey, callbackAesKeyPrevious } = env.secrets;
  const aesKeys = callbackAesKeyPrevious ? [callbackAesKey, callbackAesKeyPrevious] : [callbackAesKey];
  return { appId: appIdOf(env), token, aesKeys };
}

/** WeChat asks once, when the address is entered in its console: the echo goes back as it came. */
function answerUrlCheck(event: HttpEvent, account: CallbackAccount): HttpAnswer {
  const query = queryOf(event);
  return isUrlCheck(account, query) ? text(200, query.echostr ?? "") : text(403, "forbidden");
}

async function answerPush(event: HttpEvent, path: string, env: Env, account: CallbackAccount, receive: Receive) {
  const startedMs = performance.now();
  const line = (outcome: string, status: number) =>
    logRequest({ route: `POST ${path}`, outcome, status, ms: Math.round(performance.now() - startedMs) });
  const body = bodyOf(event);
  const query = queryOf(event);
  const opened = body.length > BODY_BYTES_MAX ? undefined : openEnvelope(account, { query, body }, env.nowMs());
  if (!opened) {
    line("push_refused", 403);
    return text(403, "forbidden");
  }
  try {
    const reply = await receive(opened, env);
    line("ok", 200);
    return text(200, reply ? replyText(reply, opened, account, env) : NO_REPLY);
  } catch (cause) {
    logFailure(`POST ${path}`, cause);
    line("try_later", 503);
    return text(503, "try later");
  }
}

/** A reply goes back as the push came: plain to plain, sealed under the key that opened it. */
function replyText(reply: Reply, { push, aesKey }: Opened, { appId, token }: CallbackAccount, env: Env): string {
  const nowS = Math.floor(env.nowMs() / 1000);
  const xml = replyXml(push, reply, nowS);
  if (aesKey === undefined) return xml;
  const nonce = Buffer.from(env.random(8)).toString("hex");
  return sealReply(xml, { appId, token, aesKey, random: env.random(16), nonce, nowS });
}
