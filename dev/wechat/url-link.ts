// URL Link, the address that leads from a text message or a web page into the mini-program:
// /wxa/generate_urllink, and what tapping it does. WeChat's begins with https://wxaurl.cn/; this one leads back
// to this fake. It lives from 1 minute to 30 days, for as many people as like.
import { randomBytes } from "node:crypto";
import type { MiniProgram } from "./account.ts";
import type { Asked } from "./api-body.ts";
import { launchFromLink, phoneOf, phoneUrl } from "./phones.ts";
import { type RateLimit, rateLimit } from "./rate-limit.ts";
import { type ErrCode, type Refusal, refuse } from "./refusal.ts";
import type { State, UrlLink } from "./state.ts";

const SECOND_MS = 1000;
const DAY_MS = 24 * 3_600_000;
const LIFE_MS = { min: 60 * SECOND_MS, max: 30 * DAY_MS };
const DAYS_MAX = 30;
const QUERY_MAX = 1024;
const PER_SECOND = 100;
const PER_DAY = 500_000;
/** WeChat's scene value of a tapped URL Link. */
const FROM_URL_LINK = 1194;
/** An expired link is known as such for a while; later it is a stranger's. */
const REMEMBERED_MS = 7 * DAY_MS;

export type UrlLinkLimits = { readonly second: RateLimit; readonly day: RateLimit };

export const urlLinkLimits = (): UrlLinkLimits => ({
  second: rateLimit(PER_SECOND, SECOND_MS),
  day: rateLimit(PER_DAY, DAY_MS),
});

export const urlLinkOf = (origin: string, id: string): string => `${origin}/fake-wechat/urllink/${id}`;

type Making = { readonly account: MiniProgram; readonly origin: string; readonly limits: UrlLinkLimits };

/** POST /wxa/generate_urllink */
export function makeUrlLink(
  state: State,
  { account, origin, limits }: Making,
  asked: Asked,
  nowMs: number,
): { errcode: 0; errmsg: "ok"; url_link: string } | Refusal {
  const errcode = wrongPage(account, asked) ?? wrongQuery(asked.query);
  if (errcode) return refuse(errcode, nowMs);
  const expiresAtMs = endOf(asked, nowMs);
  if (expiresAtMs === undefined) return refuse(85401, nowMs);
  if (!limits.second(account.appId, nowMs)) return refuse(44990, nowMs);
  if (!limits.day(account.appId, nowMs)) return refuse(44993, nowMs);
  for (const [id, link] of Object.entries(state.urlLinks))
    if (link.expiresAtMs < nowMs - REMEMBERED_MS) delete state.urlLinks[id];
  const id = randomBytes(8).toString("base64url").replace(/[-_]/g, "x");
  const path = String(asked.path || account.pages[0]).replace(/^\//, "");
  state.urlLinks[id] = { path, query: String(asked.query ?? ""), expiresAtMs };
  return { errcode: 0, errmsg: "ok", url_link: urlLinkOf(origin, id) };
}

/** Without a path it opens the first page; nothing opens before a version is published. */
function wrongPage({ pages }: MiniProgram, { path = "", env_version: env = "release" }: Asked): ErrCode | undefined {
  if (pages.length === 0) return 85079;
  if (env !== "release" && env !== "trial" && env !== "develop") return 85402;
  if (path === "") return undefined;
  return typeof path === "string" && pages.includes(path.replace(/^\//, "")) ? undefined : 40165;
}

const wrongQuery = (query: unknown): ErrCode | undefined =>
  query === undefined || (typeof query === "string" && query.length <= QUERY_MAX) ? undefined : 40212;

/** By a moment in seconds (type 0) or after so many days (type 1); unasked, as late as can be. */
function endOf(asked: Asked, nowMs: number): number | undefined {
  const { is_expire: isExpire = false, expire_type: type = 0, expire_time: time, expire_interval: days } = asked;
  if (isExpire !== true) return nowMs + LIFE_MS.max;
  if (type === 1) return isWhole(days) && days >= 1 && days <= DAYS_MAX ? nowMs + days * DAY_MS : undefined;
  if (type !== 0 || !isWhole(time)) return undefined;
  const lifeMs = time * SECOND_MS - nowMs;
  return lifeMs >= LIFE_MS.min && lifeMs <= LIFE_MS.max ? time * SECOND_MS : undefined;
}

const isWhole = (value: unknown): value is number => Number.isInteger(value);

/** Where a tapped link leads this phone; nothing when the link is unknown or over. */
export function openUrlLink(
  state: State,
  account: MiniProgram,
  { id, name }: { readonly id: string; readonly name: string },
  nowMs: number,
): string | undefined {
  const link: UrlLink | undefined = Object.hasOwn(state.urlLinks, id) ? state.urlLinks[id] : undefined;
  if (!link || link.expiresAtMs <= nowMs) return undefined;
  const { phone } = phoneOf(state, name, account);
  phone.launch = launchFromLink(link.path, link.query, FROM_URL_LINK);
  return phoneUrl(name, phone.launch);
}
