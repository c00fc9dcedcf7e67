// One push as it goes over the wire: the query's signatures, and the body as the account's mode wants it.
//
//   plain       fields                          signature
//   compatible  fields and Encrypt              signature, msg_signature, encrypt_type=aes
//   safe        ToUserName and Encrypt only     the same
import { randomBytes, randomInt } from "node:crypto";
import type { CallbackMode, Pusher } from "./account.ts";
import { seal, signatureOf } from "./message-crypt.ts";
import { type Fields, writeMessage } from "./write-message.ts";

export type CallbackRequest = { readonly url: string; readonly body: string; readonly contentType: string };

export type Push = { pusher: Pusher; mode: CallbackMode; aesKey: string; openid: string; fields: Fields };

/** Made anew for each delivery: time, nonce and seal differ, the message does not. */
export function callbackRequest({ pusher, mode, aesKey, openid, fields }: Push, nowMs: number): CallbackRequest {
  const { format, token, url } = pusher.callback;
  const plain = writeMessage(format, fields);
  const signed = signedQuery(token, nowMs);
  const contentType = format === "xml" ? "text/xml" : "application/json";
  if (mode === "plain") return { url: withQuery(url, { ...signed, openid }), body: plain, contentType };
  const sealed = seal(aesKey, pusher.appId, plain);
  const msg_signature = signatureOf(token, signed.timestamp, signed.nonce, sealed);
  const shown = mode === "compatible" ? fields : { ToUserName: pusher.originalId };
  return {
    url: withQuery(url, { ...signed, openid, encrypt_type: "aes", msg_signature }),
    body: writeMessage(format, { ...shown, Encrypt: sealed }),
    contentType,
  };
}

/** The question WeChat asks when the address is entered: whoever knows the token sends echostr back. */
export function verificationRequest(pusher: Pusher, nowMs: number): { url: string; echostr: string } {
  const echostr = BigInt(`0x${randomBytes(7).toString("hex")}`).toString();
  return { url: withQuery(pusher.callback.url, { ...signedQuery(pusher.callback.token, nowMs), echostr }), echostr };
}

function signedQuery(token: string, nowMs: number) {
  const [timestamp, nonce] = [String(Math.floor(nowMs / 1000)), String(randomInt(1, 2_000_000_000))];
  return { signature: signatureOf(token, timestamp, nonce), timestamp, nonce };
}

function withQuery(url: string, query: Record<string, string>): string {
  const whole = new URL(url);
  for (const [name, value] of Object.entries(query)) whole.searchParams.set(name, value);
  return whole.href;
}
