// wx.login and code2Session: a code good for five minutes and for one exchange.
import { randomBytes } from "node:crypto";
import { type Account, accountOf } from "./account.ts";
import { type RateLimit, rateLimit } from "./rate-limit.ts";
import { type ErrCode, isRefusal, type Refusal, refuse } from "./refusal.ts";
import type { Phone, State } from "./state.ts";

const CODE_LIFE_MS = 5 * 60_000;
const EXCHANGES_PER_MINUTE_AND_USER = 100;

export const exchangeLimit = (): RateLimit => rateLimit(EXCHANGES_PER_MINUTE_AND_USER);

/** What wx.login gives the mini-program. */
export function makeLoginCode(state: State, phone: string, nowMs: number): string {
  for (const [code, { expiresAtMs }] of Object.entries(state.loginCodes))
    if (expiresAtMs <= nowMs) delete state.loginCodes[code];
  const code = `0${randomBytes(31).toString("base64url").replace(/[-_]/g, "x").slice(0, 31)}`;
  state.loginCodes[code] = { phone, expiresAtMs: nowMs + CODE_LIFE_MS, isUsed: false };
  return code;
}

export type Exchange = { appid?: string; secret?: string; js_code?: string; grant_type?: string };

/** No errcode on success; unionid only if the mini-program is bound to an Open Platform account. */
export type CodeSession = { session_key: string; openid: string; unionid?: string };

/** GET /sns/jscode2session */
export function exchangeCode(
  state: State,
  account: Account,
  limit: RateLimit,
  asked: Exchange,
  nowMs: number,
): CodeSession | Refusal {
  const wrong = accountOf([account], { appid: asked.appid, secret: asked.secret }, nowMs);
  if (isRefusal(wrong)) return wrong;
  const phone = spendCode(state, asked, limit, nowMs);
  if (typeof phone === "number") return refuse(phone, nowMs);
  phone.sessionKey = randomBytes(16).toString("base64");
  return { session_key: phone.sessionKey, openid: phone.openid, ...shownUnionid(state, phone) };
}

/** The phone that was given the code; from here on the code is spent. */
function spendCode(state: State, asked: Exchange, limit: RateLimit, nowMs: number): Phone | ErrCode {
  if (asked.grant_type !== "authorization_code") return 40002;
  if (!asked.js_code) return 41008;
  const code = Object.hasOwn(state.loginCodes, asked.js_code) ? state.loginCodes[asked.js_code] : undefined;
  const phone = code && state.phones[code.phone];
  if (!phone || code.expiresAtMs <= nowMs) return 40029;
  if (!limit(phone.openid, nowMs)) return 45011;
  if (code.isUsed) return 40163;
  code.isUsed = true;
  return phone;
}

/** The same to both accounts; not even a field when they are bound to no Open Platform account. */
export const shownUnionid = (state: State, phone: Phone): { unionid?: string } =>
  (phone.showsUnionid ?? state.settings.unionid) ? { unionid: phone.unionid } : {};
