// WeChat's secrets as login, token and callback read them: what was set in the console, where something was, else what came
// with the deployment. One read of one item every ten seconds an instance, opened when used, never answered by any call.
//
// SYS / WECHAT: who set which when, with a mark of each, for people; and the values, sealed, below `sealed`.
//   sealed.before: pairs of the callback that still hold, newest first, each until its moment.

import { getItem } from "../read.ts";
import { seal, unseal } from "../seal.ts";
import type { Secrets } from "../secrets.ts";
import type { Key, Tables } from "../table.ts";

export const wechatSecretsKey: Key = { pk: "SYS", sk: "WECHAT" };

export type Half = "mini" | "service";
export type Part = Half | "callback";
export type SecretFacts = { readonly mark: string; readonly at: number; readonly by: string };
export type WechatSecretsItem = {
  readonly ver: number;
  readonly by: string;
  readonly at: number;
  readonly why: string;
  readonly mini?: SecretFacts | undefined;
  readonly service?: SecretFacts | undefined;
  readonly callback?: SecretFacts | undefined;
  readonly sealed: {
    readonly mini?: string | undefined;
    readonly service?: string | undefined;
    readonly callback?: string | undefined;
    readonly before?: readonly { readonly value: string; readonly until: number }[] | undefined;
  };
};

/** What WeChat's console calls Token and EncodingAESKey. They belong together: both are changed at once there. */
export type CallbackKey = { readonly token: string; readonly aesKey: string };

export type KeptSecrets = {
  /** Throws SealError where what was set does not open: the deployment's would be a secret that was replaced. */
  appSecret(half: Half, ageMaxMs?: number): Promise<string>;
  /** Those that hold, the newest first. Throws SealError. */
  callbackKeys(ageMaxMs?: number): Promise<readonly CallbackKey[]>;
  /** As it stands now, for whoever changes or shows it. */
  item(): Promise<WechatSecretsItem | undefined>;
};

/** A secret that was set is used within as long by every instance. */
export const AGE_MS = 10_000;

type Parts = { readonly tables: Tables; readonly secrets: Secrets; readonly nowMs: () => number };

export function keepSecrets({ tables, secrets, nowMs }: Parts): KeptSecrets {
  let held: { readonly item: WechatSecretsItem | undefined; readonly atMs: number; readonly nth: number } | undefined;
  let reads = 0;
  let reading: Promise<WechatSecretsItem | undefined> | undefined;

  const read = async () => {
    const atMs = nowMs();
    const nth = ++reads;
    const item = await getItem<WechatSecretsItem>(tables, wechatSecretsKey, { consistent: true });
    // Of two reads the slower one may bring what stood before.
    if (nth > (held?.nth ?? 0)) held = { item, atMs, nth };
    return item;
  };
  const current = async (ageMaxMs = AGE_MS) => {
    if (ageMaxMs === 0) return read();
    if (held && nowMs() - held.atMs < ageMaxMs) return held.item;
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  };
  return {
    item: () => current(0),
    async appSecret(half, ageMaxMs) {
      const sealed = (await current(ageMaxMs))?.sealed[half];
      if (sealed !== undefined) return unseal(secrets.sealKey, nameOf(secrets, half), sealed);
      return half === "mini" ? secrets.miniAppSecret : secrets.serviceAppSecret;
    },
    async callbackKeys(ageMaxMs) {
      const { callback, before = [] } = (await current(ageMaxMs))?.sealed ?? {};
      if (callback === undefined) return deployedKeys(secrets);
      const standing = before.filter(({ until }) => until > nowMs()).map(({ value }) => value);
      return [callback, ...standing].map((value) => openKey(secrets, value));
    },
  };
}

/** What a sealed value is: an AppSecret is one account's and nobody else's. */
export const nameOf = ({ miniAppId, serviceAppId }: Secrets, part: Part): string => {
  if (part === "callback") return "wechat callback";
  return `wechat ${part} AppSecret of ${part === "mini" ? miniAppId : serviceAppId}`;
};

export function deployedKeys(secrets: Secrets): readonly CallbackKey[] {
  const { callbackToken: token, callbackAesKey, callbackAesKeyPrevious } = secrets;
  const aesKeys = callbackAesKeyPrevious ? [callbackAesKey, callbackAesKeyPrevious] : [callbackAesKey];
  return aesKeys.map((aesKey) => ({ token, aesKey }));
}

/** One line: neither a Token nor an EncodingAESKey has a blank in it. */
export const keyText = ({ token, aesKey }: CallbackKey): string => `${token} ${aesKey}`;
export const sealKeyPair = (secrets: Secrets, key: CallbackKey): string =>
  seal(secrets.sealKey, nameOf(secrets, "callback"), keyText(key));

/** Throws SealError. */
export function openKey(secrets: Secrets, sealed: string): CallbackKey {
  const [token = "", aesKey = ""] = unseal(secrets.sealKey, nameOf(secrets, "callback"), sealed).split(" ");
  return { token, aesKey };
}
