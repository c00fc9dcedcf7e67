// Puts a coupon together with the mark that it is one of the member's few of the day. The mark's key is the limit, as
// the coupon's key is the limit in all: both stand or neither.
import {
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import type { Env } from "../platform/env.ts";
import { attributes, fields, type Item, type Key } from "../platform/table.ts";
import { type CouponItem, couponFields } from "./coupon.items.ts";
import type { StubItem } from "./past.items.ts";
import { mustBeAlive, type Ticket } from "./ticket-numbers.ts";

/** `full`: all marks are taken; `busy`: another write was at it; in every case but `issued` the number made no coupon. */
export type Issued =
  | { readonly is: "issued" | "full" | "busy" }
  | { readonly is: "owned"; readonly coupon: CouponItem | StubItem };

/** A mark is needed until its day is over everywhere; then the table's own clearing takes it. */
const MARK_KEPT_S = 2 * 86_400;

/** Tries the marks in order. Throws when the outcome is unknown: the number is spent then. */
export async function issueWithinDay(
  env: Env,
  coupon: CouponItem,
  ticket: Ticket,
  marks: readonly Key[],
): Promise<Issued> {
  mustBeAlive(ticket, env.nowMs());
  for (const mark of marks) {
    const refusal = await putBoth(env, coupon, mark);
    if (!refusal) return { is: "issued" };
    if (refusal.owned) return { is: "owned", coupon: refusal.owned };
    if (!refusal.isMarked) return { is: "busy" };
  }
  return { is: "full" };
}

/** Why nothing was written: the coupon that stands there, the mark that does, or neither (a conflict, which the client has tried again before). */
type Refusal = { readonly owned?: CouponItem | StubItem; readonly isMarked: boolean };

/** The coupon and, where a day has a limit of its own, the mark, each if its key is free. */
export function couponPuts(env: Env, coupon: CouponItem, mark?: Key): TransactWriteItem[] {
  const put = (item: Item): TransactWriteItem => ({
    Put: {
      TableName: env.tables.app,
      Item: attributes(item),
      ConditionExpression: "attribute_not_exists(pk)",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    },
  });
  const ttl = Math.floor(coupon.at / 1000) + MARK_KEPT_S;
  return [put(couponFields(coupon)), ...(mark ? [put({ ...mark, ttl })] : [])];
}

async function putBoth(env: Env, coupon: CouponItem, mark: Key): Promise<Refusal | undefined> {
  try {
    await env.tables.once.send(new TransactWriteItemsCommand({ TransactItems: couponPuts(env, coupon, mark) }));
    return undefined;
  } catch (cause) {
    if (!(cause instanceof TransactionCanceledException)) throw cause;
    const [ofCoupon, ofMark] = cause.CancellationReasons ?? [];
    // DynamoDB names an item only where its condition failed.
    const old = ofCoupon?.Item;
    return {
      ...(old ? { owned: fields<CouponItem | StubItem>(old) } : {}),
      isMarked: ofMark?.Code === "ConditionalCheckFailed",
    };
  }
}
