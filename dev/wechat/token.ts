// The stable access token of each account: the same one to whoever asks, with the time it has left.
//
//   0 ──────────────── 115 min ── 120 min        asked in the last five minutes, a new one is made
//   same token, less time │ new one              and the old one works for five minutes more
//
// force_refresh makes a new one at once and kills the old; 20 a day, 30 s apart (asked sooner, the
// present one is answered).
import { randomBytes } from "node:crypto";
import { type Account, accountOf } from "./account.ts";
import type { RateLimit } from "./rate-limit.ts";
import { rateLimit } from "./rate-limit.ts";
import { type ErrCode, isRefusal, type Refusal, refuse } from "./refusal.ts";
import type { AccessToken, State } from "./state.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const TOKEN_LIFE_MS = 120 * MINUTE_MS;
const OVERLAP_MS = 5 * MINUTE_MS;
const FORCED_APART_MS = 30_000;
const FORCED_PER_DAY = 20;
const TOKEN_CALLS_PER_MINUTE = 10_000;
/** Dead tokens are remembered this long, to be called expired rather than unknown. */
const REMEMBERED_MS = DAY_MS;

export const tokenLimit = (): RateLimit => rateLimit(TOKEN_CALLS_PER_MINUTE);

export type StableToken = { access_token: string; expires_in: number };

/** POST /cgi-bin/stable_token */
export function stableToken(
  state: State,
  accounts: readonly Account[],
  limit: RateLimit,
  asked: Readonly<Record<string, unknown>>,
  nowMs: number,
): StableToken | Refusal {
  if (asked.grant_type !== "client_credential") return refuse(40002, nowMs);
  const account = accountOf(accounts, { appid: asked.appid, secret: asked.secret }, nowMs);
  if (isRefusal(account)) return account;
  if (state.settings.isIpRefused) return refuseIp(nowMs);
  if (!limit(account.appId, nowMs)) return refuse(45011, nowMs);
  const { appId } = account;
  const token = asked.force_refresh === true ? forcedToken(state, appId, nowMs) : presentToken(state, appId, nowMs);
  if (!token) return refuse(45009, nowMs);
  return { access_token: token.value, expires_in: Math.floor((token.expiresAtMs - nowMs) / 1000) };
}

/** The message names the caller, which to this WeChat is always the same machine. */
function refuseIp(nowMs: number): Refusal {
  const { errcode, errmsg } = refuse(40164, nowMs);
  return { errcode, errmsg: errmsg.replace("invalid ip", "invalid ip 127.0.0.1 ipv6 ::ffff:127.0.0.1") };
}

function presentToken(state: State, appId: string, nowMs: number): AccessToken {
  const newest = state.tokens.findLast((token) => token.appId === appId);
  if (newest && !newest.isKilled && newest.expiresAtMs - nowMs > OVERLAP_MS) return newest;
  if (newest && !newest.isKilled && newest.expiresAtMs > nowMs) newest.expiresAtMs = nowMs + OVERLAP_MS;
  return makeToken(state, appId, nowMs);
}

/** Nothing when the day's refreshes are used up. */
function forcedToken(state: State, appId: string, nowMs: number): AccessToken | undefined {
  state.forcedRefreshes = state.forcedRefreshes.filter(({ atMs }) => atMs > nowMs - DAY_MS);
  const forced = state.forcedRefreshes.filter((refresh) => refresh.appId === appId);
  const last = forced.at(-1);
  if (last && nowMs - last.atMs < FORCED_APART_MS) return presentToken(state, appId, nowMs);
  if (forced.length >= FORCED_PER_DAY) return undefined;
  state.forcedRefreshes.push({ appId, atMs: nowMs });
  for (const token of state.tokens) token.isKilled ||= token.appId === appId;
  return makeToken(state, appId, nowMs);
}

function makeToken(state: State, appId: string, nowMs: number): AccessToken {
  state.tokens = state.tokens.filter((token) => token.expiresAtMs > nowMs - REMEMBERED_MS);
  const value = `92_${randomBytes(114).toString("base64url")}`;
  const token = { appId, value, expiresAtMs: nowMs + TOKEN_LIFE_MS, isKilled: false };
  state.tokens.push(token);
  return token;
}

/** What is wrong with the access_token of a call to this account, if anything is. */
export function wrongToken(state: State, appId: string, value: string | undefined, nowMs: number): ErrCode | undefined {
  if (!value) return 41001;
  if (!/^\d+_[\w-]{100,}$/.test(value)) return 40014;
  const token = state.tokens.find((held) => held.value === value);
  if (!token || token.isKilled || token.appId !== appId) return 40001;
  return token.expiresAtMs > nowMs ? undefined : 42001;
}
