// The projector: every source image becomes the rows it implies. No deltas and no sequence
// numbers: parallel lanes of a shard overtake each other, and a record can come twice.
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { refreshFacts } from "../audience/refresh-facts.ts";
import { creditCoupon, creditSale } from "../campaign/credit-runs.ts";
import { type CouponItem, couponIdOf } from "../coupon/coupon.items.ts";
import { voidCoupon } from "../coupon/void-coupon.ts";
import { settleGift } from "../follow/settle-gift.ts";
import { stopOf } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import { fields, type Key } from "../platform/table.ts";
import { postSale, type SaleImage } from "../points/post-sale.ts";
import { refundVoided } from "../points/refund-voided.ts";
import { projectSales } from "../sale/project-sale.ts";
import type { SaleItem } from "../sale/sale.items.ts";
import { projectStore } from "../store/project-store.ts";
import type { StoreItem } from "../store/store.items.ts";
import { landRow } from "./land-row.ts";
import { beginMarks } from "./mark-places.ts";
import type { Row } from "./rows.ts";
import { rowsOf, type Source } from "./rows-of.ts";

type Image = Record<string, AttributeValue>;

/**
 * Projects one source item as its newest image shows it; throws on an outage, to be tried again. `old`, the image before,
 * only spares what it implied already.
 */
export async function project(image: Image, env: Env, old?: Image): Promise<void> {
  const source = fields<Source>(image);
  const { pk, sk } = source;
  await beginMarks(env);
  if (sk === "STO") return projectStore(pk.slice("STO#".length), source as Source & StoreItem, env);
  await Promise.all([landRows(source, env, old), creditRuns(source, env)]);
  if (sk.startsWith("SAL#")) {
    await postSale(pk.slice("MBR#".length), sk.slice("SAL#".length), source as Source & SaleImage, env);
  }
  // Also one that was put away before an image of its use could come: any image yields everything that is due.
  if (sk.startsWith("CPN#") || sk.startsWith("PAST#")) {
    await projectSales(source as CouponItem, env);
    await refundVoided(source as CouponItem, env);
  }
  if (sk.startsWith("CPN#")) await voidWithOffer({ pk, sk }, image, env);
  const memberNo = memberOf(pk, sk, image);
  if (memberNo) await settleGift(env, memberNo);
  if (isLastOfChange(sk, image)) await refreshFacts(env, pk.slice("MBR#".length));
  if (sk === "FAN" && image.saidAt && memberNo) await refreshFacts(env, memberNo);
}

async function landRows(source: Source, env: Env, old: Image | undefined): Promise<void> {
  const stood = new Map(rowsBefore(source, old).map(({ key, level }) => [`${key.pk} ${key.sk}`, level]));
  const stands = ({ key, level }: Row) => (stood.get(`${key.pk} ${key.sk}`) ?? 0) >= level;
  await Promise.all(rowsOf(source).map((row) => landRow(row, env, { stands: stands(row) })));
}

/** A coupon that was put away stood for the same rows in its own place. */
function rowsBefore(source: Source, old: Image | undefined): Row[] {
  if (source.sk.startsWith("PAST#")) return rowsOf(source);
  return old?.ev ? rowsOf(fields<Source>(old)) : [];
}

async function creditRuns(source: Source, env: Env): Promise<void> {
  const rows = await creditedRows(source, env);
  await Promise.all(rows.map((row) => landRow(row, env, { stands: false })));
}

/** Of the campaigns that had sent something to this member. */
async function creditedRows(source: Source, env: Env): Promise<Row[]> {
  const { pk, sk } = source;
  if (sk.startsWith("CPN#") || sk.startsWith("PAST#")) return creditCoupon(env, source as CouponItem);
  if (!sk.startsWith("SAL#")) return [];
  return creditSale(env, pk.slice("MBR#".length), sk.slice("SAL#".length), source as SaleItem);
}

/**
 * A redemption changes coupon, sale and card, one after the other: the facts are made anew once, after the last of them.
 * A sale with money moves the card; one without is the last itself, as is a coupon that was not used.
 */
function isLastOfChange(sk: string, image: Image): boolean {
  if (sk === "CARD" || sk === "ABOUT") return true;
  if (sk.startsWith("SAL#")) return !(Number(image.pay?.N) > 0);
  return sk.startsWith("CPN#") && image.st?.S !== "r";
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
