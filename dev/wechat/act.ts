// What a person does towards the service account, and the event each act becomes.
//
//   follow by a QR      subscribe    EventKey qrscene_<scene>, Ticket
//   follow by search    subscribe    EventKey empty
//   scan as a follower  SCAN         EventKey <scene> without prefix, Ticket
//   unfollow, click     unsubscribe, CLICK
//   a menu's button     CLICK, VIEW, view_miniprogram
//   say                 a text message with MsgId; events have none
import { randomInt } from "node:crypto";
import type { Pusher, ServiceAccount } from "./account.ts";
import { tell, UNAVAILABLE } from "./chat.ts";
import { openWindow } from "./customer-service.ts";
import type { Deliveries } from "./deliver.ts";
import { launchFromMenu, type Opened, phoneUrl } from "./phones.ts";
import type { FollowQr, MenuButton, Phone, StateFile } from "./state.ts";
import type { Fields } from "./write-message.ts";

export type Acting = {
  readonly account: ServiceAccount;
  readonly miniAppId: string;
  readonly file: StateFile;
  readonly deliveries: Deliveries;
  readonly now: () => number;
};
export type Actor = { readonly name: string; readonly phone: Phone };

/** What was pushed; nothing when the act changed nothing. */
export type Acted = { isFollower: boolean; event: string | null; deliveryId: string | null };

const nothing = (phone: Phone): Acted => ({ isFollower: phone.following !== undefined, event: null, deliveryId: null });

/** Following once more is a scan if a QR was used, and nothing otherwise. */
export function follow(acting: Acting, actor: Actor, qr?: FollowQr): Acted {
  const { phone } = actor;
  if (phone.following) return qr ? scan(acting, actor, qr) : nothing(phone);
  phone.following = { sinceMs: acting.now(), ...(qr && { scene: qr.scene }) };
  openWindow(phone, "follow", acting.now());
  return push(acting, actor, "subscribe", scanned(qr, "qrscene_"));
}

/** A follower's scan opens the chat. */
export function scan(acting: Acting, actor: Actor, qr: FollowQr): Acted {
  openWindow(actor.phone, "scan", acting.now());
  return push(acting, actor, "SCAN", scanned(qr, ""));
}

const scanned = (qr: FollowQr | undefined, prefix: string): Fields =>
  qr ? { EventKey: prefix + qr.scene.value, Ticket: qr.ticket } : { EventKey: "" };

export function unfollow(acting: Acting, actor: Actor): Acted {
  const { phone } = actor;
  if (!phone.following) return nothing(phone);
  delete phone.following;
  phone.windows = {};
  return push(acting, actor, "unsubscribe", { EventKey: "" });
}

export function click(acting: Acting, actor: Actor, key: string): Acted {
  openWindow(actor.phone, "click", acting.now());
  return push(acting, actor, "CLICK", { EventKey: key });
}

/** A button that opens something does so whatever becomes of the event; nothing for a button that answers. */
export function tapMenu(acting: Acting, actor: Actor, { type, key, url, pagepath }: MenuButton): Acted & Opening {
  if (type === "click") return { ...click(acting, actor, key ?? ""), opened: null };
  if (type === "view")
    return { ...push(acting, actor, "VIEW", { EventKey: url ?? "" }), opened: { is: "web", url: url ?? "" } };
  const launch = launchFromMenu(pagepath ?? "");
  actor.phone.launch = launch;
  const acted = push(acting, actor, "view_miniprogram", { EventKey: pagepath ?? "" });
  return { ...acted, opened: { is: "mini_program", launch, url: phoneUrl(actor.name, launch) } };
}

type Opening = { opened: Opened | null };

export function talk(acting: Acting, actor: Actor, text: string): Acted {
  const { miniAppId, now } = acting;
  openWindow(actor.phone, "message", now());
  tell(actor.phone, { from: "user", text, atMs: now() }, miniAppId);
  const fields = { ...head(acting.account, actor.phone.serviceOpenid, now()), MsgType: "text", Content: text };
  return post(acting, actor, "text", { ...fields, MsgId: messageId(now()) });
}

/** Above 2^53, as WeChat's are. */
const messageId = (nowMs: number): bigint => BigInt(`25${nowMs}`) * 10_000n + BigInt(randomInt(10_000));

/** Any event with any fields, which also replace the usual ones. */
export function push(acting: Acting, actor: Actor, event: string, fields: Fields): Acted {
  const { account, now } = acting;
  return post(acting, actor, event, eventFields(account, actor.phone.serviceOpenid, event, fields, now()));
}

function eventFields(pusher: Pusher, openid: string, event: string, fields: Fields, nowMs: number) {
  return { ...head(pusher, openid, nowMs), MsgType: "event", Event: event, ...fields };
}

const head = (pusher: Pusher, openid: string, nowMs: number) => ({
  ToUserName: pusher.originalId,
  FromUserName: openid,
  CreateTime: Math.floor(nowMs / 1000),
});

function post(acting: Acting, { name, phone }: Actor, event: string, fields: Fields): Acted {
  const { account, file, miniAppId, now, deliveries } = acting;
  // Who has left meanwhile has no chat to read it in.
  const show = (from: "service_account" | "wechat", text: string) => {
    if (!phone.following) return;
    tell(phone, { from, text, atMs: now() }, miniAppId);
    file.save();
  };
  const deliveryId = deliveries.send({
    phone: name,
    pusher: account,
    openid: phone.serviceOpenid,
    event,
    fields,
    hear: (text) => show("service_account", text),
    giveUp: () => show("wechat", UNAVAILABLE),
  });
  return { isFollower: phone.following !== undefined, event, deliveryId };
}

/** The service account's own push, about no one person: nobody reads an answer to it. */
export function pushOfAccount(
  deliveries: Deliveries,
  pusher: Pusher,
  openid: string,
  event: string,
  fields: Fields,
  now: () => number,
): string {
  const nobody = () => undefined;
  const whole = eventFields(pusher, openid, event, fields, now());
  return deliveries.send({ phone: "", pusher, openid, event, fields: whole, hear: nobody, giveUp: nobody });
}

/** The mini-program's own push: nobody reads an answer to it. */
export function pushToMiniProgram(
  deliveries: Deliveries,
  pusher: Pusher,
  { name, phone }: Actor,
  event: string,
  fields: Fields,
  now: () => number,
): string {
  const { openid } = phone;
  const nobody = () => undefined;
  const whole = eventFields(pusher, openid, event, fields, now());
  return deliveries.send({ phone: name, pusher, openid, event, fields: whole, hear: nobody, giveUp: nobody });
}
