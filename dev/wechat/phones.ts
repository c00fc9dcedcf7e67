// The phone side: what wx.* and WeChat's own scanner answer to one person's phone.
import type { MiniProgram } from "./account.ts";
import { linkRuleFor } from "./link-rule.ts";
import { readMiniProgramCode } from "./mini-program-code.ts";
import { type Launch, makeUserId, newNumber, type Phone, type State } from "./state.ts";

/** Scene values of WeChat: the list of recent mini-programs, a scanned QR, a mini-program code, a text link in a chat. */
const FROM_RECENT = 1001;
const FROM_QR = 1011;
const FROM_MINI_PROGRAM_CODE = 1047;
const FROM_MENU = 1035;
const FROM_TEXT_LINK = 1082;
/** People's Square, GCJ-02. */
const SOMEWHERE_IN_SHANGHAI = { latitude: 31.23136, longitude: 121.47004 };

export const isPhoneName = (name: string): boolean => /^[a-z0-9-]{1,32}$/.test(name);

export const launchFromRecent = (account: MiniProgram): Launch => ({
  path: account.pages[0] ?? "pages/home/index",
  query: {},
  scene: FROM_RECENT,
});

/** A page with its query as the link says it: WeChat decodes nothing. */
export function launchFromLink(path: string, query: string, scene: number): Launch {
  const fields = query.split("&").filter((field) => field !== "");
  const pairs = fields.map((field) => field.split(/=(.*)/s)).map(([name = "", value = ""]) => [name, value]);
  return { path, query: Object.fromEntries(pairs), scene };
}

export const launchFromChat = (link: string): Launch => launchFromAccount(link, FROM_TEXT_LINK);
export const launchFromMenu = (link: string): Launch => launchFromAccount(link, FROM_MENU);

function launchFromAccount(link: string, scene: number): Launch {
  const [path = "", query = ""] = link.replace(/^\//, "").split(/\?(.*)/s);
  return launchFromLink(path, query, scene);
}

/** The phone of that name; one not met before belongs to a new user of WeChat. */
export function phoneOf(state: State, name: string, account: MiniProgram): { phone: Phone; isNew: boolean } {
  const held = Object.hasOwn(state.phones, name) ? state.phones[name] : undefined;
  if (held) return { phone: held, isNew: false };
  const phone: Phone = {
    openid: makeUserId(),
    serviceOpenid: makeUserId(),
    unionid: makeUserId(),
    showsUnionid: null,
    windows: {},
    consents: {},
    hasNoticesOff: false,
    notices: [],
    mass: { month: "", taken: 0 },
    chat: [],
    launch: launchFromRecent(account),
    location: SOMEWHERE_IN_SHANGHAI,
    hasAgreedToPrivacy: false,
    brightness: 0.5,
    number: newNumber(),
  };
  state.phones[name] = phone;
  return { phone, isNew: true };
}

export type Opened =
  | { is: "mini_program"; launch: Launch; url: string }
  | { is: "service_account"; name: string; scene: string; isFollower: boolean }
  | { is: "web"; url: string }
  | { is: "text"; text: string };

type Scanner = { readonly account: MiniProgram; readonly name: string; readonly phone: Phone };

/** WeChat's own scanner, outside any mini-program: a code or a link of ours opens it, another link its web page. */
export function openText({ account, name, phone }: Scanner, text: string, nowMs: number): Opened {
  const address = webAddress(text);
  const launch = launchFromCode(account, text) ?? (address && launchFromLinkQr(account, address, text, nowMs));
  if (!launch) return address ? { is: "web", url: address.href } : { is: "text", text };
  phone.launch = launch;
  return { is: "mini_program", launch, url: phoneUrl(name, launch) };
}

/** WeChat hands the scene over encoded; a mini-program decodes it once. */
function launchFromCode(account: MiniProgram, text: string): Launch | undefined {
  const code = readMiniProgramCode(text);
  if (code?.appId !== account.appId) return undefined;
  return { path: code.page, query: { scene: encodeURIComponent(code.scene) }, scene: FROM_MINI_PROGRAM_CODE };
}

/** The whole address goes along, encoded once, with the second of the scan. */
function launchFromLinkQr(account: MiniProgram, address: URL, text: string, nowMs: number): Launch | undefined {
  const rule = linkRuleFor(account.linkRules, address);
  const query = { q: encodeURIComponent(text), scancode_time: String(Math.floor(nowMs / 1000)) };
  return rule && { path: rule.page, query, scene: FROM_QR };
}

/** Codes look like addresses too, of hosts where no web page is. */
const CODE_HOSTS = ["wxacode.fake", "weixin.qq.com"];

function webAddress(text: string): URL | undefined {
  const address = URL.canParse(text) ? new URL(text) : undefined;
  const isWeb = address?.protocol === "https:" || address?.protocol === "http:";
  return isWeb && !CODE_HOSTS.includes(address.hostname) ? address : undefined;
}

/** Where the h5 build shows this launch; the query as it is, since h5's router decodes as little as WeChat's. */
export function phoneUrl(name: string, { path, query }: Launch): string {
  const fields = Object.entries(query).map(([key, value]) => `${key}=${value}`);
  return `/m/?phone=${name}#/${path}${fields.length > 0 ? `?${fields.join("&")}` : ""}`;
}

export type ScanResult = { result: string; scanType: "QR_CODE" | "CODE_128" | "WX_CODE"; path?: string };

/** wx.scanCode, for what its camera read: a mini-program code has no text, and a path only if it is our own. */
export function scanResult(account: MiniProgram, text: string, scanType: "QR_CODE" | "CODE_128"): ScanResult {
  const code = readMiniProgramCode(text);
  if (!code) return { result: text, scanType };
  if (code.appId !== account.appId) return { result: "", scanType: "WX_CODE" };
  return { result: "", scanType: "WX_CODE", path: `${code.page}?scene=${encodeURIComponent(code.scene)}` };
}
