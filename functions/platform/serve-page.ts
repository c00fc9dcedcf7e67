// HTTP for a page that people open in a browser: it may load nothing, run nothing and be framed nowhere else.
import type { Env } from "./env.ts";
import { type Handler, type HttpAnswer, type HttpEvent, type PathRow, serveRows } from "./lambda-http.ts";
import { logFailure, logRequest } from "./log.ts";

type Page = { readonly status: number; readonly html: string };

type Serving = {
  /** With one variable, `:scene`. */
  readonly path: string;
  readonly env: () => Env;
  readonly show: (env: Env, scene: string, isWechat: boolean) => Promise<Page>;
  /** "<name>.txt <content>": WeChat fetches it below the path to see that the domain is ours. */
  readonly proof?: string | undefined;
};

const SECURITY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy": SECURITY,
  "referrer-policy": "no-referrer",
};

const SORRY = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>稍等</title><p style="font:18px sans-serif;margin:3em 1em;text-align:center">现在人有点多，请过几秒再打开</p></html>`;

/** WeChat's browser names itself. */
const WECHAT = /MicroMessenger/i;

const TEXT = { "content-type": "text/plain; charset=utf-8" };

export function servePage({ path, env, show, proof }: Serving): Handler {
  const [proofName, proofText = ""] = proof?.split(" ") ?? [];
  const page: PathRow = {
    ...{ method: "GET", path },
    answer: (event, { scene = "" }) => answerPage(path, () => show(env(), scene, isWechat(event))),
  };
  const proofRow = proofName && {
    ...{ method: "GET", path: path.replace(":scene", proofName) },
    answer: async () => ({ statusCode: 200, headers: TEXT, body: proofText }),
  };
  const nowhere = { statusCode: 404, headers: TEXT, body: "404 Not Found" };
  return serveRows(proofRow ? [proofRow, page] : [page], async () => nowhere);
}

const isWechat = ({ headers }: HttpEvent): boolean => WECHAT.test(headers["user-agent"] ?? "");

async function answerPage(path: string, show: () => Promise<Page>): Promise<HttpAnswer> {
  const startedMs = performance.now();
  const done = (status: number, outcome: string) =>
    logRequest({ route: `GET ${path}`, outcome, status, ms: Math.round(performance.now() - startedMs) });
  try {
    const { status, html } = await show();
    done(status, status === 200 ? "ok" : "dead_code");
    return { statusCode: status, headers: HEADERS, body: html };
  } catch (cause) {
    logFailure(`GET ${path}`, cause);
    done(503, "try_later");
    return { statusCode: 503, headers: { ...HEADERS, "retry-after": "5" }, body: SORRY };
  }
}
