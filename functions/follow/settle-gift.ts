// The gift promised to a fan, given once to a person for ever. Looks at how things stand, not at
// what has just happened: called after every step that may make a gift due (follow, login, join,
// visit, redemption), as often and in whatever order they come, it gives what is due and nothing
// twice. A crash at any write is healed by the next call.
//
//   1. the union item, if there is one, remembers which offer this person was given (rwd)
//   2. the person remembers it
//   3. the coupon's key, one per member and offer, does the rest
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { RewardTrigger } from "@huike/shared/offer";
import { channelOf } from "../channel/read-channel.ts";
import { type CouponItem, couponKey } from "../coupon/coupon.items.ts";
import { issueCoupon, newCoupon } from "../coupon/issue.ts";
import { isStub, type StubItem } from "../coupon/past.items.ts";
import { spareTicket, takeTicket } from "../coupon/ticket-numbers.ts";
import { type CardItem, cardKey } from "../member/card.items.ts";
import { currentOffer } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import { getItem, queryRange } from "../platform/read.ts";
import { attributes, type Key } from "../platform/table.ts";
import { type PersonItem, personKey } from "../session/person.items.ts";
import { type FanItem, fanKey } from "./follow.items.ts";

export type Settled = "given" | "had" | "not_due" | "sold_out";

/** Gives the member the gift their fan half was promised, if it is due now. */
export async function settleGift(env: Env, memberNo: string): Promise<Settled> {
  const person = await getItem<PersonItem>(env.tables, personKey(memberNo), { consistent: true });
  if (!person?.fan || person.clash) return "not_due";
  const fan = await getItem<FanItem>(env.tables, fanKey(person.fan), { consistent: true });
  if (!fan?.gift || fan.mbr !== memberNo || fan.clash) return "not_due";
  if (person.uid && fan.uid && person.uid !== fan.uid) return "not_due";
  const gift = person.rwd ?? fan.gift;
  const offer = await currentOffer(env, gift);
  if (!offer || !(await isDue(env, memberNo, offer.terms.reward ?? "join", fan))) return "not_due";
  const decided = await decide(env, memberNo, person.uid ?? fan.uid, gift);
  return give(env, memberNo, decided, fan.src);
}

/** The first of all steps that names a gift for this person decides which; later ones are told. */
async function decide(env: Env, memberNo: string, union: string | undefined, gift: string): Promise<string> {
  const first = union ? await nameGift(env, { pk: union, sk: "ID" }, gift) : gift;
  return nameGift(env, personKey(memberNo), first);
}

async function nameGift(env: Env, key: Key, gift: string): Promise<string> {
  const { Attributes } = await env.tables.client.send(
    new UpdateItemCommand({
      TableName: env.tables.app,
      Key: attributes(key),
      UpdateExpression: "SET rwd = if_not_exists(rwd, :gift)",
      ExpressionAttributeValues: attributes({ ":gift": gift }),
      ReturnValues: "UPDATED_NEW",
    }),
  );
  return Attributes?.rwd?.S ?? gift;
}

async function isDue(env: Env, memberNo: string, trigger: RewardTrigger, fan: FanItem): Promise<boolean> {
  const card = await getItem<CardItem>(env.tables, cardKey(memberNo), { consistent: true });
  if (!card) return false;
  if (trigger === "join") return true;
  // For members who joined before they followed; a newcomer's follow is met by `join`.
  if (trigger === "follow") return fan.st === "following";
  if (trigger === "first_visit")
    return (await getItem(env.tables, { pk: `MBR#${memberNo}`, sk: "VISIT" })) !== undefined;
  const range = { pk: `MBR#${memberNo}`, from: "CPN#", to: "CPN#~" };
  const coupons = await queryRange<CouponItem | StubItem>(env.tables, range, { consistent: true });
  return coupons.some((coupon) =>
    isStub(coupon) ? coupon.rid !== undefined : coupon.red?.some((entry) => entry.uat === undefined),
  );
}

async function give(env: Env, memberNo: string, offerId: string, scene: string | undefined): Promise<Settled> {
  const key = couponKey(memberNo, offerId, 1);
  if (await getItem(env.tables, key, { consistent: true })) return "had";
  const offer = await currentOffer(env, offerId);
  if (!offer || offer.stop) return "not_due";
  const ticket = await takeTicket(env, offerId);
  if (typeof ticket === "string") return "sold_out";
  const channel = scene ? await channelOf(env, scene) : undefined;
  const by = scene && channel ? { scene, storeId: channel.storeId } : undefined;
  const owned = await issueCoupon(env, newCoupon(key, offer, ticket.k, env.nowMs(), by), ticket);
  if (!owned) return "given";
  await spareTicket(env, offerId, ticket);
  return "had";
}
