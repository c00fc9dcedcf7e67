// What WeChat refuses. HTTP is 200 for errors too: errcode decides (absent or 0 is success), and
// errmsg is for people: it ends in a changing rid and its wording changes.

/** By what is to be done about it. */
export type WechatCategory =
  /** The same call again, soon. */
  | "busy"
  /** Another token, once. */
  | "auth"
  /** Not as it is: what was asked is wrong, or a code is spent. */
  | "argument"
  /** Not before somebody mends the account's settings. */
  | "permission"
  /** WeChat holds this person for a risk. */
  | "blocked"
  /** The next minute. */
  | "minute_quota"
  /** Another day. */
  | "day_quota"
  /** Another month. */
  | "month_quota"
  /** This person: not before they consent anew. */
  | "no_consent"
  /** This person: not before they follow. */
  | "not_following"
  /** This person: not before they act again. */
  | "window_closed"
  /** The text of a person not seen for two hours: somebody has to read it. */
  | "unseen"
  | "unknown";

/** WeChat's global return codes and the pages of each call. */
const categories: Record<number, WechatCategory> = {
  [-1]: "busy",
  40001: "auth",
  40014: "auth",
  41001: "auth",
  42001: "auth",
  40002: "permission",
  40013: "permission",
  40037: "permission",
  40125: "permission",
  40164: "permission",
  40243: "permission",
  41002: "permission",
  41004: "permission",
  48001: "permission",
  40003: "argument",
  40029: "argument",
  40163: "argument",
  40097: "argument",
  40129: "argument",
  40169: "argument",
  41030: "argument",
  47001: "argument",
  47003: "argument",
  85096: "argument",
  40226: "blocked",
  45011: "minute_quota",
  45066: "minute_quota",
  45009: "day_quota",
  45028: "month_quota",
  48006: "month_quota",
  43101: "no_consent",
  43107: "no_consent",
  43004: "not_following",
  45015: "window_closed",
  45047: "window_closed",
  61010: "unseen",
};

/** A mass message's clientmsgid met again within 24 h: it went out the first time, and the answer is that one's. */
const DONE_BEFORE = 45065;

export const isRefusal = (errcode: number | undefined): errcode is number =>
  errcode !== undefined && errcode !== 0 && errcode !== DONE_BEFORE;

export class WechatError extends Error {
  override readonly name = "WechatError";
  readonly errcode: number;
  readonly api: string;

  constructor(api: string, errcode: number, errmsg: string) {
    super(`${api} answered ${errcode}: ${errmsg}`);
    this.api = api;
    this.errcode = errcode;
  }

  get category(): WechatCategory {
    return categories[this.errcode] ?? "unknown";
  }

  /** The field a 47003 complains of, where its words tell: for the log, no decision hangs on it. */
  get field(): string | undefined {
    return this.errcode === 47003 ? /\bdata\.(\w+)/.exec(this.message)?.[1] : undefined;
  }
}
