// The projector: every source image becomes the rows it implies. No deltas and no sequence
// numbers: parallel lanes of a shard overtake each other, and a record can come twice.
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { type CouponItem, couponIdOf } from "../coupon/coupon.items.ts";
import { voidCoupon } from "../coupon/void-coupon.ts";
import type { FanItem } from "../follow/follow.items.ts";
import { settleGift } from "../follow/settle-gift.ts";
import type { CardItem } from "../member/card.items.ts";
import { stopOf } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import { attributes, fields, type Key, refusedBy } from "../platform/table.ts";
import { postSale, type SaleImage } from "../points/post-sale.ts";
import { projectSales } from "../sale/project-sale.ts";
import type { SaleItem } from "../sale/sale.items.ts";
import type { ShiftRecord } from "../staff/staff.items.ts";
import { projectStore } from "../store/project-store.ts";
import type { StoreItem } from "../store/store.items.ts";
import { offerCouponRow } from "./offer-rows.ts";
import { cardRows, couponRows, fanRows, type Row, touchRows } from "./rows.ts";
import { saleRow, shiftRow } from "./shift-rows.ts";

type Image = Record<string, AttributeValue>;

/** Projects one source item as its newest image shows it; throws on an outage, to be tried again. */
export async function project(image: Image, env: Env): Promise<void> {
  const { pk, sk } = fields<{ pk: string; sk: string }>(image);
  if (sk === "STO") return projectStore(pk.slice("STO#".length), fields<StoreItem>(image), env);
  if (sk.startsWith("SAL#")) return projectSale(pk.slice("MBR#".length), sk.slice("SAL#".length), image, env);
  await Promise.all(rowsOf(pk, sk, image).map((row) => putRow(row, env)));
  if (sk.startsWith("CPN#")) {
    await projectSales(fields<CouponItem>(image), env);
    await voidWithOffer({ pk, sk }, image, env);
  }
  const memberNo = memberOf(pk, sk, image);
  if (memberNo) await settleGift(env, memberNo);
}

async function projectSale(memberNo: string, orderId: string, image: Image, env: Env): Promise<void> {
  await putRow(saleRow(memberNo, orderId, fields<SaleItem>(image)), env);
  await postSale(memberNo, orderId, fields<SaleImage>(image), env);
}

/** Whose gift this image may have made due: a new card, a visit, a redemption, a fan bound to a member. */
function memberOf(pk: string, sk: string, image: Image): string | undefined {
  if (sk === "FAN") return image.mbr?.S;
  const isStep = sk === "CARD" || sk === "VISIT" || (sk.startsWith("CPN#") && image.st?.S === "r");
  return isStep ? pk.slice("MBR#".length) : undefined;
}

/** After its row is there: a coupon of a void offer is found by the walk through the rows, or ends here (void-offer.ts). */
async function voidWithOffer(key: Key, image: Image, env: Env): Promise<void> {
  if (image.st?.S !== "i" && image.st?.S !== "g") return;
  const { offerId } = couponIdOf(key);
  if ((await stopOf(env, offerId)) === "coupon_voided") await voidCoupon(env, key);
}

function rowsOf(pk: string, sk: string, image: Image): Row[] {
  if (sk.startsWith("CPN#") || sk.startsWith("PAST#")) {
    const coupon = fields<CouponItem>(image);
    return [...couponRows(coupon), offerCouponRow(coupon)];
  }
  const memberNo = pk.split("#")[1] ?? "";
  if (sk === "VISIT") return [];
  if (sk === "FAN") return fanRows(pk.slice("FAN#".length), fields<FanItem>(image));
  if (sk === "CARD") return cardRows(memberNo, fields<CardItem>(image));
  const [kind, scene] = sk.split("#");
  if (kind === "S") return [shiftRow(memberNo, fields<ShiftRecord>(image))];
  if (kind === "TCH" && scene) return touchRows(memberNo, scene, fields<{ at: number }>(image).at);
  throw new Error(`no projection for ${sk}, yet it carries ev`);
}

/** Lands on the row only when the row is not there yet or stands at a lower level. */
async function putRow({ key, level, fields: row }: Row, env: Env): Promise<void> {
  try {
    await env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.views,
        Item: attributes({ ...key, ...row, lvl: level }),
        ConditionExpression: "attribute_not_exists(pk) OR lvl < :lvl",
        ExpressionAttributeValues: attributes({ ":lvl": level }),
      }),
    );
  } catch (cause) {
    if (refusedBy(cause) === undefined) throw cause;
  }
}
