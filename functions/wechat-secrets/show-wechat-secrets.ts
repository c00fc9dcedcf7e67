// What may be known of WeChat's secrets: which were set in the console, when, by whom, and whether they open.
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import type { GetWechatSecrets, WechatSecretFacts } from "@huike/shared/wechat-secrets";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { SealError, unseal } from "../platform/seal.ts";
import { nameOf, type Part, type WechatSecretsItem } from "../platform/wechat/kept-secrets.ts";

export async function showWechatSecrets(
  _: Member,
  __: RequestOf<typeof GetWechatSecrets>,
  env: Env,
): Promise<Result<ResponseOf<typeof GetWechatSecrets>, ErrorOf<typeof GetWechatSecrets>>> {
  const item = await env.wechatSecrets.item();
  if (!item) return ok({ version: 0 });
  const { mini, service, callback, sealed } = item;
  // The newest of them ends last.
  const oldKeysUntilMs = sealed.before?.[0]?.until;
  return ok({
    version: item.ver,
    ...(mini ? { mini: factsOf(env, item, "mini") } : {}),
    ...(service ? { service: factsOf(env, item, "service") } : {}),
    ...(callback ? { callback: factsOf(env, item, "callback") } : {}),
    ...(oldKeysUntilMs !== undefined && oldKeysUntilMs > env.nowMs() ? { oldKeysUntilMs } : {}),
  });
}

function factsOf({ secrets }: Env, item: WechatSecretsItem, part: Part): WechatSecretFacts {
  const { mark = "", at = 0, by = "" } = item[part] ?? {};
  return { mark, atMs: at, by, isBroken: !doesOpen(secrets.sealKey, nameOf(secrets, part), item.sealed[part] ?? "") };
}

function doesOpen(...[sealKey, as, sealed]: Parameters<typeof unseal>): boolean {
  try {
    unseal(sealKey, as, sealed);
    return true;
  } catch (cause) {
    if (!(cause instanceof SealError)) throw cause;
    return false;
  }
}
