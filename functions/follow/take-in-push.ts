// The inbox worker's part of a push: who the follower is, what they came by, whom they turn out to
// be. Every write is one that may come twice and in any order: the fan's state goes by the newest
// event, first touch and promised gift by the oldest, and the rest is set once. WeChat counts in
// seconds; of two events in one, the same wins whichever is taken in first.
import { PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { calendarDay } from "@huike/shared/day";
import { keepMassReport } from "../campaign/mass-report.ts";
import { sceneOfFollow } from "../channel/follow-number.ts";
import { channelOf, whyDead } from "../channel/read-channel.ts";
import type { Env } from "../platform/env.ts";
import { attributes, fields, type Item, refusedBy, tookEffect } from "../platform/table.ts";
import { followerOf } from "../platform/wechat/user.ts";
import { IS_OLDER } from "../session/first-touch.ts";
import { bindHalves, noteHalf, passFirstTouch } from "./bind-fan.ts";
import { type FanItem, fanKey, type PushItem } from "./follow.items.ts";
import { settleGift } from "./settle-gift.ts";

/** What a person says opens a window for answers; an event does not, or for a minute only (WeChat: message types). */
const MESSAGES: ReadonlySet<string> = new Set(["text", "image", "voice", "video", "shortvideo", "location", "link"]);

export async function takeInPush(push: PushItem, env: Env): Promise<void> {
  if (push.mass) return keepMassReport(env, push.mass, push.atS);
  if (push.kind === "unsubscribe") return noteLeaving(env, push);
  if (MESSAGES.has(push.kind)) return noteMessage(env, push);
  if (push.kind !== "subscribe" && push.kind !== "SCAN") return;
  const { fan, isNewest } = await setState(env, push, "following");
  const scene = push.scene && (await sceneOfFollow(env, push.scene));
  const first = scene ? await recordScan(env, push, scene, fan) : undefined;
  // A scan promises no gift: of somebody known there is nothing more to find out. One that is not the newest may have
  // been cut off before, and one that is the first touch is to be passed on: they go the whole way.
  if (push.kind === "SCAN" && isNewest && !first && (fan.uid ?? fan.mbr)) return;
  const { unionid } = await followerOf(env.serviceAccount, push.from);
  const halves = unionid ? await noteHalf(env, unionid, { fan: push.from }) : undefined;
  if (halves && (await bindHalves(env, halves))) await settleGift(env, halves.memberNo);
  else if (push.kind === "subscribe" || first) await settleKnown(env, push.from);
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

/** Under the state of following: somebody must be a fan to write at all, whichever push is taken in first. */
async function noteMessage(env: Env, { from, atS }: PushItem): Promise<void> {
  await update(env, from, "SET saidAt = :at, ev = :one", "attribute_not_exists(saidAt) OR saidAt < :at", {
    ":at": atS,
    ":one": 1,
  });
}

/** One that is taken in after a newer push has left the state alone: that they had left stays known. */
async function noteLeaving(env: Env, push: PushItem): Promise<void> {
  const { isNewest } = await setState(env, push, "left");
  if (isNewest) return;
  await update(env, push.from, "SET leftAt = :at, ev = :one", "attribute_not_exists(leftAt) OR leftAt < :at", {
    ":at": push.atS,
    ":one": 1,
  });
}

type Known = { readonly fan: FanItem; readonly isNewest: boolean };

/** The fan as they stand after it, and whether no newer push has been taken in. Of two in one second the same wins. */
async function setState(env: Env, push: PushItem, st: FanItem["st"]): Promise<Known> {
  try {
    const { Attributes } = await env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(fanKey(push.from)),
        UpdateExpression: `SET st = :st, stAt = :at, ev = :ev${st === "left" ? ", leftAt = :at" : ""}`,
        ConditionExpression: "attribute_not_exists(stAt) OR stAt < :at OR (stAt = :at AND st < :st)",
        ExpressionAttributeValues: attributes({ ":st": st, ":at": push.atS, ":ev": 1 }),
        ReturnValues: "ALL_NEW",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return { fan: fields<FanItem>(Attributes ?? {}), isNewest: true };
  } catch (cause) {
    const stands = refusedBy(cause);
    if (stands === undefined || stands === "absent") throw cause;
    return { fan: fields<FanItem>(stands), isNewest: false };
  }
}

/** What was first until now is kept as lost: the row it was counted by must be taken back. */
const FIRST_TOUCH =
  "SET src = :scene, srcAt = :at, held = :held, lost = list_append(if_not_exists(lost, :none), if_not_exists(held, :none))";

/** Answers whether this may be the fan's first touch; what `fan` says of it only ever gets older. */
async function recordScan(env: Env, push: PushItem, scene: string, fan: FanItem): Promise<boolean> {
  const channel = await channelOf(env, scene);
  if (!channel) return false;
  await putTouch(env, push, scene);
  const isFirst = fan.srcAt === undefined || fan.srcAt >= push.atS;
  if (isFirst) {
    await update(env, push.from, FIRST_TOUCH, IS_OLDER, {
      ":scene": scene,
      ":at": push.atS,
      ":held": [{ src: scene, srcAt: push.atS }],
      ":none": [],
    });
  }
  if (push.kind === "subscribe" && !whyDead(channel, push.atS * 1000)) await promise(env, push, channel.offerId, fan);
  return isFirst;
}

/** What was promised first stands, whatever is followed by later; what was given stands in any case (settle-gift). */
async function promise(env: Env, push: PushItem, offerId: string, { giftAt }: FanItem): Promise<void> {
  if (giftAt !== undefined && giftAt < push.atS) return;
  const older = "attribute_not_exists(gift) OR giftAt > :at OR (giftAt = :at AND gift > :gift)";
  await update(env, push.from, "SET gift = :gift, giftAt = :at", older, { ":gift": offerId, ":at": push.atS });
}

async function putTouch(env: Env, push: PushItem, scene: string): Promise<void> {
  const at = push.atS * 1000;
  // Refused: it stands already, or something newer does.
  await tookEffect(
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
  // Refused: it stands already, or something newer does.
  await tookEffect(
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
