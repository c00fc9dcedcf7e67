// What WeChat refuses. HTTP is 200 for errors too: errcode decides (absent or 0 is success), and
// errmsg is for the log only: it ends in a changing rid and its wording changes.

export type WechatCategory = "argument" | "auth" | "quota" | "permission" | "blocked" | "busy" | "unknown";

/** Codes by what we do about them (WeChat's global return codes and the pages of each call). */
const categories: Record<number, WechatCategory> = {
  [-1]: "busy",
  40001: "auth",
  40014: "auth",
  41001: "auth",
  42001: "auth",
  40002: "permission",
  40013: "permission",
  40125: "permission",
  40164: "permission",
  40243: "permission",
  41002: "permission",
  41004: "permission",
  48001: "permission",
  40029: "argument",
  40163: "argument",
  40097: "argument",
  40129: "argument",
  40169: "argument",
  41030: "argument",
  47001: "argument",
  85096: "argument",
  40226: "blocked",
  45009: "quota",
  45011: "quota",
};

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
}
