// 作废: first nothing of the offer can be used or claimed any more, everywhere; then each coupon not yet used is
// cancelled by a condition of its own. A call does a bounded piece and says how far it has come.
//
// The coupons are found by the rows the projector makes from them, and rows come late. So the walk begins only when
// every instance minds the flag: whatever is projected from then on, the projector cancels itself (project.ts); what
// was projected before has its row. A claim on its way, or a redemption undone next week, ends voided too.
import { TransactWriteItemsCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { VoidOffer } from "@huike/shared/offer-life";
import type { Sentence } from "@huike/shared/sentences";
import { couponKey } from "../coupon/coupon.items.ts";
import { voidCoupon } from "../coupon/void-coupon.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem, queryRange } from "../platform/read.ts";
import { attributes, refusedStatements, tookEffect } from "../platform/table.ts";
import { OFFER_SHARDS, type OfferCouponRow, offerShard } from "../projection/offer-rows.ts";
import { offerKey, type StockItem, stockKey, voidKey } from "./offer.items.ts";
import { currentOffer } from "./read-offer.ts";

/** By then every instance has read the flag: they remember an offer for 9 s. */
const EVERYWHERE_MS = 12_000;
/** Read at a time, and walked in a call at most: the function has ten seconds. */
const PIECE_ROWS = 300;
const CALL_ROWS = 600;
const AT_ONCE = 25;

/** Walks the shards in order; `after` is the last row done, "" at the start of a shard. */
type VoidItem = { at: number; shard: number; after: string; done: number; cancelled: number };
type Progress = ResponseOf<typeof VoidOffer>;

/** For the phone. Nothing for one that is void: that is for good, and going on with it decides nothing more. */
export async function describeVoid({ offerId }: RequestOf<typeof VoidOffer>, env: Env): Promise<Sentence | undefined> {
  const offer = await currentOffer(env, offerId);
  if (offer?.stop === "coupon_voided") return undefined;
  const named = offer ? `「${offer.terms.title}」（${offerId}）` : offerId;
  return {
    zh: `作废券活动${named}：会员手里没用的券全部取消，不能恢复`,
    en: `Void the offer ${named}: every unused coupon of it is cancelled, for good`,
  };
}

export async function voidOffer(
  { memberNo }: Member,
  { offerId, why }: RequestOf<typeof VoidOffer>,
  env: Env,
): Promise<Result<Progress, ErrorOf<typeof VoidOffer>>> {
  await stopOffer(env, offerId, memberNo, why);
  let walk = await getItem<VoidItem>(env.tables, voidKey(offerId), { consistent: true });
  if (!walk) return refused("offer_unknown");
  const upTo = walk.done + CALL_ROWS;
  while (env.nowMs() >= walk.at + EVERYWHERE_MS && walk.shard < OFFER_SHARDS && walk.done < upTo) {
    walk = await doPiece(env, offerId, walk);
  }
  return ok(await progress(env, offerId, walk));
}

/** Sets the flags together, once; nothing when they stand or there is no such offer. */
async function stopOffer(env: Env, offerId: string, by: string, why: string): Promise<void> {
  const { app, client } = env.tables;
  const signed = { ":by": by, ":now": env.nowMs(), ":why": why };
  const start: VoidItem = { at: signed[":now"], shard: 0, after: "", done: 0, cancelled: 0 };
  try {
    await client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          {
            Update: {
              TableName: app,
              Key: attributes(offerKey(offerId)),
              UpdateExpression: "SET voidedAt = :now, #by = :by, #at = :now, why = :why",
              ConditionExpression: "attribute_exists(pk) AND attribute_not_exists(voidedAt)",
              ExpressionAttributeNames: { "#by": "by", "#at": "at" },
              ExpressionAttributeValues: attributes(signed),
            },
          },
          {
            Update: {
              TableName: app,
              Key: attributes(stockKey(offerId)),
              UpdateExpression: "SET #state = :voided",
              ExpressionAttributeNames: { "#state": "state" },
              ExpressionAttributeValues: attributes({ ":voided": "voided" }),
            },
          },
          { Put: { TableName: app, Item: attributes({ ...voidKey(offerId), ...start, by, why }) } },
        ],
      }),
    );
  } catch (cause) {
    if (!refusedStatements(cause)) throw cause;
  }
}

async function doPiece(env: Env, offerId: string, walk: VoidItem): Promise<VoidItem> {
  const rows = await rowsAfter(env, offerId, walk);
  let cancelled = 0;
  for (let i = 0; i < rows.length; i += AT_ONCE) {
    const some = rows.slice(i, i + AT_ONCE).map(({ mbr, ofr, n }) => voidCoupon(env, couponKey(mbr, ofr, n)));
    cancelled += (await Promise.all(some)).filter(Boolean).length;
  }
  const last = rows.length < PIECE_ROWS ? undefined : rows.at(-1);
  const next: VoidItem = {
    at: walk.at,
    shard: last ? walk.shard : walk.shard + 1,
    after: last?.sk ?? "",
    done: walk.done + rows.length,
    cancelled: walk.cancelled + cancelled,
  };
  return keepWalk(env, offerId, walk, next);
}

const rowsAfter = (env: Env, offerId: string, { shard, after }: VoidItem) =>
  queryRange<OfferCouponRow & { sk: string }>(
    env.tables,
    // A row's key holds no blank, and a blank sorts before all it holds.
    { pk: offerShard(offerId, shard), from: after === "" ? "0" : `${after} `, to: "~" },
    { table: "views", consistent: true, limit: PIECE_ROWS },
  );

/** Two callers at once do the same piece, which harms nothing; one of them moves the walk on. */
async function keepWalk(env: Env, offerId: string, from: VoidItem, to: VoidItem): Promise<VoidItem> {
  const isDone = await tookEffect(
    env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(voidKey(offerId)),
        UpdateExpression: "SET #shard = :shard, #after = :after, #done = :done, cancelled = :cancelled",
        ConditionExpression: "#shard = :fromShard AND #after = :fromAfter",
        ExpressionAttributeNames: { "#shard": "shard", "#after": "after", "#done": "done" },
        ExpressionAttributeValues: attributes({
          ":shard": to.shard,
          ":after": to.after,
          ":done": to.done,
          ":cancelled": to.cancelled,
          ":fromShard": from.shard,
          ":fromAfter": from.after,
        }),
      }),
    ),
  );
  return isDone ? to : ((await getItem<VoidItem>(env.tables, voidKey(offerId), { consistent: true })) ?? from);
}

/** The numbers out are about as many as the coupons: a few may have made none. */
async function progress(env: Env, offerId: string, { shard, done, cancelled }: VoidItem): Promise<Progress> {
  const isFinished = shard >= OFFER_SHARDS;
  const stock = await getItem<StockItem>(env.tables, stockKey(offerId), { consistent: true });
  const out = stock ? stock.nxt - stock.retired : 0;
  return { offerId, done, total: isFinished ? done : Math.max(out, done), cancelled, isFinished };
}
