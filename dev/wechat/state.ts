// What the fake WeChat remembers: its users with their phones, login codes, access tokens, follow QRs,
// URL Links, settings.
// One JSON file, replaced by rename, so that a restart meets the same people (a new openid would
// be a new member) and the token a server keeps in its table stays good. A file written before a field
// existed is completed: every later field has a default.
import { randomBytes, randomInt } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as z from "zod/mini";
import { Settings, usualSettings } from "./settings.ts";

/** As WeChat's look: openids and unionids alike. */
export const makeUserId = (): string => `o${randomBytes(21).toString("base64url").slice(0, 27)}`;

const Launch = z.strictObject({
  path: z.string(),
  query: z.record(z.string(), z.string()),
  scene: z.int(),
});
/** What wx.getEnterOptionsSync tells: which page was opened, with what, and from where. */
export type Launch = z.infer<typeof Launch>;

const Said = z.strictObject({
  /** `wechat`: WeChat's own notice, which the account never sees. */
  from: z.enum(["user", "service_account", "wechat"]),
  text: z.string(),
  atMs: z.int(),
  /** The links to the mini-program in it. */
  links: z.array(z.strictObject({ words: z.string(), path: z.string() })),
});
export type Said = z.infer<typeof Said>;

const Scene = z.strictObject({ value: z.string(), isNumber: z.boolean() });
/** What a parameterised QR carries. */
export type Scene = z.infer<typeof Scene>;

const Window = z.strictObject({ untilMs: z.int(), rest: z.int() });
export type Window = z.infer<typeof Window>;

const Notice = z.strictObject({
  title: z.string(),
  fields: z.record(z.string(), z.string()),
  page: z.string(),
  atMs: z.int(),
});

const MassMonth = z.strictObject({ month: z.string(), taken: z.int() });
const noMass = () => ({ month: "", taken: 0 });

/** A country code and the number behind it, digits only. */
export const PhoneNumber = z.strictObject({
  country: z.string().check(z.regex(/^[1-9]\d{0,2}$/)),
  number: z.string().check(z.regex(/^\d{5,14}$/)),
});
export type PhoneNumber = z.infer<typeof PhoneNumber>;
/** Of a person not met before, as mobile ones look; nobody's, but it may be somebody's outside. */
export const newNumber = (): PhoneNumber => ({
  country: "86",
  number: `138${String(randomInt(100_000_000)).padStart(8, "0")}`,
});

const Phone = z.strictObject({
  /** To the mini-program. */
  openid: z.string(),
  /** To the service account. */
  serviceOpenid: z._default(z.string(), makeUserId),
  unionid: z._default(z.string(), makeUserId),
  /** Whether servers are told the unionid; null: as the settings say. */
  showsUnionid: z._default(z.nullable(z.boolean()), null),
  /** Of the service account, and by which QR. */
  following: z.optional(z.strictObject({ sinceMs: z.int(), scene: z.optional(Scene) })),
  /** Customer-service messages the person's last act of each kind allows. */
  windows: z._default(z.record(z.string(), Window), () => ({})),
  /** Subscribe messages the person still agreed to, by template; the main switch; those that came. */
  consents: z._default(z.record(z.string(), z.int()), () => ({})),
  hasNoticesOff: z._default(z.boolean(), false),
  notices: z._default(z.array(Notice), () => []),
  /** Mass messages that arrived in a calendar month. */
  mass: z._default(MassMonth, noMass),
  /** With the service account, oldest first. */
  chat: z._default(z.array(Said), () => []),
  /** One good key a user; each exchange of a login code replaces it. */
  sessionKey: z.optional(z.string()),
  launch: Launch,
  /** GCJ-02; null: the person refused. */
  location: z.nullable(z.strictObject({ latitude: z.number(), longitude: z.number() })),
  hasAgreedToPrivacy: z.boolean(),
  brightness: z.number(),
  number: z._default(PhoneNumber, newNumber),
});
export type Phone = z.infer<typeof Phone>;

/** Of wx.login and of the phone button alike. */
const OneTimeCode = z.strictObject({ phone: z.string(), expiresAtMs: z.int(), isUsed: z.boolean() });

