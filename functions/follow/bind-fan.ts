// Finds out that a fan and a member are one person, by unionid or by a welcome ticket, whichever
// comes first and in whatever order. Each half is written with if_not_exists onto an item both can
// see, so the later one sees both; halves that turn out to be different people are flagged and
// never bound.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { attributes, fields, type Item, type Key } from "../platform/table.ts";
import { setFirstTouch } from "../session/first-touch.ts";
import { personKey } from "../session/person.items.ts";
import { type FanItem, fanKey, type UnionItem, unionKeyOf } from "./follow.items.ts";

export type Halves = { readonly memberNo: string; readonly fan: string };

/** Notes one half under its unionid; both, when the other one is known. */
export async function noteHalf(
  env: Env,
  unionid: string,
  half: { readonly memberNo: string } | { readonly fan: string },
): Promise<Halves | undefined> {
  const isMember = "memberNo" in half;
  const key = unionKeyOf(env.secrets.unionKey, unionid);
  const union = await setOnce<UnionItem>(env, key, isMember ? { mbr: half.memberNo } : { fan: half.fan });
  await setOnce(env, isMember ? personKey(half.memberNo) : fanKey(half.fan), { uid: key.pk });
  const stands = isMember ? union.mbr === half.memberNo : union.fan === half.fan;
  if (!stands) {
    await flag(env, isMember ? personKey(half.memberNo) : fanKey(half.fan), key.pk);
    return undefined;
  }
  return union.mbr && union.fan ? { memberNo: union.mbr, fan: union.fan } : undefined;
}

/** Both halves as the union item knows them, for one whose own half is noted already. */
export async function readHalves(env: Env, union: string): Promise<Halves | undefined> {
  const item = await getItem<UnionItem>(env.tables, { pk: union, sk: "ID" }, { consistent: true });
  return item?.mbr && item.fan ? { memberNo: item.mbr, fan: item.fan } : undefined;
}

/** Binds the halves unless either is bound to another, or their unionids differ. Answers whether they are one now. */
export async function bindHalves(env: Env, { memberNo, fan }: Halves): Promise<boolean> {
  if (await areStrangers(env, memberNo, fan)) return clash(env, memberNo, fan);
  // The person's side is written last: it says that the binding is whole, and a login that was cut
  // off before it starts again.
  const follower = await setOnce<FanItem>(env, fanKey(fan), { mbr: memberNo, ev: 1 });
  if (follower.mbr !== memberNo) return clash(env, memberNo, fan);
  await passFirstTouch(env, memberNo, follower);
  const person = await setOnce<{ fan?: string }>(env, personKey(memberNo), { fan });
  return person.fan === fan ? true : clash(env, memberNo, fan);
}

/** The person was won by the older first touch of their two halves. */
export async function passFirstTouch(env: Env, memberNo: string, { src, srcAt }: FanItem): Promise<void> {
  if (src !== undefined && srcAt !== undefined) await setFirstTouch(env, memberNo, src, srcAt * 1000);
}

/** Two unionids are two people, whatever a ticket says. */
async function areStrangers(env: Env, memberNo: string, fan: string): Promise<boolean> {
  const [person, follower] = await Promise.all([
    getItem<{ uid?: string }>(env.tables, personKey(memberNo), { consistent: true }),
    getItem<FanItem>(env.tables, fanKey(fan), { consistent: true }),
  ]);
  return person?.uid !== undefined && follower?.uid !== undefined && person.uid !== follower.uid;
}

async function clash(env: Env, memberNo: string, fan: string): Promise<false> {
  await Promise.all([flag(env, personKey(memberNo), fanKey(fan).pk), flag(env, fanKey(fan), personKey(memberNo).pk)]);
  return false;
}

/** Sets each field that is not there yet, in one write; the item as it stands after. */
async function setOnce<T>(env: Env, key: Key, values: Item): Promise<T> {
  const names = Object.keys(values);
  const { Attributes } = await env.tables.client.send(
    new UpdateItemCommand({
      TableName: env.tables.app,
      Key: attributes(key),
      UpdateExpression: `SET ${names.map((name) => `#${name} = if_not_exists(#${name}, :${name})`).join(", ")}`,
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: attributes(Object.fromEntries(names.map((name) => [`:${name}`, values[name]]))),
      ReturnValues: "ALL_NEW",
    }),
  );
  return fields<T>(Attributes ?? {});
}

/** A clash is for a person to look at: both stay as they are. */
const flag = (env: Env, key: Key, other: string): Promise<unknown> => setOnce(env, key, { clash: other });
