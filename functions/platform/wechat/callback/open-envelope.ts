// A pushed request → the push inside, or nothing. Pure: verify, decrypt, parse, in that order, and
// nothing is looked into before its signature holds.
import type { CallbackKey } from "../kept-secrets.ts";
import { decryptMessage, readAesKey } from "./message-crypt.ts";
import { readBody } from "./read-body.ts";
import { type Push, readPush } from "./read-push.ts";
import { isSigned } from "./signature.ts";

export type CallbackAccount = {
  readonly appId: string;
  /** Newest first; those before it still come for a while after a change. */
  readonly keys: readonly CallbackKey[];
};

export type PushRequest = {
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly body: string;
};

export type Opened = {
  readonly push: Push;
  /** The pair that worked: the answer goes back under it, unless the push came plain. */
  readonly key: CallbackKey;
  readonly how: "current" | "previous" | "plain";
};

/** How far a push's timestamp may be from our clock, in seconds: beyond it, it is a replay. */
const AGE_MAX_S = 600;

/** Whether the three query parameters carry a signature of one of the tokens. */
export function isUrlCheck({ keys }: CallbackAccount, query: PushRequest["query"]): boolean {
  return keys.some(({ token }) => isSigned(query.signature, token, query.timestamp ?? "", query.nonce ?? ""));
}

export function openEnvelope(account: CallbackAccount, request: PushRequest, nowMs: number): Opened | undefined {
  const { query } = request;
  const [timestamp, nonce] = [query.timestamp ?? "", query.nonce ?? ""];
  const ageS = Math.abs(nowMs / 1000 - Number(timestamp));
  if (!(ageS <= AGE_MAX_S)) return undefined;
  return query.encrypt_type === "aes"
    ? openSafe(account, request, timestamp, nonce)
    : openPlain(account, request, timestamp, nonce);
}

function openPlain({ keys }: CallbackAccount, { query, body }: PushRequest, timestamp: string, nonce: string) {
  const key = keys.find(({ token }) => isSigned(query.signature, token, timestamp, nonce));
  const push = key && pushOf(body);
  return push && { push, key, how: "plain" as const };
}

/** Compatible mode carries the plain fields too; only what was encrypted is covered by the signature. */
function openSafe({ appId, keys }: CallbackAccount, { query, body }: PushRequest, timestamp: string, nonce: string) {
  const encrypted = readBody(body)?.Encrypt;
  if (typeof encrypted !== "string") return undefined;
  for (const [i, key] of keys.entries()) {
    if (!isSigned(query.msg_signature, key.token, timestamp, nonce, encrypted)) continue;
    const text = decryptMessage(encrypted, readAesKey(key.aesKey), appId);
    const push = text === undefined ? undefined : pushOf(text);
    if (push) return { push, key, how: i === 0 ? ("current" as const) : ("previous" as const) };
  }
  return undefined;
}

function pushOf(text: string): Push | undefined {
  const tree = readBody(text);
  return tree && readPush(tree);
}