const AccessToken = z.strictObject({
  // A file of before there were two accounts names none: such a token is nobody's, and is asked for anew.
  appId: z._default(z.string(), ""),
  value: z.string(),
  expiresAtMs: z.int(),
  isKilled: z.boolean(),
});
export type AccessToken = z.infer<typeof AccessToken>;

const FollowQr = z.strictObject({
  ticket: z.string(),
  scene: Scene,
  /** null: permanent. */
  expiresAtMs: z.nullable(z.int()),
});
export type FollowQr = z.infer<typeof FollowQr>;

const UrlLink = z.strictObject({ path: z.string(), query: z.string(), expiresAtMs: z.int() });
export type UrlLink = z.infer<typeof UrlLink>;

const buttonFields = {
  name: z.string(),
  key: z.optional(z.string()),
  url: z.optional(z.string()),
  appid: z.optional(z.string()),
  pagepath: z.optional(z.string()),
};
/** Of the menu below the chat: a button, or a name above which a list of them opens. */
export const MenuButton = z.strictObject({ type: z.enum(["click", "view", "miniprogram"]), ...buttonFields });
export type MenuButton = z.infer<typeof MenuButton>;
export const MenuBar = z.array(
  z.union([MenuButton, z.strictObject({ name: z.string(), sub_button: z.array(MenuButton) })]),
);
export type MenuBar = z.infer<typeof MenuBar>;

const State = z.object({
  phones: z.record(z.string(), Phone),
  loginCodes: z.record(z.string(), OneTimeCode),
  numberCodes: z._default(z.record(z.string(), OneTimeCode), () => ({})),
  /** The account has used up the numbers it paid for. */
  isOutOfNumbers: z._default(z.boolean(), false),
  /** Newest last. */
  tokens: z.array(AccessToken),
  forcedRefreshes: z._default(z.array(z.strictObject({ appId: z.string(), atMs: z.int() })), () => []),
  /** By the last part of their url. */
  followQrs: z._default(z.record(z.string(), FollowQr), () => ({})),
  /** By the last part of their address. */
  urlLinks: z._default(z.record(z.string(), UrlLink), () => ({})),
  /** Subscribe messages taken on a day. */
  subscribeDay: z._default(z.strictObject({ day: z.string(), taken: z.int() }), () => ({ day: "", taken: 0 })),
  /** Mass messages by the account's own id of them, and the calls of a calendar month. */
  massJobs: z._default(
    z.record(z.string(), z.strictObject({ msgId: z.string(), atMs: z.int(), askedAtMs: z.int() })),
    () => ({}),
  ),
  massMonth: z._default(MassMonth, noMass),
  /** What is left of a day's calls, by path; all of them where nothing stands. */
  quotas: z._default(z.record(z.string(), z.int()), () => ({})),
  /** Below the chat with the service account. */
  menu: z.optional(MenuBar),
  /** What was changed in the accounts' console since, by appid. */
  credentials: z._default(
    z.record(
      z.string(),
      z.strictObject({
        appSecret: z.optional(z.string()),
        keys: z.optional(z.strictObject({ token: z.string(), aesKey: z.string() })),
      }),
    ),
    () => ({}),
  ),
  settings: z._default(Settings, () => ({ ...usualSettings })),
});
export type State = z.infer<typeof State>;

export type StateFile = { readonly state: State; readonly save: () => void };

export const emptyState = (): State => ({
  phones: {},
  loginCodes: {},
  numberCodes: {},
  isOutOfNumbers: false,
  tokens: [],
  forcedRefreshes: [],
  followQrs: {},
  urlLinks: {},
  subscribeDay: { day: "", taken: 0 },
  massJobs: {},
  massMonth: noMass(),
  quotas: {},
  credentials: {},
  settings: { ...usualSettings },
});

export function openStateFile(file: string): StateFile {
  const state = readState(file);
  return {
    state,
    save: () => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.new`, JSON.stringify(state));
      renameSync(`${file}.new`, file);
    },
  };
}

function readState(file: string): State {
  if (!existsSync(file)) return emptyState();
  try {
    return State.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    throw new Error(`${file} is not a state of the fake WeChat; start afresh with: npm start -- --fresh`, { cause });
  }
}
