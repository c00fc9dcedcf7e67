// The two accounts of a local run as the fake WeChat's console knows them: callback addresses, link rules.
import type { Callback } from "../wechat/account.ts";
import type { FakeWechatOptions } from "../wechat/fake-wechat.ts";
import type { LocalSecrets } from "./local-secrets.ts";

type Accounts = Pick<FakeWechatOptions, "appId" | "appSecret"> &
  Required<Pick<FakeWechatOptions, "serviceAccount" | "miniProgramPush">>;

/** A printed link opens the page every code leads to. */
export const localLinkRules = (origin: string): NonNullable<FakeWechatOptions["linkRules"]> => [
  { prefix: `${origin}/q/`, page: "pages/landing/index" },
];

/** `address` is where the product's own front door is. */
export function localAccounts(secrets: LocalSecrets, address: string): Accounts {
  const { callbackToken: token, callbackAesKey: aesKey, callbackAesKeyPrevious: aesKeyPrevious } = secrets;
  // Safe mode, as the setup guide asks for: what works here works there.
  const callback = {
    token,
    aesKey,
    ...(aesKeyPrevious && { aesKeyPrevious }),
    mode: "safe",
  } satisfies Partial<Callback>;
  return {
    appId: secrets.miniAppId,
    appSecret: secrets.miniAppSecret,
    serviceAccount: {
      appId: secrets.serviceAppId,
      appSecret: secrets.serviceAppSecret,
      originalId: originalIdOf(secrets.serviceAppId),
      callback: { ...callback, url: `${address}/wechat/official-account`, format: "xml" },
    },
    miniProgramPush: {
      originalId: originalIdOf(secrets.miniAppId),
      callback: { ...callback, url: `${address}/wechat/mini-program`, format: "json" },
    },
  };
}

/** WeChat draws it by lot; here it follows from the appid, so that a restart keeps it. */
const originalIdOf = (appId: string): string => `gh_${appId.slice(-12)}`;
