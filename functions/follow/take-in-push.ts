// The inbox worker's part of a push: who the follower is, what they came by, whom they turn out to
// be. Every write is one that may come twice and in any order: the fan's state goes by the newest
// event, the first touch by the oldest, and the rest is set once.
import { PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { calendarDay } from "@huike/shared/day";
import { channelOf } from "../channel/read-channel.ts";
import type { Env } from "../platform/env.ts";
import { attributes, fields, type Item, refusedBy } from "../platform/table.ts";
import { followerOf } from "../platform/wechat/user.ts";
import { bindHalves, noteHalf } from "./bind-fan.ts";
import { type FanItem, fanKey, type PushItem } from "./follow.items.ts";
import { settleGift } from "./settle-gift.ts";

export async function takeInPush(push: PushItem, env: Env): Promise<void> {
  if (push.kind === "unsubscribe") return void (await setState(env, push, "left"));
  if (push.kind !== "subscribe" && push.kind !== "SCAN") return;
  const { fan, isNewest } = await setState(env, push, "following");
  if (push.scene) await recordScan(env, push, push.scene, fan);
  // A scan promises no gift: of somebody known there is nothing more to find out. One that is not the newest may have
  // been cut off before, and goes the whole way.
  if (push.kind === "SCAN" && isNewest && (fan.uid ?? fan.mbr)) return;
  const { unionid } = await followerOf(env.serviceAccount, push.from);
  const halves = unionid ? await noteHalf(env, unionid, { fan: push.from }) : undefined;
  if (halves && (await bindHalves(env, halves))) await settleGift(env, halves.memberNo);
  else if (push.kind === "subscribe") await settleKnown(env, push.from);
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

type Known = { readonly fan: FanItem; readonly isNewest: boolean };

/** The fan as they stand after it, and whether no newer push has been taken in. */
async function setState(env: Env, push: PushItem, st: FanItem["st"]): Promise<Known> {
  try {
    const { Attributes } = await env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(fanKey(push.from)),
        UpdateExpression: "SET st = :st, stAt = :at, ev = :ev",
        ConditionExpression: "attribute_not_exists(stAt) OR stAt < :at",
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

async function recordScan(env: Env, push: PushItem, scene: string, fan: FanItem): Promise<void> {
  const channel = await channelOf(env, scene);
  if (!channel) return;
  await putTouch(env, push, scene);
  // What `fan` says of both stands for ever: the first touch only gets older, the gift is promised once.
  if (fan.srcAt === undefined || fan.srcAt > push.atS) {
    const older = "attribute_not_exists(srcAt) OR srcAt > :at";
    await update(env, push.from, "SET src = :scene, srcAt = :at", older, { ":scene": scene, ":at": push.atS });
  }
  if (push.kind === "subscribe" && !fan.gift) {
    const gift = { ":gift": channel.offerId };
    await update(env, push.from, "SET gift = :gift", "attribute_not_exists(gift)", gift);
  }
}

async function putTouch(env: Env, push: PushItem, scene: string): Promise<void> {
  const at = push.atS * 1000;
  await once(
    env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.app,
        Item: attributes({ pk: fanKey(push.from).pk, sk: `TCH#${scene}#${calendarDay(at)}`, ev: 1, at }),
        ConditionExpression: "attribute_not_exists(pk)",
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
