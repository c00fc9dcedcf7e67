// The stable access token: the same one to whoever asks, with the time it has left.
//
//   0 ──────────────── 115 min ── 120 min        asked in the last five minutes, a new one is made
//   same token, less time │ new one              and the old one works for five minutes more
//
// force_refresh makes a new one at once and kills the old; 20 a day, 30 s apart (asked sooner, the
// present one is answered).
import { randomBytes } from "node:crypto";
import { type Account, refuseCredentials } from "./account.ts";
import type { RateLimit } from "./rate-limit.ts";
import { rateLimit } from "./rate-limit.ts";
import { type ErrCode, type Refusal, refuse } from "./refusal.ts";
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
  account: Account,
  limit: RateLimit,
  asked: Readonly<Record<string, unknown>>,
  nowMs: number,
): StableToken | Refusal {
  if (asked.grant_type !== "client_credential") return refuse(40002, nowMs);
  const wrong = refuseCredentials(account, { appid: asked.appid, secret: asked.secret }, nowMs);
  if (wrong) return wrong;
  if (!limit(account.appId, nowMs)) return refuse(45011, nowMs);
  const token = asked.force_refresh === true ? forcedToken(state, nowMs) : presentToken(state, nowMs);
  if (!token) return refuse(45009, nowMs);
  return { access_token: token.value, expires_in: Math.floor((token.expiresAtMs - nowMs) / 1000) };
}

function presentToken(state: State, nowMs: number): AccessToken {
  const newest = state.tokens.at(-1);
  if (newest && !newest.isKilled && newest.expiresAtMs - nowMs > OVERLAP_MS) return newest;
  if (newest && !newest.isKilled && newest.expiresAtMs > nowMs) newest.expiresAtMs = nowMs + OVERLAP_MS;
  return makeToken(state, nowMs);
}

/** Nothing when the day's refreshes are used up. */
function forcedToken(state: State, nowMs: number): AccessToken | undefined {
  state.forcedRefreshesAtMs = state.forcedRefreshesAtMs.filter((atMs) => atMs > nowMs - DAY_MS);
  const last = state.forcedRefreshesAtMs.at(-1);
  if (last !== undefined && nowMs - last < FORCED_APART_MS) return presentToken(state, nowMs);
  if (state.forcedRefreshesAtMs.length >= FORCED_PER_DAY) return undefined;
  state.forcedRefreshesAtMs.push(nowMs);
  for (const token of state.tokens) token.isKilled = true;
  return makeToken(state, nowMs);
}

function makeToken(state: State, nowMs: number): AccessToken {
  state.tokens = state.tokens.filter((token) => token.expiresAtMs > nowMs - REMEMBERED_MS);
  const token = {
    value: `92_${randomBytes(114).toString("base64url")}`,
    expiresAtMs: nowMs + TOKEN_LIFE_MS,
    isKilled: false,
  };
  state.tokens.push(token);
  return token;
}

/** What is wrong with the access_token of a call, if anything is. */
export function wrongToken(state: State, value: string | undefined, nowMs: number): ErrCode | undefined {
  if (!value) return 41001;
  if (!/^\d+_[\w-]{100,}$/.test(value)) return 40014;
  const token = state.tokens.find((held) => held.value === value);
  if (!token || token.isKilled) return 40001;
  return token.expiresAtMs > nowMs ? undefined : 42001;
}
