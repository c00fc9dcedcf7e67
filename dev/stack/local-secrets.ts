// The secrets of a local run, made at the first start: what the cloud keeps in its secrets manager.
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as z from "zod/mini";
import { isErrno } from "../errno.ts";
import { SentenceForPeople } from "../sentence-for-people.ts";

const KeyHex = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const LocalSecrets = z.strictObject({
  sessionKey: KeyHex,
  codeKey: KeyHex,
  visitKey: KeyHex,
  miniAppId: z.string().check(z.regex(/^wx[0-9a-f]{16}$/)),
  miniAppSecret: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
});
export type LocalSecrets = z.infer<typeof LocalSecrets>;

const hex = (bytes: number) => randomBytes(bytes).toString("hex");

export function localSecrets(file: string): LocalSecrets {
  const text = readIfThere(file);
  if (text !== undefined) return parse(file, text);
  const made: LocalSecrets = {
    sessionKey: hex(32),
    codeKey: hex(32),
    visitKey: hex(32),
    miniAppId: `wx${hex(8)}`,
    miniAppSecret: hex(16),
  };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: "wx" });
  return made;
}

function parse(file: string, text: string): LocalSecrets {
  try {
    return LocalSecrets.parse(JSON.parse(text));
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
