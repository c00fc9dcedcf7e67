// A member takes a coupon. The key of the coupon is the limit: n of an offer exists once, and n
// stays within what the offer allows, so no count is kept and none can be raced.
import { BatchGetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { type ClaimCoupon, validityWindow } from "@huike/shared/coupon";
import {
  type CommonError,
  type ErrorOf,
  ok,
  type RequestOf,
  type ResponseOf,
  type Result,
  refused,
} from "@huike/shared/endpoint";
import { minFenOf } from "@huike/shared/offer";
import type { ChannelItem } from "../channel/channel.items.ts";
import { activeChannel } from "../channel/read-channel.ts";
import { type CardItem, cardKey } from "../member/card.items.ts";
import { type CurrentOffer, currentOffer, faceOf, termsIssued } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { Outage } from "../platform/outage.ts";
import { attributes, fields, type Key, refusedBy } from "../platform/table.ts";
import { type CouponItem, couponFields, couponKey, readCoupon } from "./coupon.items.ts";
import { spareTicket, takeTicket } from "./ticket-numbers.ts";

type Answer = Result<ResponseOf<typeof ClaimCoupon>, ErrorOf<typeof ClaimCoupon> | CommonError>;

const REFUSALS = { sold_out: "offer_sold_out", not_open: "offer_not_open", closed: "offer_closed" } as const;

export async function claimCoupon(
  { memberNo, claims }: Member,
  { offerId, n, scene }: RequestOf<typeof ClaimCoupon>,
  env: Env,
): Promise<Answer> {
  const [offer, channel] = await Promise.all([
    currentOffer(env, offerId),
    scene ? activeChannel(env, scene) : undefined,
  ]);
  if (!offer) return refused("offer_unknown");
  if (typeof channel === "string") return refused(channel);
  if (n > offer.terms.perMember) return refused("limit_reached", { limit: offer.terms.perMember });

  const held = await readHeld(env, memberNo, offerId, n);
  if (held.card?.gen !== claims.generation) return refused("signed_out");
  if (held.coupon) return answer(env, held.coupon);

  const ticket = await takeTicket(env, offerId);
  if (typeof ticket === "string") return refused(REFUSALS[ticket]);
  const coupon = newCoupon(couponKey(memberNo, offerId, n), offer, ticket.k, env.nowMs(), scene, channel);
  const owned = await issue(env, coupon);
  if (owned) await spareTicket(env, offerId, ticket);
  return answer(env, owned ?? coupon);
}

async function answer(env: Env, coupon: CouponItem): Promise<Answer> {
  const [, offerId = ""] = coupon.sk.split("#");
  const terms = await termsIssued(env, offerId, coupon.v);
  return ok({ coupon: readCoupon(coupon, terms), face: faceOf(offerId, coupon.v, terms) });
}

/** Repeat callers must not burn numbers, and only members claim: one read tells both. */
async function readHeld(
  env: Env,
  memberNo: string,
  offerId: string,
  n: number,
): Promise<{ card?: CardItem; coupon?: CouponItem }> {
  const { app, client } = env.tables;
  const keys = [cardKey(memberNo), couponKey(memberNo, offerId, n)];
  const { Responses, UnprocessedKeys } = await client.send(
    new BatchGetItemCommand({ RequestItems: { [app]: { Keys: keys.map(attributes) } } }),
  );
  if (UnprocessedKeys && Object.keys(UnprocessedKeys).length > 0) throw new Outage("the table answered in part");
  const rows = Responses?.[app] ?? [];
  const card = rows.find((row) => row.sk?.S === "CARD");
  const coupon = rows.find((row) => row.sk?.S !== "CARD");
  return {
    ...(card ? { card: fields<CardItem>(card) } : {}),
    ...(coupon ? { coupon: fields<CouponItem>(coupon) } : {}),
  };
}

function newCoupon(
  key: Key,
  offer: CurrentOffer,
  k: number,
  nowMs: number,
  scene: string | undefined,
  channel: ChannelItem | undefined,
): CouponItem {
  const { validFromMs, expiresAtMs } = validityWindow(offer.terms.validity, nowMs);
  return {
    ...key,
    st: "i",
    rnd: 0,
    v: offer.version,
    mf: minFenOf(offer.terms.benefit),
    nbf: validFromMs,
    exp: expiresAtMs,
    ss: offer.storeSet,
    k,
    at: nowMs,
    ...(scene && channel ? { ch: scene, ist: channel.storeId } : {}),
  };
}

/** Puts the coupon if its key is free; else the coupon that stands there. Throws when the outcome is unknown. */
async function issue(env: Env, coupon: CouponItem): Promise<CouponItem | undefined> {
  try {
    await env.tables.once.send(
      new PutItemCommand({
        TableName: env.tables.app,
        Item: attributes(couponFields(coupon)),
        ConditionExpression: "attribute_not_exists(pk)",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return undefined;
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined || old === "absent") throw cause;
    return fields<CouponItem>(old);
  }
}
