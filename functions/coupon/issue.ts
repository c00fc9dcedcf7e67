// Puts a coupon under its key, for a claim and for a gift alike.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { minFenOf } from "@huike/shared/benefit";
import { validityWindow } from "@huike/shared/coupon";
import type { CurrentOffer } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import { attributes, fields, type Key, refusedBy } from "../platform/table.ts";
import { type CouponItem, couponFields } from "./coupon.items.ts";
import type { StubItem } from "./past.items.ts";
import { mustBeAlive, type Ticket } from "./ticket-numbers.ts";

/** The channel a coupon was issued by, and its shop then. */
export type IssuedBy = { readonly scene: string; readonly storeId: string };

/** A coupon under the offer's current terms, starting now. */
export function newCoupon(key: Key, offer: CurrentOffer, k: number, nowMs: number, by?: IssuedBy): CouponItem {
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
    ...(by ? { ch: by.scene, ist: by.storeId } : {}),
  };
}

/** Puts the coupon if its key is free; else answers the one that stands there. Throws when the outcome is unknown. */
export async function issueCoupon(
  env: Env,
  coupon: CouponItem,
  ticket: Ticket,
): Promise<CouponItem | StubItem | undefined> {
  mustBeAlive(ticket, env.nowMs());
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
    if (typeof old !== "object") throw cause;
    return fields<CouponItem | StubItem>(old);
  }
}
