// Items of following:
//   WX#<key> / IN        one push of WeChat, stored once for ever; the inbox worker takes it from the stream
//   FAN#<openid> / FAN   a follower: state by the newest event, first touch by the oldest, whom they turned out to be
//   UID#<hmac> / ID      both halves of a person: member number and fan, and the reward they were given
import { createHmac } from "node:crypto";
import type { Key } from "../platform/table.ts";
import type { MassResult } from "../platform/wechat/callback/read-push.ts";

export const pushItemKey = (key: string): Key => ({ pk: `WX#${key}`, sk: "IN" });
export const fanKey = (openid: string): Key => ({ pk: `FAN#${openid}`, sk: "FAN" });
export const unionKeyOf = (unionKey: Buffer, unionid: string): Key => ({
  pk: `UID#${createHmac("sha256", unionKey).update(unionid).digest("base64url")}`,
  sk: "ID",
});

export type PushItem = {
  /** "subscribe", "SCAN", "unsubscribe", "text", or whatever else came: stored and counted too. */
  kind: string;
  from: string;
  /** When it happened, in seconds, by WeChat. */
  atS: number;
  scene?: string;
  /** What became of a mass message. */
  mass?: MassResult;
  /** Received, in ms. */
  recv: number;
};

type FirstTouch = { readonly src: string; readonly srcAt: number };

export type FanItem = {
  st?: "following" | "left";
  /** Time of the event `st` comes from, in seconds. */
  stAt?: number;
  /** When they last left, in seconds, whether or not they came back. */
  leftAt?: number;
  /** When they last wrote to the service account, in seconds. */
  saidAt?: number;
  /** First touch: scene and time in seconds. */
  src?: string;
  srcAt?: number;
  /** The same as a list, and the ones before it that an older touch has taken the place of. */
  held?: readonly FirstTouch[];
  lost?: readonly FirstTouch[];
  /** Key of the union item, where WeChat told a unionid. */
  uid?: string;
  /** The member this fan is. */
  mbr?: string;
  /** The offer promised at the first follow, and when, in seconds. */
  gift?: string;
  giftAt?: number;
  /** A half that turned out to be somebody else: kept apart, never bound. */
  clash?: string;
};

export type UnionItem = { mbr?: string; fan?: string; rwd?: string };
