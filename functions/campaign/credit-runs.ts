// The projector's part in what came of a run: coupons taken, coupons used and sales become rows under the runs they are
// credited to, each under a key made from its source, so that a record may come twice and in any order.
//
// A coupon a run put into a wallet names it. Everything else is credited to the runs that had taken the member in hand:
// their push marker says so, for WINDOW_DAYS from a run's beginning. Whoever was held out has no marker.
import { WINDOW_DAYS } from "@huike/shared/campaign-result";
import { DAY_MS } from "@huike/shared/day";
import { type CouponItem, couponIdOf } from "../coupon/coupon.items.ts";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import type { Row } from "../projection/rows.ts";
import type { SaleItem } from "../sale/sale.items.ts";
import {
  type ChunkItem,
  chunkKeyOf,
  claimedKey,
  type MarkedRun,
  rowEndsAtS,
  runOfGrant,
  runOfMark,
  soldKey,
  usedKey,
} from "./campaign.items.ts";
import { type OccasionItem, occasionKey } from "./occasions.items.ts";
import { marksSince, type PushItem, pushKey } from "./push.items.ts";
import { readCampaignPath } from "./read-path.ts";

const WINDOW_MS = WINDOW_DAYS * DAY_MS;
const BEGAN_AGE_MS = 3_600_000;

/** Rows of a coupon as this image shows it: taken by the member, and used. */
export async function creditCoupon(env: Env, coupon: CouponItem): Promise<Row[]> {
  const granted = coupon.gid === undefined ? undefined : runOfGrant(coupon.gid);
  if (granted) return usedRow(coupon, granted);
  // A friend's was taken by the friend; one another grant gave was taken by nobody.
  if (coupon.gid !== undefined || coupon.fr !== undefined) return [];
  const { memberNo, offerId, n } = couponIdOf(coupon);
  const runs = await runsBefore(env, memberNo, coupon.at);
  const paths = await Promise.all(runs.map(({ campaignId }) => readCampaignPath(env, campaignId)));
  // One that gave a coupon is credited with that one.
  return runs
    .filter((_, i) => paths[i] !== "wallet")
    .flatMap((run) => [
      { key: claimedKey(run, memberNo, offerId, n), level: 1, fields: { at: coupon.at, ttl: rowEndsAtS(coupon.at) } },
      ...usedRow(coupon, run),
    ]);
}

/** None before its first use; the level is the number of uses and undos. */
function usedRow(coupon: CouponItem, run: MarkedRun): Row[] {
  const { red = [] } = coupon;
  const [first] = red;
  if (!first) return [];
  const { memberNo, offerId, n } = couponIdOf(coupon);
  const standing = red.filter(({ uat }) => uat === undefined).length;
  const key = usedKey(run, memberNo, offerId, n);
  return [{ key, level: 2 * red.length - standing, fields: { u: standing, ttl: rowEndsAtS(first.rat) } }];
}

/** Rows of a sale as this image shows it: one a run, standing or undone. */
export async function creditSale(env: Env, memberNo: string, orderId: string, sale: SaleItem): Promise<Row[]> {
  const runs = await runsBefore(env, memberNo, sale.at);
  const stands = sale.st === "s";
  const fields = { u: stands ? 1 : 0, fen: stands ? (sale.pay ?? sale.amt ?? 0) : 0, ttl: rowEndsAtS(sale.at) };
  return runs.map((run) => ({ key: soldKey(run, memberNo, orderId), level: stands ? 1 : 2, fields }));
}

/** Runs that took this member in hand and began within the window before a moment. */
async function runsBefore(env: Env, memberNo: string, atMs: number): Promise<MarkedRun[]> {
  const push = await getItem<PushItem>(env.tables, pushKey(memberNo), { table: "views" });
  const marked = marksSince(push, atMs - WINDOW_MS).map(runOfMark);
  const began = await Promise.all(marked.map((run) => fromMs(env, memberNo, run)));
  const runs = marked.filter((_, i) => isWithin(began[i], atMs));
  // Two occasions of a day are one run's.
  return runs.filter(
    ({ campaignId, run }, i) => i === runs.findIndex((one) => one.campaignId === campaignId && one.run === run),
  );
}

/** A triggered campaign is credited with what came after its occasion: not with the purchase that was the occasion. */
async function fromMs(env: Env, memberNo: string, run: MarkedRun): Promise<number | undefined> {
  if (run.occasion === undefined) return beganAtMs(env, run);
  const key = occasionKey(run.campaignId, memberNo, run.occasion);
  const occasion = await getItem<OccasionItem>(env.tables, key, { table: "views" });
  return occasion && occasion.at + 1;
}

const isWithin = (fromMs: number | undefined, atMs: number): boolean =>
  fromMs !== undefined && fromMs <= atMs && atMs < fromMs + WINDOW_MS;

/** A run's first chunk says it, and never another. */
const beganAtMs = (env: Env, { campaignId, run }: MarkedRun): Promise<number | undefined> =>
  env.cache<number>("run-began", BEGAN_AGE_MS).get(`${campaignId}#${run}`, async () => {
    const first = await getItem<ChunkItem>(env.tables, chunkKeyOf(campaignId, run, 0), { table: "views" });
    return first?.began;
  });
