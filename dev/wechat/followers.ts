// What the service account may know of people: /cgi-bin/user/info, its batch, and the list of followers.
// No nickname, picture, sex or city: WeChat stopped giving them in 2021.
import type { Asked } from "./api-body.ts";
import { shownUnionid } from "./login.ts";
import { type Refusal, refuse } from "./refusal.ts";
import type { Phone, State } from "./state.ts";

const BATCH_MAX = 100;
const PAGE_MAX = 10_000;

type UserInfo = { subscribe: 0 | 1; openid: string; unionid?: string };

export const phoneOfOpenid = (state: State, openid: unknown): Phone | undefined =>
  Object.values(state.phones).find((phone) => phone.serviceOpenid === openid);

/** GET /cgi-bin/user/info */
export function userInfo(state: State, asked: Asked, nowMs: number): UserInfo | Refusal {
  const phone = phoneOfOpenid(state, asked.openid);
  return phone ? infoOf(state, phone, asked.lang) : refuse(40003, nowMs);
}

function infoOf(state: State, phone: Phone, lang: unknown): UserInfo {
  const { serviceOpenid: openid, following } = phone;
  if (!following) return { subscribe: 0, openid, ...shownUnionid(state, phone) };
  const { scene } = following;
  const more = {
    language: typeof lang === "string" && lang !== "" ? lang : "zh_CN",
    subscribe_time: Math.floor(following.sinceMs / 1000),
    ...shownUnionid(state, phone),
    remark: "",
    groupid: 0,
    tagid_list: [],
    subscribe_scene: scene ? "ADD_SCENE_QR_CODE" : "ADD_SCENE_SEARCH",
    qr_scene: scene?.isNumber ? Number(scene.value) : 0,
    qr_scene_str: scene && !scene.isNumber ? scene.value : "",
  };
  return { subscribe: 1, openid, ...more };
}

/** POST /cgi-bin/user/info/batchget */
export function userInfos(state: State, asked: Asked, nowMs: number): { user_info_list: UserInfo[] } | Refusal {
  const list: unknown = asked.user_list;
  if (!Array.isArray(list) || list.length === 0 || list.length > BATCH_MAX) return refuse(40032, nowMs);
  const infos = list.map((one: Asked | null) => {
    const phone = phoneOfOpenid(state, one?.openid);
    return phone && infoOf(state, phone, one?.lang);
  });
  const known = infos.filter((info) => info !== undefined);
  return known.length === infos.length ? { user_info_list: known } : refuse(40003, nowMs);
}

export type FollowerPage = { total: number; count: number; data?: { openid: string[] }; next_openid: string };

/** GET /cgi-bin/user/get: in the order they followed; the page after the last has no data. */
export function followerPage(
  state: State,
  asked: Asked,
  nowMs: number,
  pageMax: number = PAGE_MAX,
): FollowerPage | Refusal {
  const openids = Object.values(state.phones)
    .flatMap(({ following, serviceOpenid }) => (following ? [{ sinceMs: following.sinceMs, serviceOpenid }] : []))
    .sort((a, b) => a.sinceMs - b.sinceMs)
    .map(({ serviceOpenid }) => serviceOpenid);
  const after = asked.next_openid ? openids.indexOf(String(asked.next_openid)) : -1;
  if (asked.next_openid && after < 0) return refuse(40003, nowMs);
  const openid = openids.slice(after + 1, after + 1 + pageMax);
  const last = openid.at(-1);
  const total = openids.length;
  return last === undefined
    ? { total, count: 0, next_openid: "" }
    : { total, count: openid.length, data: { openid }, next_openid: last };
}
