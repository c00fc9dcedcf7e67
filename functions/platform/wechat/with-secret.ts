// A call with an account's AppSecret. An instance may remember one that was replaced seconds ago: where WeChat refuses it,
// the newest is asked for, and the call made once more if that is another.
import type { WechatConfig } from "./call.ts";
import { WechatError } from "./error.ts";

/** "AppSecret is wrong", of stable_token and of jscode2session (WeChat's global return codes). */
const SECRET_REFUSED: readonly number[] = [40001, 40125];
/** Refusals of a secret that is simply wrong must not become reads of the table, more than one a second. */
const AGAIN_MS = 1_000;

export async function withSecret<T>({ appSecret }: WechatConfig, call: (secret: string) => Promise<T>): Promise<T> {
  const secret = await appSecret();
  try {
    return await call(secret);
  } catch (cause) {
    if (!(cause instanceof WechatError) || !SECRET_REFUSED.includes(cause.errcode)) throw cause;
    const newest = await appSecret(AGAIN_MS);
    if (newest === secret) throw cause;
    return call(newest);
  }
}
