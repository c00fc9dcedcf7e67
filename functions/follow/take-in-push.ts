// The inbox worker's part of a push: who the follower is, what they came by, whom they turn out to
// be. Every write is one that may come twice and in any order: the fan's state goes by the newest
// event, first touch and promised gift by the oldest, and the rest is set once. WeChat counts in
// seconds; of two events in one, the same wins whichever is taken in first.
import { PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { calendarDay } from "@huike/shared/day";
import { channelOf } from "../channel/read-channel.ts";
import type { Env } from "../platform/env.ts";
import { attributes, type Item, refusedBy } from "../platform/table.ts";
import { followerOf } from "../platform/wechat/user.ts";
import { bindHalves, noteHalf } from "./bind-fan.ts";
import { type FanItem, fanKey, type PushItem } from "./follow.items.ts";
import { settleGift } from "./settle-gift.ts";

export async function takeInPush(push: PushItem, env: Env): Promise<void> {
  if (push.kind === "unsubscribe") return setState(env, push, "left");
  if (push.kind !== "subscribe" && push.kind !== "SCAN") return;
  await setState(env, push, "following");
  if (push.scene) await recordScan(env, push, push.scene);
  const { unionid } = await followerOf(env.serviceAccount, push.from);
  const halves = unionid ? await noteHalf(env, unionid, { fan: push.from }) : undefined;
  if (halves && (await bindHalves(env, halves))) await settleGift(env, halves.memberNo);
  else await settleKnown(env, push.from);
}

/** Without a unionid a ticket may have bound the fan before this follow came. */
async function settleKnown(env: Env, fan: string): Promise<void> {
  const { Attributes } = await env.tables.client.send(
    new UpdateItemCommand({
      TableName: env.tables.app,
      Key: attributes(fanKey(fan)),
      UpdateExpression: "SET ev = :one",
      ExpressionAttributeValues: attributes({ ":one": 1 }),
      ReturnValues: "ALL_NEW",
    }),
  );
  const memberNo = Attributes?.mbr?.S;
  if (memberNo) await settleGift(env, memberNo);
}

const setState = (env: Env, push: PushItem, st: FanItem["st"]): Promise<void> =>
  update(
    env,
    push.from,
    "SET st = :st, stAt = :at, ev = :ev",
    "attribute_not_exists(stAt) OR stAt < :at OR (stAt = :at AND st < :st)",
    { ":st": st, ":at": push.atS, ":ev": 1 },
  );

async function recordScan(env: Env, push: PushItem, scene: string): Promise<void> {
  const channel = await channelOf(env, scene);
  if (!channel) return;
  await putTouch(env, push, scene);
  const older = "attribute_not_exists(srcAt) OR srcAt > :at OR (srcAt = :at AND src > :scene)";
  await update(env, push.from, "SET src = :scene, srcAt = :at", older, { ":scene": scene, ":at": push.atS });
  if (push.kind === "subscribe") await promise(env, push, channel.offerId);
}

/** What was promised first stands, whatever is followed by later; what was given stands in any case (settle-gift). */
async function promise(env: Env, push: PushItem, offerId: string): Promise<void> {
  const older = "attribute_not_exists(gift) OR giftAt > :at OR (giftAt = :at AND gift > :gift)";
  await update(env, push.from, "SET gift = :gift, giftAt = :at", older, { ":gift": offerId, ":at": push.atS });
}

async function putTouch(env: Env, push: PushItem, scene: string): Promise<void> {
  const at = push.atS * 1000;
  await once(
    env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.app,
        Item: attributes({ pk: fanKey(push.from).pk, sk: `TCH#${scene}#${calendarDay(at)}`, ev: 1, at }),
        ConditionExpression: "attribute_not_exists(pk) OR #at > :at",
        ExpressionAttributeNames: { "#at": "at" },
        ExpressionAttributeValues: attributes({ ":at": at }),
      }),
    ),
  );
}

async function update(env: Env, fan: string, change: string, condition: string, values: Item): Promise<void> {
  await once(
    env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(fanKey(fan)),
        UpdateExpression: change,
        ConditionExpression: condition,
        ExpressionAttributeValues: attributes(values),
      }),
    ),
  );
}

/** A refused condition means that it stands already, or that something newer does. */
async function once(write: Promise<unknown>): Promise<void> {
  await write.catch((cause: unknown) => {
    if (refusedBy(cause) === undefined) throw cause;
  });
}
