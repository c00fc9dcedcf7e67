// HTTP for a page that people open in a browser: it may load nothing, run nothing and be framed nowhere else.
import { Hono } from "hono";
import type { Env } from "./env.ts";
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

export function makePageApp({ path, env, show, proof }: Serving): Hono {
  const app = new Hono();
  const [proofName, proofText = ""] = proof?.split(" ") ?? [];
  if (proofName) app.get(path.replace(":scene", proofName), (c) => c.text(proofText));
  app.get(path, async (c) => {
    const startedMs = performance.now();
    const done = (status: number, outcome: string) =>
      logRequest({ route: `GET ${path}`, outcome, status, ms: Math.round(performance.now() - startedMs) });
    try {
      const page = await show(env(), c.req.param("scene") ?? "", WECHAT.test(c.req.header("user-agent") ?? ""));
      done(page.status, page.status === 200 ? "ok" : "dead_code");
      return c.body(page.html, page.status as 200, HEADERS);
    } catch (cause) {
      logFailure(`GET ${path}`, cause);
      done(503, "try_later");
      return c.body(SORRY, 503, { ...HEADERS, "retry-after": "5" });
    }
  });
  return app;
}
