// Everything a use case needs from outside: the tables, the clock, randomness, WeChat, our keys.
// All of it comes as one argument, so that a test can put its own in.
import { randomBytes } from "node:crypto";
import { agedCache, type Cache } from "./cache.ts";
import { readSecrets, type Secrets } from "./secrets.ts";
import { openTables, type Tables } from "./table.ts";
import { type KeptSecrets, keepSecrets } from "./wechat/kept-secrets.ts";
import { openWechat, type Wechat } from "./wechat/request.ts";

export type Env = {
  readonly tables: Tables;
  readonly secrets: Secrets;
  /** WeChat's secrets as they stand: set in the console, or as they came with the deployment. */
  readonly wechatSecrets: KeptSecrets;
  /** The mini-program at WeChat. */
  readonly wechat: Wechat;
  /** The service account (服务号) at WeChat: its own appid, token and openids. */
  readonly serviceAccount: Wechat;
  readonly nowMs: () => number;
  readonly random: (bytes: number) => Uint8Array;
  /** The domain of link QRs, `https://q.example.com`; undefined until the chain has one. */
  readonly linkDomain: string | undefined;
  /** Only then what CloudFront says of a viewer is CloudFront's word: otherwise the viewer could say it. */
  readonly isBehindCloudFront: boolean;
  /** A cache of this instance by name; the first caller sets its age, in ms. */
  readonly cache: <T>(name: string, ageMaxMs: number) => Cache<T>;
};

export type EnvParts = Pick<Env, "tables" | "secrets"> &
  Partial<Pick<Env, "nowMs" | "random">> & {
    wechatApiUrl: string;
    wechatMpUrl: string;
    linkDomain?: string | undefined;
    isBehindCloudFront?: boolean;
    fetch?: typeof fetch;
    wait?: (ms: number) => Promise<void>;
  };

export function makeEnv(parts: EnvParts): Env {
  const nowMs = parts.nowMs ?? Date.now;
  const caches = new Map<string, Cache<unknown>>();
  const { tables, secrets } = parts;
  const wait = parts.wait ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)));
  const at = { apiUrl: parts.wechatApiUrl, mpUrl: parts.wechatMpUrl, fetch: parts.fetch ?? fetch, nowMs, wait };
  const wechatSecrets = keepSecrets({ tables, secrets, nowMs });
  const account = (half: "mini" | "service", appId: string) =>
    openWechat({ ...at, appId, appSecret: (ageMaxMs) => wechatSecrets.appSecret(half, ageMaxMs) }, tables);
  return {
    tables,
    secrets,
    wechatSecrets,
    nowMs,
    linkDomain: parts.linkDomain,
    isBehindCloudFront: parts.isBehindCloudFront ?? false,
    random: parts.random ?? randomBytes,
    wechat: account("mini", secrets.miniAppId),
    serviceAccount: account("service", secrets.serviceAppId),
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
    wechatMpUrl: required("WECHAT_MP_URL"),
    linkDomain: process.env.LINK_DOMAIN || undefined,
    isBehindCloudFront: process.env.BEHIND_CLOUDFRONT === "yes",
  });
}
