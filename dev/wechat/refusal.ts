// How WeChat says no: HTTP 200, an errcode, and a text ending in a request id that nobody may match on.
import { randomBytes } from "node:crypto";

export type Refusal = { readonly errcode: number; readonly errmsg: string };

const texts = {
  [-1]: "system error",
  40001: "invalid credential, access_token is invalid or not latest",
  40002: "invalid grant_type",
  40003: "invalid openid",
  40008: "invalid message type",
  40013: "invalid appid",
  40014: "invalid access_token",
  40016: "invalid button size",
  40017: "invalid button type",
  40018: "invalid button name size",
  40019: "invalid button key size",
  40020: "invalid button url size",
  40023: "invalid sub button size",
  40024: "invalid sub button type",
  40025: "invalid sub button name size",
  40026: "invalid sub button key size",
  40027: "invalid sub button url size",
  40029: "invalid code,",
  40032: "invalid openid list size",
  40037: "invalid template_id",
  40052: "invalid action name",
  40053: "invalid action info",
  40054: "invalid sub button url domain",
  40055: "invalid button url domain",
  40066: "invalid url",
  40097: "invalid args",
  40125: "invalid appsecret",
  40129: "invalid scene",
  40130: "invalid openid list size, at least two openid",
  40163: "code been used,",
  40164: "invalid ip, not in whitelist",
  40165: "invalid weapp pagepath",
  40169: "invalid length for scene, or the data is not json string",
  40212: "invalid query",
  41001: "access_token missing",
  41002: "appid missing",
  41004: "appsecret missing",
  41008: "missing code",
  41030: "invalid page",
  42001: "access_token expired",
  43001: "require GET method",
  43002: "require POST method",
  43101: "user refuse to accept the msg",
  43107: "user closed the subscription message",
  44002: "empty post data",
  44004: "empty content",
  44990: "generate url link too frequently",
  44993: "reach the day's limit of url links and schemes",
  45002: "content size out of limit",
  45009: "reach max api daily quota limit",
  45011: "api minute-quota reach limit, must slow down, retry next minute",
  45015: "response out of time limit or subscription is canceled",
  45028: "has no masssend quota",
  45029: "qrcode count out of limit",
  45047: "out of response count limit",
  45064: "no permission to use weapp in menu",
  45065: "clientmsgid exist",
  45066: "same clientmsgid retry too fast, please retry after one minute",
  45067: "clientmsgid size out of limit",
  46003: "menu no exist",
  47001: "data format error",
  47003: "argument invalid!",
  85079: "miniprogram has no online release",
  85401: "invalid expire_time",
  85402: "invalid env_version",
  85096: "not allow include scancode_time field",
} as const;

export type ErrCode = keyof typeof texts;

export const refuse = (errcode: ErrCode, nowMs: number): Refusal => ({
  errcode,
  errmsg: `${texts[errcode]} rid: ${requestId(nowMs)}`,
});

/** Any code, for a fault asked for by number. */
export const refuseWith = (errcode: number, nowMs: number): Refusal =>
  errcode in texts ? refuse(errcode as ErrCode, nowMs) : { errcode, errmsg: `error rid: ${requestId(nowMs)}` };

/** As in "rid: 652d44d0-1d0af18b-5b069232": the second it happened, and noise. */
const requestId = (nowMs: number): string =>
  [Math.floor(nowMs / 1000).toString(16), randomBytes(4).toString("hex"), randomBytes(4).toString("hex")].join("-");

export const isRefusal = (answer: object): answer is Refusal => "errcode" in answer && answer.errcode !== 0;
