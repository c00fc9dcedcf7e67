// A friend takes a gift: in one transaction the giver's coupon becomes one that was given, the friend's appears under
// the friend's first free place with the same number, terms and end, and the gift says who has it.
//
// The place counts towards what one member may have of the offer. The giver's item keeps the number: a scan that
// reads the friend before and the giver after this moment must not take the number for missing.
import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import {
  type CommonError,
  type ErrorOf,
  ok,
  type RequestOf,
  type ResponseOf,
  type Result,
  refused,
} from "@huike/shared/endpoint";
import type { AcceptGift } from "@huike/shared/gift";
import { type CardItem, cardKey } from "../member/card.items.ts";
import { faceOf, stopOf, termsIssued } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { Outage } from "../platform/outage.ts";
import { getItem } from "../platform/read.ts";
import { attributes, refusedStatements } from "../platform/table.ts";
import { type CouponItem, couponFields, couponKey, readCoupon } from "./coupon.items.ts";
import { freePlace } from "./free-place.ts";
import { type GiftItem, giftKey } from "./gift.items.ts";
import { asReceived, givenCoupon } from "./given-coupon.ts";
import { findCoupon } from "./past.items.ts";
import { whyNotGift, whyNotGiven } from "./why-not-accept.ts";

type AcceptError = ErrorOf<typeof AcceptGift> | CommonError;
type Answer = Result<ResponseOf<typeof AcceptGift>, AcceptError>;

const TRIES_MAX = 3;

export async function acceptGift(
  { memberNo, claims }: Member,
  { giftId }: RequestOf<typeof AcceptGift>,
  env: Env,
): Promise<Answer> {
  const card = await getItem<CardItem>(env.tables, cardKey(memberNo), { consistent: true });
  if (card?.gen !== claims.generation) return refused("signed_out");
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const answered = await tryAccept(env, memberNo, giftId);
    if (answered) return answered;
  }
  throw new Outage("the gift or the place for it keeps changing");
}

/** Undefined where something changed between looking and writing: a claim took the place, the giver took it back. */
async function tryAccept(env: Env, memberNo: string, giftId: string): Promise<Answer | undefined> {
  const gift = await getItem<GiftItem>(env.tables, giftKey(giftId), { consistent: true });
  if (!gift) return refused("gift_unknown");
  if (gift.to === memberNo) return answer(env, memberNo, gift);
  const nowMs = env.nowMs();
  const whyNot = whyNotGift(gift, memberNo, nowMs);
  if (whyNot) return whyNot;
  const given = await givenCoupon(env, gift);
  if (given?.gft !== giftId) return undefined;
  const whyNotIt = whyNotGiven(given, await stopOf(env, gift.ofr), nowMs);
  if (whyNotIt) return whyNotIt;
  const { perMember } = await termsIssued(env, gift.ofr, given.v);
  const n = await freePlace(env, memberNo, gift.ofr, perMember);
  if (n === undefined) return refused("limit_reached", { limit: perMember });
  const isHanded = await hand(env, giftId, given, { memberNo, offerId: gift.ofr, n });
  return isHanded ? answer(env, memberNo, { ...gift, to: memberNo, tn: n }) : undefined;
}

async function hand(
  env: Env,
  giftId: string,
  given: CouponItem,
  { memberNo, offerId, n }: { readonly memberNo: string; readonly offerId: string; readonly n: number },
): Promise<boolean> {
  const TableName = env.tables.app;
  const received = asReceived(given, couponKey(memberNo, offerId, n));
  const values = { ":giving": "g", ":given": "x", ":gift": giftId, ":round": given.rnd };
  const leave = {
    TableName,
    Key: attributes({ pk: given.pk, sk: given.sk }),
    UpdateExpression: "SET st = :given",
    ConditionExpression: "st = :giving AND gft = :gift AND rnd = :round",
    ExpressionAttributeValues: attributes(values),
  };
  const end = {
    TableName,
    Key: attributes(giftKey(giftId)),
    UpdateExpression: "SET st = :taken, #to = :to, tn = :n",
    ConditionExpression: "st = :open AND #until > :now",
    ExpressionAttributeNames: { "#to": "to", "#until": "until" },
    ExpressionAttributeValues: attributes({
      ":taken": "t",
      ":open": "o",
      ":to": memberNo,
      ":n": n,
      ":now": env.nowMs(),
    }),
  };
  const Item = attributes(couponFields(received));
  const Put = { TableName, Item, ConditionExpression: "attribute_not_exists(pk)" };
  try {
    const TransactItems = [{ Update: leave }, { Put }, { Update: end }];
    await env.tables.client.send(new TransactWriteItemsCommand({ TransactItems }));
    return true;
  } catch (cause) {
    if (!refusedStatements(cause)) throw cause;
    return false;
  }
}

async function answer(env: Env, memberNo: string, { ofr, tn = 0 }: GiftItem): Promise<Answer> {
  const key = couponKey(memberNo, ofr, tn);
  const coupon = await findCoupon(env, key);
  if (!coupon) throw new Error(`a gift of ${ofr} says ${memberNo} has it, who has not`);
  const terms = await termsIssued(env, ofr, coupon.v);
  return ok({ coupon: readCoupon(coupon, terms), face: faceOf(ofr, coupon.v, terms) });
}
