// Everything a use case needs from outside: the tables, the clock, randomness, WeChat, our keys.
// All of it comes as one argument, so that a test can put its own in.
import { randomBytes } from "node:crypto";
import { agedCache, type Cache } from "./cache.ts";
import { readSecrets, type Secrets } from "./secrets.ts";
import { openTables, type Tables } from "./table.ts";
import { openWechat, type Wechat } from "./wechat/request.ts";

export type Env = {
  readonly tables: Tables;
  readonly secrets: Secrets;
  readonly wechat: Wechat;
  readonly nowMs: () => number;
  readonly random: (bytes: number) => Uint8Array;
  /** A cache of this instance by name; the first caller sets its age, in ms. */
  readonly cache: <T>(name: string, ageMaxMs: number) => Cache<T>;
};

export type EnvParts = Pick<Env, "tables" | "secrets"> &
  Partial<Pick<Env, "nowMs" | "random">> & { wechatApiUrl: string; fetch?: typeof fetch };

export function makeEnv(parts: EnvParts): Env {
  const nowMs = parts.nowMs ?? Date.now;
  const caches = new Map<string, Cache<unknown>>();
  return {
    tables: parts.tables,
    secrets: parts.secrets,
    nowMs,
    random: parts.random ?? randomBytes,
    wechat: openWechat({
      apiUrl: parts.wechatApiUrl,
      appId: parts.secrets.miniAppId,
      appSecret: parts.secrets.miniAppSecret,
      fetch: parts.fetch ?? fetch,
      nowMs,
    }),
    cache<T>(name: string, ageMaxMs: number) {
      const known = caches.get(name) ?? agedCache<unknown>(ageMaxMs, nowMs);
      caches.set(name, known);
      return known as Cache<T>;
    },
  };
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

/** The environment of a Lambda. DYNAMODB_ENDPOINT is set on a laptop only. */
export function liveEnv(): Env {
  return makeEnv({
    tables: openTables(required("APP_TABLE"), required("VIEWS_TABLE"), process.env.DYNAMODB_ENDPOINT),
    secrets: readSecrets(process.env.HUIKE_SECRETS),
    wechatApiUrl: required("WECHAT_API_URL"),
  });
}
