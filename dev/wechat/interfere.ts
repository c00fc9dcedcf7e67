// Stands before every call of a server: keeps a list of the last ones for whoever looks on, and does to
// them what the settings say (latency, faults).
import { setTimeout as sleep } from "node:timers/promises";
import type { Context, MiddlewareHandler } from "hono";
import { json } from "./api-body.ts";
import { refuseWith } from "./refusal.ts";
import { type Fault, takeFault } from "./settings.ts";
import type { StateFile } from "./state.ts";

export type Call = {
  readonly atMs: number;
  readonly method: string;
  readonly path: string;
  /** Whose token or appid it named; null: none that is known here. */
  readonly appId: string | null;
  readonly status: number;
  /** null: the answer has none, which is success. */
  readonly errcode: number | null;
  readonly tookMs: number;
};

const REMEMBERED = 200;
/** A call that is never answered is let go of after this long, should the caller not hang up before. */
const NEVER_MS = 60_000;

export type Calls = { readonly list: readonly Call[]; readonly middleware: MiddlewareHandler };

export function interfere({ state, save }: StateFile, now: () => number): Calls {
  let list: Call[] = [];
  const note = async (c: Context, path: string, startedMs: number) => {
    const { status } = c.res;
    const tookMs = Math.round(performance.now() - startedMs);
    const errcode = await errcodeOf(c.res);
    const call = { atMs: now(), method: c.req.method, path, appId: appIdOf(c), status, errcode, tookMs };
    list = [call, ...list].slice(0, REMEMBERED);
  };
  const appIdOf = (c: Context): string | null => {
    const { access_token: token, appid } = c.req.query();
    return appid ?? state.tokens.find(({ value }) => value === token)?.appId ?? null;
  };
  const middleware: MiddlewareHandler = async (c, next) => {
    const startedMs = performance.now();
    // Without the part it is mounted at: the path as WeChat's documents write it.
    const path = c.req.path.replace(/^.*?\/(?:api|mp)(?=\/)/, "");
    const { latencyMs } = state.settings;
    if (latencyMs > 0) await sleep(latencyMs, undefined, { ref: false });
    const fault = takeFault(state.settings, path);
    if (fault) save();
    if (!fault || fault.isAfter) await next();
    if (fault) c.res = await faulty(c, fault, now());
    await note(c, path, startedMs);
  };
  return {
    get list() {
      return list;
    },
    middleware,
  };
}

async function faulty(c: Context, fault: Fault, nowMs: number): Promise<Response> {
  if ("errcode" in fault) return json(refuseWith(fault.errcode, nowMs));
  if ("httpStatus" in fault) return new Response("", { status: fault.httpStatus });
  await sleep(NEVER_MS, undefined, { ref: false, signal: c.req.raw.signal }).catch(() => undefined);
  return new Response("", { status: 504 });
}

async function errcodeOf(answer: Response): Promise<number | null> {
  if (!/json|text\/plain/.test(answer.headers.get("content-type") ?? "")) return null;
  try {
    const body = (await answer.clone().json()) as { errcode?: number } | null;
    return body?.errcode ?? null;
  } catch {
    return null;
  }
}
