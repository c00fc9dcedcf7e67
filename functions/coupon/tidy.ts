// Moves a member's coupons that are over out of the way of the home screen, when the phone asks.
//
// One transaction a coupon: PAST is put if absent and the live one becomes a stub IF it still is as it was seen. A
// redemption, an undo or a second tidy in between makes the move fail and loses nothing. A stub goes once its offer
// has long been closed: until then it is what keeps the member from claiming again.
import { DeleteItemCommand, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import type { TidyWallet } from "@huike/shared/coupon";
import { DAY_MS } from "@huike/shared/day";
import { type CommonError, ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import { readWallet } from "../member/show-home.ts";
import { stockOf } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { attributes, refusedStatements, tookEffect } from "../platform/table.ts";
import { type CouponItem, couponFields, couponIdOf } from "./coupon.items.ts";
import { isOver, pastKey, type StubItem, stubOf } from "./past.items.ts";

const MOVES_MAX = 10;
/** An offer's end may still be put off for a while after it. */
const STUB_KEPT_MS = 30 * DAY_MS;

export async function tidyWallet(
  { memberNo }: Member,
  _: RequestOf<typeof TidyWallet>,
  env: Env,
): Promise<Result<ResponseOf<typeof TidyWallet>, CommonError>> {
  const nowMs = env.nowMs();
  const { coupons, stubs } = await readWallet(env, memberNo, { consistent: true });
  const over = coupons.filter((coupon) => isOver(coupon, nowMs)).slice(0, MOVES_MAX);
  let moved = 0;
  for (const coupon of over) if (await move(env, coupon)) moved += 1;
  for (const stub of stubs.slice(0, MOVES_MAX - over.length)) await dropIfClosed(env, stub, nowMs);
  return ok({ moved });
}

async function move(env: Env, coupon: CouponItem): Promise<boolean> {
  const TableName = env.tables.app;
  const past = { ...couponFields(coupon), ...pastKey(coupon) };
  try {
    await env.tables.client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          { Put: { TableName, Item: attributes(past), ConditionExpression: "attribute_not_exists(pk)" } },
          {
            Put: {
              TableName,
              Item: attributes(stubOf(coupon)),
              ConditionExpression: "st = :seen AND rnd = :round",
              ExpressionAttributeValues: attributes({ ":seen": coupon.st, ":round": coupon.rnd }),
            },
          },
        ],
      }),
    );
    return true;
  } catch (cause) {
    if (!refusedStatements(cause)) throw cause;
    return false;
  }
}

async function dropIfClosed(env: Env, stub: StubItem, nowMs: number): Promise<void> {
  const stock = await stockOf(env, couponIdOf(stub).offerId);
  if (!stock || stock.closes > nowMs - STUB_KEPT_MS) return;
  await tookEffect(
    env.tables.client.send(
      new DeleteItemCommand({
        TableName: env.tables.app,
        Key: attributes({ pk: stub.pk, sk: stub.sk }),
        ConditionExpression: "st = :stub",
        ExpressionAttributeValues: attributes({ ":stub": "o" }),
      }),
    ),
  );
}
