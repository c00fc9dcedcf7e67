// A coupon redeemed alone makes a sale too, after the fact: the projector puts it from the coupon's image, so that
// every purchase is found in one place and whatever hangs on an order (points) meets one kind of item.
//
// From any one image comes all that is due: the sale of each redemption, standing or undone. A late or repeated
// image changes nothing, because a sale is put once and undone once.
import { PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type CouponItem, couponIdOf, type RedemptionEntry } from "../coupon/coupon.items.ts";
import type { Env } from "../platform/env.ts";
import { attributes, type Item, tookEffect } from "../platform/table.ts";
import { type SaleItem, saleFields, saleKey } from "./sale.items.ts";

export async function projectSales(coupon: CouponItem, env: Env): Promise<void> {
  const puts = (coupon.red ?? []).flatMap((entry, round) =>
    entry.stk ? [] : [putSale(saleOf(coupon, entry, round), entry.rid, env)],
  );
  await Promise.all(puts);
}

/** The sale that a redemption made alone stands for. */
export function saleOf(coupon: CouponItem, entry: RedemptionEntry, round: number): SaleItem {
  const { memberNo, offerId, n } = couponIdOf(coupon);
  const off = entry.off === undefined ? {} : { off: entry.off };
  return {
    ...saleKey(memberNo, entry.ord),
    st: entry.uat === undefined ? "s" : "u",
    at: entry.rat,
    clk: entry.rby,
    no: entry.rno,
    sto: entry.rst,
    sn: entry.rsn,
    ...(entry.amt === undefined ? {} : { amt: entry.amt, pay: entry.amt - (entry.off ?? 0) - (entry.mof ?? 0) }),
    ...(entry.itm === undefined ? {} : { itm: entry.itm }),
    off: entry.off ?? 0,
    ...(entry.mof === undefined ? {} : { mof: entry.mof }),
    c: [{ o: offerId, n, v: coupon.v, rid: entry.rid, rnd: round, ...off }],
    ...undoOf(entry),
  };
}

const undoOf = ({ uat, uby, uno, why }: RedemptionEntry) => ({
  ...(uat === undefined ? {} : { uat }),
  ...(uby === undefined ? {} : { uby }),
  ...(uno === undefined ? {} : { uno }),
  ...(why === undefined ? {} : { why }),
});

async function putSale(sale: SaleItem, rid: string, env: Env): Promise<void> {
  const isNew = await tookEffect(
    env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.app,
        Item: attributes(saleFields(sale)),
        ConditionExpression: "attribute_not_exists(pk)",
      }),
    ),
  );
  if (!isNew && sale.st === "u") await markUndone(sale, rid, env);
}

/** Only where it is this redemption's: a clerk's phone may have put two under one order, and the first one counts. */
async function markUndone({ pk, sk, uat, uby, uno, why }: SaleItem, rid: string, env: Env): Promise<void> {
  const values: Item = { ":undone": "u", ":standing": "s", ":rid": rid, ":uat": uat };
  await tookEffect(
    env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes({ pk, sk }),
        ConditionExpression: "st = :standing AND c[0].rid = :rid",
        UpdateExpression: "SET st = :undone, uat = :uat, uby = :uby, uno = :uno, why = :why",
        ExpressionAttributeValues: attributes({ ...values, ":uby": uby, ":uno": uno, ":why": why }),
      }),
    ),
  );
}
