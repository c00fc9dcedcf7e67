// What the fake WeChat remembers: its users with their phones, login codes and access tokens.
// One JSON file, replaced by rename, so that a restart meets the same people (a new openid would
// be a new member) and the token a server keeps in its table stays good.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as z from "zod/mini";

const Launch = z.strictObject({
  path: z.string(),
  query: z.record(z.string(), z.string()),
  scene: z.int(),
});
/** What wx.getEnterOptionsSync tells: which page was opened, with what, and from where. */
export type Launch = z.infer<typeof Launch>;

const Phone = z.strictObject({
  openid: z.string(),
  /** One good key a user; each exchange of a login code replaces it. */
  sessionKey: z.optional(z.string()),
  launch: Launch,
  /** GCJ-02; null: the person refused. */
  location: z.nullable(z.strictObject({ latitude: z.number(), longitude: z.number() })),
  hasAgreedToPrivacy: z.boolean(),
  brightness: z.number(),
});
export type Phone = z.infer<typeof Phone>;

const LoginCode = z.strictObject({ phone: z.string(), expiresAtMs: z.int(), isUsed: z.boolean() });

const AccessToken = z.strictObject({ value: z.string(), expiresAtMs: z.int(), isKilled: z.boolean() });
export type AccessToken = z.infer<typeof AccessToken>;

const State = z.strictObject({
  phones: z.record(z.string(), Phone),
  loginCodes: z.record(z.string(), LoginCode),
  /** Newest last. */
  tokens: z.array(AccessToken),
  forcedRefreshesAtMs: z.array(z.int()),
});
export type State = z.infer<typeof State>;

export type StateFile = { readonly state: State; readonly save: () => void };

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
  if (!existsSync(file)) return { phones: {}, loginCodes: {}, tokens: [], forcedRefreshesAtMs: [] };
  try {
    return State.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    throw new Error(`${file} is not a state of the fake WeChat; start afresh with: npm start -- --fresh`, { cause });
  }
}
