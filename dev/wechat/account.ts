// The one mini-program this WeChat knows, and the check of appid and secret that its calls share.
import { type ErrCode, type Refusal, refuse } from "./refusal.ts";

export type Account = {
  readonly appId: string;
  readonly appSecret: string;
  /** The pages of its published version, the first one being where it opens. */
  readonly pages: readonly string[];
};

export function refuseCredentials(
  account: Account,
  given: { appid: unknown; secret: unknown },
  nowMs: number,
): Refusal | undefined {
  const errcode = wrongCredential(account, given);
  return errcode && refuse(errcode, nowMs);
}

function wrongCredential(account: Account, given: { appid: unknown; secret: unknown }): ErrCode | undefined {
  if (!given.appid) return 41002;
  if (given.appid !== account.appId) return 40013;
  if (!given.secret) return 41004;
  return given.secret === account.appSecret ? undefined : 40125;
}
