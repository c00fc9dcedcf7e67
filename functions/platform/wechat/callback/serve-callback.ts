// HTTP for WeChat's callback. A push that does not open gets 403 and has no effect; one that could
// not be stored gets 503, so that WeChat brings it again.
import type { Env } from "../../env.ts";
import { bodyOf, type Handler, type HttpAnswer, type HttpEvent, queryOf, serveRows } from "../../lambda-http.ts";
import { logFailure, logRequest } from "../../log.ts";
import { keyText } from "../kept-secrets.ts";
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

/** Keys that were set in the console seconds ago may be newer than this instance's: a read a second at most for forged pushes. */
const AGAIN_MS = 1_000;

export function serveCallback({ env, receive }: Serving): Handler {
  const rows = Object.entries(paths).flatMap(([path, appIdOf]) => [
    { method: "GET", path, answer: (event: HttpEvent) => answerUrlCheck(event, path, env(), appIdOf(env())) },
    {
      ...{ method: "POST", path },
      answer: (event: HttpEvent) => answerPush(event, { path, env: env(), appId: appIdOf(env()), receive }),
    },
  ]);
  return serveRows(rows, async () => text(404, "404 Not Found"));
}

const text = (statusCode: number, body: string): HttpAnswer => ({
  statusCode,
  headers: { "content-type": "text/plain; charset=utf-8" },
  body,
});

/** What `open` finds under the keys this instance knows, or else under the newest. */
async function underKeys<T>(
  { wechatSecrets }: Env,
  appId: string,
  open: (account: CallbackAccount) => T | undefined,
): Promise<T | undefined> {
  const keys = await wechatSecrets.callbackKeys();
  const opened = open({ appId, keys });
  if (opened !== undefined) return opened;
  const newest = await wechatSecrets.callbackKeys(AGAIN_MS);
  const isKnown = keys.map(keyText).join() === newest.map(keyText).join();
  return isKnown ? undefined : open({ appId, keys: newest });
}

/** WeChat asks once, when the address is entered in its console: the echo goes back as it came. */
async function answerUrlCheck(event: HttpEvent, path: string, env: Env, appId: string): Promise<HttpAnswer> {
  const query = queryOf(event);
  try {
    const isOurs = await underKeys(env, appId, (account) => isUrlCheck(account, query) || undefined);
    return isOurs ? text(200, query.echostr ?? "") : text(403, "forbidden");
  } catch (cause) {
    logFailure(`GET ${path}`, cause);
    return text(503, "try later");
  }
}

type Pushing = { readonly path: string; readonly env: Env; readonly appId: string; readonly receive: Receive };

async function answerPush(event: HttpEvent, { path, env, appId, receive }: Pushing): Promise<HttpAnswer> {
  const startedMs = performance.now();
  const line = (outcome: string, status: number) =>
    logRequest({ route: `POST ${path}`, outcome, status, ms: Math.round(performance.now() - startedMs) });
  const body = bodyOf(event);
  const query = queryOf(event);
  const refuse = () => {
    line("push_refused", 403);
    return text(403, "forbidden");
  };
  if (body.length > BODY_BYTES_MAX) return refuse();
  try {
    const opened = await underKeys(env, appId, (account) => openEnvelope(account, { query, body }, env.nowMs()));
    if (!opened) return refuse();
    const reply = await receive(opened, env);
    line("ok", 200);
    return text(200, reply ? replyText(reply, opened, appId, env) : NO_REPLY);
  } catch (cause) {
    logFailure(`POST ${path}`, cause);
    line("try_later", 503);
    return text(503, "try later");
  }
}

/** A reply goes back as the push came: plain to plain, sealed under the pair that opened it. */
function replyText(reply: Reply, { push, key, how }: Opened, appId: string, env: Env): string {
  const nowS = Math.floor(env.nowMs() / 1000);
  const xml = replyXml(push, reply, nowS);
  if (how === "plain") return xml;
  const nonce = Buffer.from(env.random(8)).toString("hex");
  return sealReply(xml, { appId, ...key, random: env.random(16), nonce, nowS });
}
