// A pushed request → the push inside, or nothing. Pure: verify, decrypt, parse, in that order, and
// nothing is looked into before its signature holds.
import { decryptMessage, readAesKey } from "./message-crypt.ts";
import { readBody } from "./read-body.ts";
import { type Push, readPush } from "./read-push.ts";
import { isSigned } from "./signature.ts";

export type CallbackAccount = {
  readonly appId: string;
  readonly token: string;
  /** Current first; the previous one still comes for a while after a change. */
  readonly aesKeys: readonly string[];
};

export type PushRequest = {
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly body: string;
};

export type Opened = {
  readonly push: Push;
  /** The key that worked: the answer goes back under it. Undefined in plain mode. */
  readonly aesKey: string | undefined;
};

/** How far a push's timestamp may be from our clock, in seconds: beyond it, it is a replay. */
const AGE_MAX_S = 600;

/** Whether the three query parameters carry a signature of this token that is young enough. */
export function isUrlCheck({ token }: CallbackAccount, query: PushRequest["query"]): boolean {
  return isSigned(query.signature, token, query.timestamp ?? "", query.nonce ?? "");
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

function openPlain(account: CallbackAccount, { query, body }: PushRequest, timestamp: string, nonce: string) {
  if (!isSigned(query.signature, account.token, timestamp, nonce)) return undefined;
  const push = pushOf(body);
  return push && { push, aesKey: undefined };
}

/** Compatible mode carries the plain fields too; only what was encrypted is covered by the signature. */
function openSafe(account: CallbackAccount, { query, body }: PushRequest, timestamp: string, nonce: string) {
  const encrypted = readBody(body)?.Encrypt;
  if (typeof encrypted !== "string") return undefined;
  if (!isSigned(query.msg_signature, account.token, timestamp, nonce, encrypted)) return undefined;
  for (const aesKey of account.aesKeys) {
    const text = decryptMessage(encrypted, readAesKey(aesKey), account.appId);
    const push = text === undefined ? undefined : pushOf(text);
    if (push) return { push, aesKey };
  }
  return undefined;
}

function pushOf(text: string): Push | undefined {
  const tree = readBody(text);
  return tree && readPush(tree);
}
