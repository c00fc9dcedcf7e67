// Sets one of WeChat's secrets. An AppSecret is tried with WeChat before it is kept: a wrong one would stop every login within
// ten seconds. Token and EncodingAESKey cannot be tried, WeChat alone calls; the pair of before holds beside the new one
// until WeChat's console has been changed.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { calendarDay, clockTime } from "@huike/shared/day";
import {
  type ErrorOf,
  ok,
  type Refused,
  type RequestOf,
  type ResponseOf,
  type Result,
  refused,
} from "@huike/shared/endpoint";
import type { Sentence } from "@huike/shared/sentences";
import { OLD_KEYS_MS, type PutWechatSecret, type WechatSecret } from "@huike/shared/wechat-secrets";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { isOutage } from "../platform/outage.ts";
import { markOf, SealError, seal, unseal } from "../platform/seal.ts";
import { attributes, fields, refusedBy } from "../platform/table.ts";
import { WechatError } from "../platform/wechat/error.ts";
import { trySecret } from "../platform/wechat/health.ts";
import {
  type CallbackKey,
  deployedKeys,
  keyText,
  nameOf,
  openKey,
  sealKeyPair,
  type WechatSecretsItem,
  wechatSecretsKey,
} from "../platform/wechat/kept-secrets.ts";
import { findingOf, refusedAddress } from "../wechat-check/finding.ts";

type Request = RequestOf<typeof PutWechatSecret>;
type Failed = ErrorOf<typeof PutWechatSecret>;

/** Each change adds one, and each ends by itself: more at once is no change of keys any more. */
const BEFORE_MAX = 4;

export async function putWechatSecret(
  { memberNo }: Member,
  request: Request,
  env: Env,
): Promise<Result<ResponseOf<typeof PutWechatSecret>, Failed>> {
  const { ifVersion, secret } = request;
  const version = ifVersion + 1;
  const isDone = (item: WechatSecretsItem | undefined) =>
    item?.ver === version && item.by === memberNo && isHeld(env, item, secret);
  const standing = await env.wechatSecrets.item();
  // The same request again: its first answer was lost.
  if (isDone(standing)) return ok({ version });
  if ((standing?.ver ?? 0) !== ifVersion) return refused("setting_changed");
  const refusal = await tryWithWechat(env, secret);
  if (refusal) return refusal;
  try {
    await env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.app,
        Item: attributes({ ...wechatSecretsKey, ...changed(env, standing, request, memberNo) }),
        ConditionExpression: ifVersion === 0 ? "attribute_not_exists(pk)" : "ver = :read",
        ...(ifVersion === 0 ? {} : { ExpressionAttributeValues: attributes({ ":read": ifVersion }) }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined) throw cause;
    if (old === "absent" || !isDone(fields<WechatSecretsItem>(old))) return refused("setting_changed");
  }
  return ok({ version });
}

export async function describeWechatSecret({ secret }: Request, env: Env): Promise<Sentence> {
  const { miniAppId, serviceAppId } = env.secrets;
  if (secret.part === "mini")
    return {
      zh: `换掉小程序（${miniAppId}）的 AppSecret`,
      en: `Replace the AppSecret of the mini-program (${miniAppId})`,
    };
  if (secret.part === "service")
    return {
      zh: `换掉公众号（${serviceAppId}）的 AppSecret`,
      en: `Replace the AppSecret of the service account (${serviceAppId})`,
    };
  const untilMs = env.nowMs() + OLD_KEYS_MS;
  const until = `${calendarDay(untilMs)} ${clockTime(untilMs)}`;
  return {
    zh: `换掉消息推送的 Token 和 EncodingAESKey，旧的用到 ${until}`,
    en: `Replace Token and EncodingAESKey of the message push; the old ones hold until ${until}`,
  };
}

const textOf = (secret: WechatSecret): string => (secret.part === "callback" ? keyText(secret) : secret.appSecret);

function isHeld({ secrets }: Env, item: WechatSecretsItem, secret: WechatSecret): boolean {
  const sealed = item.sealed[secret.part];
  return opened(() => unseal(secrets.sealKey, nameOf(secrets, secret.part), sealed ?? "")) === textOf(secret);
}

/** Nothing for what was sealed under a key that is gone: setting it anew is the cure. */
function opened<T>(open: () => T): T | undefined {
  try {
    return open();
  } catch (cause) {
    if (cause instanceof SealError) return undefined;
    throw cause;
  }
}

const refusals = {
  secret_wrong: "wechat_secret_wrong",
  // Of the deployment's AppID and this secret, the secret is the one that was just typed.
  appid_wrong: "wechat_secret_wrong",
  secret_frozen: "wechat_secret_frozen",
  ip_not_listed: "wechat_ip_not_listed",
  admin_must_confirm: "wechat_admin_must_confirm",
  refused: "wechat_refused",
} as const satisfies Record<ReturnType<typeof findingOf>, Failed>;

async function tryWithWechat(env: Env, secret: WechatSecret): Promise<Refused<Failed> | undefined> {
  if (secret.part === "callback") return undefined;
  try {
    await trySecret(secret.part === "mini" ? env.wechat : env.serviceAccount, secret.appSecret);
    return undefined;
  } catch (cause) {
    if (isOutage(cause)) return refused("wechat_silent");
    if (!(cause instanceof WechatError)) throw cause;
    const word = refusedAddress(cause);
    return refused(refusals[findingOf(cause.errcode)], word === undefined ? undefined : { word });
  }
}

/** The item with this one part replaced; the others as they are. */
function changed(env: Env, standing: WechatSecretsItem | undefined, request: Request, by: string) {
  const { secret, ifVersion, why } = request;
  const { secrets } = env;
  const at = env.nowMs();
  const as = nameOf(secrets, secret.part);
  const { mini, service, callback, sealed } = standing ?? {};
  const before = secret.part === "callback" ? keysBefore(env, sealed, secret) : sealed?.before;
  return {
    ...{ ver: ifVersion + 1, by, at, why },
    ...{ mini, service, callback },
    [secret.part]: { mark: markOf(secrets.sealKey, as, textOf(secret)), at, by },
    sealed: { ...sealed, before, [secret.part]: seal(secrets.sealKey, as, textOf(secret)) },
  };
}

/** The pair that held until now, for its time, and those before it till theirs ends; the deployment's where none was set. */
function keysBefore(env: Env, sealed: WechatSecretsItem["sealed"] | undefined, next: CallbackKey) {
  const nowMs = env.nowMs();
  const { callback, before = [] } = sealed ?? {};
  const last = callback === undefined ? deployedKeys(env.secrets) : [opened(() => openKey(env.secrets, callback))];
  const until = nowMs + OLD_KEYS_MS;
  const replaced = last.filter((key) => key !== undefined).map((key) => ({ key, until }));
  const older = before
    .map(({ value, until: ends }) => ({ key: opened(() => openKey(env.secrets, value)), until: ends }))
    .filter((one): one is { key: CallbackKey; until: number } => one.key !== undefined && one.until > nowMs);
  return [...replaced, ...older]
    .filter(({ key }) => keyText(key) !== keyText(next))
    .slice(0, BEFORE_MAX)
    .map(({ key, until: ends }) => ({ value: sealKeyPair(env.secrets, key), until: ends }));
}
