// Staff sign what they write (`by`, `at`, `why` on the item itself, in the same write), and the stream brings each
// write once or more often: the row is derived from it, under the id of its event. So no change is without its row, and
// no row is without its change; a row beside the action could be lost, or written for what was then refused.
import { type AttributeValue, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { AuditSubject } from "@huike/shared/audit";
import { businessDay } from "@huike/shared/day";
import type { Env } from "../platform/env.ts";
import { attributes, fields, type Key, tookEffect, type Value } from "../platform/table.ts";
import { auditPk, auditSk, type ChangeItem, dayEndMs, OPEN_MS, rowHash } from "./audit.items.ts";

type Image = Record<string, AttributeValue>;
type Signature = { readonly by: string; readonly at: number; readonly why: string };
type Fields = Readonly<Record<string, Value | undefined>>;
export type Change = { readonly eventId: string; readonly old: Fields | undefined; readonly new: Fields };

export const changeOf = (eventId: string, old: Image | undefined, image: Image): Change => ({
  eventId,
  old: old && fields<Fields>(old),
  new: fields<Fields>(image),
});

/** Puts the change's row; nothing for a write that nobody signed. Throws on an outage, to be tried again. */
export async function recordChange(change: Change, env: Env): Promise<void> {
  const { old, new: image } = change;
  const signature = signatureOf(image);
  const item = image as Fields & Key;
  if (!signature || isSame(signature, signatureOf(old ?? {})) || isMerelyListed(item)) return;
  const day = businessDay(signature.at);
  const isLate = env.nowMs() >= dayEndMs(day) + OPEN_MS;
  const key = {
    pk: auditPk(isLate ? businessDay(env.nowMs()) : day),
    sk: auditSk(signature.at, change.eventId),
  };
  const row = rowOf(item, old, signature, isLate);
  await tookEffect(
    env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.views,
        Item: attributes({ ...key, ...row, h: rowHash(key, row) }),
        ConditionExpression: "attribute_not_exists(pk)",
      }),
    ),
  );
}

/** The newest on the item. Where it must stay who made it, whoever decides on it later signs under names of their own. */
function signatureOf({ by, at, why, sby, sat, swhy }: Fields): Signature | undefined {
  const made = signed(by, at, why);
  const decided = signed(sby, sat, swhy);
  return decided && (!made || decided.at >= made.at) ? decided : made;
}

const signed = (by?: Value, at?: Value, why?: Value): Signature | undefined =>
  typeof by === "string" && typeof at === "number" && typeof why === "string" ? { by, at, why } : undefined;

/** Something else was written to an item whose last signature is still on it. */
const isSame = (one: Signature, other: Signature | undefined): boolean =>
  one.by === other?.by && one.at === other.at && one.why === other.why;

/** An entry of a list of names, or a version that is kept, written together with what it names. */
const isMerelyListed = ({ pk }: Key): boolean => pk === "OFFERS" || pk.startsWith("SEG#");

function rowOf(
  item: Fields & Key,
  old: Fields | undefined,
  signature: Signature,
  isLate: boolean,
): Omit<ChangeItem, "h"> {
  const names = [...new Set([...Object.keys(old ?? {}), ...Object.keys(item)])]
    .filter((name) => !SIGNATURE.has(name) && name !== SEALED && textOf(old?.[name]) !== textOf(item[name]))
    .sort();
  return {
    ...{ what: subjectOf(item), of: `${item.pk} ${item.sk}`, ...signature },
    ...{ was: sideOf(names, old), now: sideOf(names, item) },
    ...(isLate ? { late: true } : {}),
  };
}

const SIGNATURE = new Set(["pk", "sk", "by", "at", "why", "sby", "sat", "swhy", "ev"]);

/** Not even sealed may it be read by whoever reads the audit: beside it stand its marks, who set it and when. */
const SEALED = "sealed";

const sideOf = (names: readonly string[], fields: Fields | undefined): string =>
  JSON.stringify(
    Object.fromEntries(names.flatMap((name) => (fields?.[name] === undefined ? [] : [[name, plain(fields[name])]]))),
  );

const textOf = (value: Value | undefined): string | undefined => JSON.stringify(plain(value));

/** Sets in order, bytes as base64: alike for two readings of one item. */
function plain(value: Value | undefined): unknown {
  if (value instanceof Set) return [...value].sort();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, plain(inner)]),
  );
}

/** By how keys begin; the longer beginning first. */
const SUBJECTS: readonly (readonly [pk: string, sk: string, AuditSubject])[] = [
  ["OFR#", "OFR", "offer"],
  ["OFR#", "V#", "terms"],
  ["OFR#", "STOCK", "stock"],
  ["OFR#", "VOID", "voiding"],
  ["STO#", "STO", "store"],
  ["STF#", "STF", "staff"],
  ["INVITES", "", "invite"],
  ["CHN#", "CHN", "channel"],
  ["TGT#", "", "target"],
  ["SYS", "PROGRAM", "program"],
  ["SYS", "BRAND", "brand"],
  ["SYS", "PUSHRULES", "push_rules"],
  ["SYS", "REPLIES", "replies"],
  ["SYS", "MENU", "menu"],
  ["SYS", "ATTRIBUTION", "attribution"],
  ["SYS", "WECHAT", "wechat"],
  ["GRT#", "", "grant"],
  ["CMP#", "META", "campaign"],
  ["SEGMENTS", "", "segment"],
  ["LST#", "", "list"],
  ["MBR#", "TAGS", "tag"],
  ["MBR#", "ABOUT", "profile"],
  ["EXP#", "", "export"],
  ["", "ADJ#", "correction"],
  ["", "TAGS", "tags"],
];

const subjectOf = ({ pk, sk }: Key): AuditSubject =>
  SUBJECTS.find(([of, name]) => pk.startsWith(of) && sk.startsWith(name))?.[2] ?? "other";
