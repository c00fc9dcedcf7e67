// What a push means, the same whichever format, mode and product it came from.
import { createHash } from "node:crypto";
import type { Leaf, Tree } from "./read-body.ts";

export type Push = {
  /** The account it was sent to, the openid it is from. */
  readonly to: string;
  readonly from: string;
  /** Seconds, as WeChat counts; string or number on the wire. */
  readonly createdAtS: number;
  /** "event" or the kind of message: text, image … */
  readonly type: string;
  /** The event's name, in lower case where WeChat's own differ by product (SCAN, subscribe). */
  readonly event: string | undefined;
  readonly eventKey: string | undefined;
  /** The scene of a parameterized QR: without "qrscene_", which only a subscribe carries. */
  readonly scene: string | undefined;
  readonly text: string | undefined;
  readonly msgId: string | undefined;
  /** Results of subscription messages: always a list, whatever the format made of it. */
  readonly list: readonly Tree[];
  /** What became of a mass message. */
  readonly mass: MassResult | undefined;
};

/** MASSSENDJOBFINISH in its own numbers: `filtered` are those left after WeChat's filter. */
export type MassResult = {
  readonly msgId: string;
  readonly status: string;
  readonly total: number;
  readonly filtered: number;
  readonly sent: number;
  readonly failed: number;
};

const QRSCENE = "qrscene_";

/** undefined when the fields every push has are missing. */
export function readPush(tree: Tree): Push | undefined {
  const text = (name: string): string | undefined => {
    const value = tree[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const [to, from, type] = [text("ToUserName"), text("FromUserName"), text("MsgType")];
  const createdAtS = Number(text("CreateTime"));
  if (!to || !from || !type || !Number.isSafeInteger(createdAtS)) return undefined;
  const event = text("Event");
  const eventKey = text("EventKey");
  return {
    ...{ to, from, type, createdAtS, event, eventKey },
    scene: sceneOf(event, eventKey),
    text: text("Content"),
    msgId: text("MsgId") ?? text("MsgID"),
    list: listOf(tree),
    mass: event === "MASSSENDJOBFINISH" ? massOf(text) : undefined,
  };
}

/** Nothing where the message's number is missing: then it is about none. */
function massOf(text: (name: string) => string | undefined): MassResult | undefined {
  const msgId = text("MsgID") ?? text("MsgId");
  const count = (name: string): number => {
    const value = Number(text(name));
    return Number.isSafeInteger(value) && value > 0 ? value : 0;
  };
  return msgId === undefined
    ? undefined
    : {
        ...{ msgId, status: (text("Status") ?? "").slice(0, 100), total: count("TotalCount") },
        ...{ filtered: count("FilterCount"), sent: count("SentCount"), failed: count("ErrorCount") },
      };
}

/** The prefix is taken off once and only of a subscribe: a SCAN's scene may begin with it by its own right. */
function sceneOf(event: string | undefined, eventKey: string | undefined): string | undefined {
  if (event === "SCAN") return eventKey;
  if (event !== "subscribe" || !eventKey?.startsWith(QRSCENE)) return undefined;
  return eventKey.slice(QRSCENE.length) || undefined;
}

/** `List` is an object for one and an array for several; XML wraps it in an element of the event's own. */
function listOf(tree: Tree): readonly Tree[] {
  const wrapped = Object.entries(tree).find(([name]) => /^SubscribeMsg\w+Event$/.test(name))?.[1];
  const list = tree.List ?? (isTree(wrapped) ? wrapped.List : undefined);
  return [list ?? []].flat().filter(isTree);
}

const isTree = (value: Leaf | undefined): value is Tree =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The name under which a push is stored once: messages have MsgId, events none, so there it is who,
 * when and what (WeChat, "receiving standard messages"), and of a job's end which: two may end in one second. Hashed: no
 * openid in a key.
 */
export function pushKey(push: Push): string {
  const { msgId } = push;
  const isMessage = msgId !== undefined && push.type !== "event";
  const happened = [String(push.createdAtS), push.event, push.eventKey, ...(msgId === undefined ? [] : [msgId])];
  const own = isMessage ? [msgId] : happened;
  return createHash("sha256")
    .update(JSON.stringify([push.to, push.from, push.type, ...own]))
    .digest("base64url");
}
