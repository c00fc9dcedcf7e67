// The secrets of a local run, made at the first start: what the cloud keeps in its secrets manager.
import { randomBytes, randomInt } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as z from "zod/mini";
import { isErrno } from "../errno.ts";
import { SentenceForPeople } from "../sentence-for-people.ts";

const KeyHex = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const AppId = z.string().check(z.regex(/^wx[0-9a-f]{16}$/));
const AppSecret = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const AesKey = z.string().check(z.regex(/^[A-Za-z0-9]{43}$/));

const LocalSecrets = z.strictObject({
  sessionKey: KeyHex,
  codeKey: KeyHex,
  visitKey: KeyHex,
  /** Signs the one-time links of the welcome. */
  linkKey: KeyHex,
  /** Turns unionids into keys of the table. */
  unionKey: KeyHex,
  /** Seals what the console sets of the secrets below. */
  sealKey: KeyHex,
  miniAppId: AppId,
  miniAppSecret: AppSecret,
  serviceAppId: AppId,
  serviceAppSecret: AppSecret,
  /** What WeChat's console calls Token and EncodingAESKey. */
  callbackToken: z.string().check(z.regex(/^[A-Za-z0-9]{3,32}$/)),
  callbackAesKey: AesKey,
  callbackAesKeyPrevious: z.optional(AesKey),
});
export type LocalSecrets = z.infer<typeof LocalSecrets>;
const SomeSecrets = z.partial(LocalSecrets);

const hex = (bytes: number) => randomBytes(bytes).toString("hex");

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const aesKey = () => Array.from({ length: 43 }, () => LETTERS[randomInt(LETTERS.length)]).join("");

const makeSecrets = (): LocalSecrets => ({
  sessionKey: hex(32),
  codeKey: hex(32),
  visitKey: hex(32),
  linkKey: hex(32),
  unionKey: hex(32),
  sealKey: hex(32),
  miniAppId: `wx${hex(8)}`,
  miniAppSecret: hex(16),
  serviceAppId: `wx${hex(8)}`,
  serviceAppSecret: hex(16),
  callbackToken: hex(16),
  callbackAesKey: aesKey(),
  callbackAesKeyPrevious: aesKey(),
});

/** A file of an older version is given what it lacks and keeps what it has: new keys would shut everybody out. */
export function localSecrets(file: string): LocalSecrets {
  const text = readIfThere(file);
  const held = text === undefined ? {} : parse(file, text);
  const whole = LocalSecrets.safeParse(held);
  if (whole.success) return whole.data;
  const { callbackAesKeyPrevious, ...made } = makeSecrets();
  // The older of two keys is made only together with the newer.
  const older = held.callbackAesKey === undefined ? { callbackAesKeyPrevious } : {};
  const completed = LocalSecrets.parse({ ...made, ...older, ...held });
  write(file, completed, text === undefined);
  return completed;
}

/** Never half a file: a first one must not exist, a completed one takes the other's place. */
function write(file: string, secrets: LocalSecrets, isFirst: boolean): void {
  const text = `${JSON.stringify(secrets, null, 2)}\n`;
  mkdirSync(dirname(file), { recursive: true });
  if (isFirst) {
    writeFileSync(file, text, { mode: 0o600, flag: "wx" });
    return;
  }
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function parse(file: string, text: string): z.infer<typeof SomeSecrets> {
  try {
    return SomeSecrets.parse(JSON.parse(text));
  } catch (cause) {
    throw new SentenceForPeople(`${file} is damaged; begin again with: npm start -- --fresh`, { cause });
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    if (isErrno(cause, "ENOENT")) return undefined;
    throw cause;
  }
}
