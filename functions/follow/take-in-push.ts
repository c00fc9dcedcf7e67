// The inbox worker's part of a push: who the follower is, what they came by, whom they turn out to
// be. Every write is one that may come twice and in any order: the fan's state goes by the newest
// event, the first touch by the oldest, and the rest is set once.
import { PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { calendarDay } from "@huike/shared/day";
import { sceneOfFollow } from "../channel/follow-number.ts";
import { channelOf, whyDead } from "../channel/read-channel.ts";
import type { Env } from "../platform/env.ts";
import { attributes, fields, type Item, refusedBy } from "../platform/table.ts";
import { followerOf } from "../platform/wechat/user.ts";
import { IS_OLDER } from "../session/first-touch.ts";
import { bindHalves, noteHalf, passFirstTouch } from "./bind-fan.ts";
import { type FanItem, fanKey, type PushItem } from "./follow.items.ts";
import { settleGift } from "./settle-gift.ts";

export async function takeInPush(push: PushItem, env: Env): Promise<void> {
  if (push.kind === "unsubscribe") return setState(env, push, "left");
  if (push.kind !== "subscribe" && push.kind !== "SCAN") return;
  await setState(env, push, "following");
  const scene = push.scene && (await sceneOfFollow(env, push.scene));
  if (scene) await recordScan(env, push, scene);
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
  const follower = fields<FanItem>(Attributes ?? {});
  if (!follower.mbr) return;
  await passFirstTouch(env, follower.mbr, follower);
  await settleGift(env, follower.mbr);
}

const setState = (env: Env, push: PushItem, st: FanItem["st"]): Promise<void> =>
  update(env, push.from, "SET st = :st, stAt = :at, ev = :ev", "attribute_not_exists(stAt) OR stAt < :at", {
    ":st": st,
    ":at": push.atS,
    ":ev": 1,
  });

/** What was first until now is kept as lost: the row it was counted by must be taken back. */
const FIRST_TOUCH =
  "SET src = :scene, srcAt = :at, held = :held, lost = list_append(if_not_exists(lost, :none), if_not_exists(held, :none))";

async function recordScan(env: Env, push: PushItem, scene: string): Promise<void> {
  const channel = await channelOf(env, scene);
  if (!channel) return;
  await putTouch(env, push, scene);
  await update(env, push.from, FIRST_TOUCH, IS_OLDER, {
    ":scene": scene,
    ":at": push.atS,
    ":held": [{ src: scene, srcAt: push.atS }],
    ":none": [],
  });
  if (push.kind !== "subscribe" || whyDead(channel, push.atS * 1000)) return;
  // What was promised first stands, whatever is scanned later.
  const gift = { ":gift": channel.offerId };
  await update(env, push.from, "SET gift = :gift", "attribute_not_exists(gift)", gift);
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
