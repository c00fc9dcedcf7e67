// The two accounts this WeChat knows, mini-program and service account, and the check of appid and secret
// that their calls share.
import type { LinkRule } from "./link-rule.ts";
import { type ErrCode, type Refusal, refuse } from "./refusal.ts";

export type Account = { readonly appId: string; readonly appSecret: string };

/** As the account's owner chose it in WeChat's console: its fields by their keys. */
export type SubscribeTemplate = {
  readonly templateId: string;
  readonly title: string;
  readonly fields: readonly string[];
};

export type MiniProgram = Account & {
  /** The pages of its published version, the first one being where it opens. */
  readonly pages: readonly string[];
  /** Web addresses whose QR opens it, as its owner entered them in the console. */
  readonly linkRules: readonly LinkRule[];
  /** Of its subscribe messages. */
  readonly templates: readonly SubscribeTemplate[];
};

export type CallbackMode = "plain" | "compatible" | "safe";

/** Where an account's messages and events are pushed to, as its owner entered it in the console. */
export type Callback = {
  readonly url: string;
  readonly token: string;
  /** EncodingAESKey: 43 characters. */
  readonly aesKey: string;
  /** The key before the last change: messages with it still come for a while. */
  readonly aesKeyPrevious?: string;
  readonly mode: CallbackMode;
  /** A service account is pushed XML only; a mini-program as its console says. */
  readonly format: "xml" | "json";
};

/** Who pushes: the original id is ToUserName of everything a person sends it. */
export type Pusher = { readonly appId: string; readonly originalId: string; readonly callback: Callback };

export type ServiceAccount = Account & Pusher & { readonly name: string };

/** The account these credentials are of, or WeChat's words why they are of none. */
export function accountOf<A extends Account>(
  accounts: readonly A[],
  given: { appid: unknown; secret: unknown },
  nowMs: number,
): A | Refusal {
  const account = accounts.find(({ appId }) => appId === given.appid);
  const errcode = wrongCredential(account, given);
  return account && errcode === undefined ? account : refuse(errcode ?? 40013, nowMs);
}

function wrongCredential(
  account: Account | undefined,
  given: { appid: unknown; secret: unknown },
): ErrCode | undefined {
  if (!given.appid) return 41002;
  if (!account) return 40013;
  if (!given.secret) return 41004;
  return given.secret === account.appSecret ? undefined : 40125;
}
