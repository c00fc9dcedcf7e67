// A member wraps a coupon for a friend, and takes it back. Coupon and gift change together or not at all: while it is
// on its way nobody can use it, and an accept and a taking back cannot both succeed.
import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import { GIFT_MS, type GiveCoupon, type TakeBackGift } from "@huike/shared/gift";
import { stopOf, termsIssued } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem } from "../platform/read.ts";
import { attributes, refusedStatements } from "../platform/table.ts";
import { type CouponItem, couponKey } from "./coupon.items.ts";
import { type GiftItem, giftKey } from "./gift.items.ts";
import { isStub, type StubItem } from "./past.items.ts";

type GiveAnswer = Result<ResponseOf<typeof GiveCoupon>, ErrorOf<typeof GiveCoupon>>;

export async function giveCoupon(
  { memberNo }: Member,
  { giftId, offerId, n }: RequestOf<typeof GiveCoupon>,
  env: Env,
): Promise<GiveAnswer> {
  const nowMs = env.nowMs();
  const key = couponKey(memberNo, offerId, n);
  const coupon = await getItem<CouponItem | StubItem>(env.tables, key, { consistent: true });
  const asked = { from: memberNo, ofr: offerId, n };
  // Put away since, perhaps after a friend took it: the same request still has its answer.
  if (!coupon || isStub(coupon)) return repeated(env, giftId, asked, "coupon_unknown");
  // Terms never change and nor does who a coupon came from: asking first is safe.
  const terms = await termsIssued(env, offerId, coupon.v);
  if (!terms.giveable) return refused("gift_not_allowed");
  if (coupon.gft !== giftId) {
    const stop = await stopOf(env, offerId);
    if (stop) return refused(stop);
  }
  const gift: GiftItem = { ...asked, st: "o", until: nowMs + GIFT_MS };
  const TableName = env.tables.app;
  const wrap = {
    TableName,
    Key: attributes(key),
    UpdateExpression: "SET st = :giving, gft = :gift, gut = :until",
    ConditionExpression: "st = :issued AND attribute_not_exists(fr) AND #exp > :now",
    ExpressionAttributeNames: { "#exp": "exp" },
    ExpressionAttributeValues: attributes({
      ":giving": "g",
      ":issued": "i",
      ":gift": giftId,
      ":until": gift.until,
      ":now": nowMs,
    }),
  };
  const Item = attributes({ ...giftKey(giftId), ...gift });
  const Put = { TableName, Item, ConditionExpression: "attribute_not_exists(pk)" };
  try {
    await env.tables.client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put }, { Update: wrap }] }));
    return ok({ giftId, endsAtMs: gift.until });
  } catch (cause) {
    const refusals = refusedStatements(cause);
    if (!refusals) throw cause;
    return refusals[0] ? repeated(env, giftId, asked, "gift_not_allowed") : refused("gift_not_allowed");
  }
}

/** What this gift was answered before; `otherwise` where there is no such gift. */
async function repeated(
  env: Env,
  giftId: string,
  asked: Pick<GiftItem, "from" | "ofr" | "n">,
  otherwise: "coupon_unknown" | "gift_not_allowed",
): Promise<GiveAnswer> {
  const gift = await getItem<GiftItem>(env.tables, giftKey(giftId), { consistent: true });
  if (!gift) return refused(otherwise);
  const isSame = gift.from === asked.from && gift.ofr === asked.ofr && gift.n === asked.n;
  return isSame ? ok({ giftId, endsAtMs: gift.until }) : refused("gift_id_reused");
}

export async function takeBackGift(
  { memberNo }: Member,
  { giftId }: RequestOf<typeof TakeBackGift>,
  env: Env,
): Promise<Result<ResponseOf<typeof TakeBackGift>, ErrorOf<typeof TakeBackGift>>> {
  const gift = await getItem<GiftItem>(env.tables, giftKey(giftId), { consistent: true });
  if (gift?.from !== memberNo) return refused("gift_unknown");
  if (gift.st === "b") return ok({ giftId });
  const TableName = env.tables.app;
  const unwrap = {
    TableName,
    Key: attributes(couponKey(memberNo, gift.ofr, gift.n)),
    UpdateExpression: "SET st = :issued REMOVE gft, gut",
    ConditionExpression: "st = :giving AND gft = :gift",
    ExpressionAttributeValues: attributes({ ":issued": "i", ":giving": "g", ":gift": giftId }),
  };
  const end = {
    TableName,
    Key: attributes(giftKey(giftId)),
    UpdateExpression: "SET st = :back",
    ConditionExpression: "st = :open",
    ExpressionAttributeValues: attributes({ ":back": "b", ":open": "o" }),
  };
  try {
    await env.tables.client.send(
      new TransactWriteItemsCommand({ TransactItems: [{ Update: end }, { Update: unwrap }] }),
    );
    return ok({ giftId });
  } catch (cause) {
    if (!refusedStatements(cause)) throw cause;
    const now = await getItem<GiftItem>(env.tables, giftKey(giftId), { consistent: true });
    if (now?.st === "b") return ok({ giftId });
    return refused(now?.st === "t" ? "gift_taken" : "coupon_voided");
  }
}
