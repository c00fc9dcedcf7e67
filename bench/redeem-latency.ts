// How long a clerk waits for a redemption when the table is 10 ms away: the whole handler against the raw conditional
// update inside it, over the same road. Modelled: a real network is no fixed delay. Runs as a child of run.ts.
import "../functions/testing/entry-env.ts";

import { PutItemCommand, UpdateItemCommand, type UpdateItemCommandInput } from "@aws-sdk/client-dynamodb";
import type { Coupon } from "@huike/shared/coupon";
import { type CouponItem, couponFields, couponKey } from "../functions/coupon/coupon.items.ts";
import { clerkRoutes } from "../functions/entry/clerk-api.ts";
import { serve } from "../functions/platform/http.ts";
import { attributes } from "../functions/platform/table.ts";
import { findStaff } from "../functions/staff/find-staff.ts";
import { type Chain, type ClerkOnShift, numberOf, type Person } from "../functions/testing/chain.ts";
import { makeId } from "../functions/testing/made-up.ts";
import { openBehind } from "./bench-chain.ts";
import { pairMs } from "./interleaved.ts";
import { mustAnswer, postEvent } from "./lambda-event.ts";
import { longRoad } from "./long-road.ts";
import { median, percentile, type Row, row } from "./row.ts";

const ROAD_MS = 10;
const MEMBERS = 12;
/** `n` of a coupon has two digits. */
const COUPONS_EACH = 99;
const WARM_UP = 250;
const PAIRS = 300;

type Held = { readonly coupon: Coupon; readonly member: Person };

/** A coupon each, as if claimed, for every call to come. */
async function giveCoupons(chain: Chain, offerId: string): Promise<Held[]> {
  const held: Held[] = [];
  for (let m = 0; m < MEMBERS; m++) {
    const member = await chain.member();
    const claimed = await chain.coupon(member, offerId);
    const others = Array.from({ length: COUPONS_EACH - 1 }, (_, i) => ({ ...claimed, n: i + 2 }));
    await Promise.all(others.map((coupon) => putCoupon(chain, { coupon, member })));
    held.push(...[claimed, ...others].map((coupon) => ({ coupon, member })));
  }
  return held;
}

function putCoupon({ tables }: Chain, { coupon, member }: Held): Promise<unknown> {
  const { offerId, n, validFromMs, expiresAtMs, claimedAtMs } = coupon;
  const item: CouponItem = {
    ...couponKey(numberOf(member), offerId, n),
    ...{ st: "i", rnd: 0, v: 1, mf: 10_000, nbf: validFromMs, exp: expiresAtMs, ss: "all", k: n, at: claimedAtMs },
  };
  return tables.client.send(new PutItemCommand({ TableName: tables.app, Item: attributes(couponFields(item)) }));
}

/** A clerk's phone has looked each member up once: the rest is one call a coupon. */
async function openCounter(chain: Chain, clerk: ClerkOnShift, held: readonly Held[]) {
  const tokens = new Map<Person, string>();
  for (const { member, coupon } of held) {
    if (!tokens.has(member)) tokens.set(member, (await chain.visit(clerk, member, coupon)).visitToken);
  }
  const handler = serve({ env: () => chain.env, routes: clerkRoutes, findStaff });
  const headers = { authorization: `Bearer ${clerk.session.token}`, "content-type": "application/json" };
  return ({ coupon: { offerId, n, round, version }, member }: Held) => {
    const body = {
      ...{ redemptionId: makeId("redemption"), orderId: makeId("order"), visitToken: tokens.get(member) },
      ...{ memberNo: numberOf(member), offerId, n, round, version },
    };
    return mustAnswer(handler, postEvent({ path: "/api/clerk/redemptions", headers, body: JSON.stringify(body) }));
  };
}

export async function measureRedeemLatency(): Promise<Row[]> {
  const { chain, stop } = await openBehind(longRoad(ROAD_MS));
  const held = await giveCoupons(chain, await chain.offer({ perMember: COUPONS_EACH }));
  const clerk = await chain.clerkOnShift(await chain.shop());
  const redeem = await openCounter(chain, clerk, held);
  let sent: UpdateItemCommandInput | undefined;
  const remember = chain.tables.client.middlewareStack;
  remember.add((next, { commandName }) => (args) => {
    if (commandName === "UpdateItemCommand") sent = args.input as UpdateItemCommandInput;
    return next(args);
  });
  const next = (): Held => {
    const one = held.pop();
    if (!one) throw new Error("all coupons have been redeemed");
    return one;
  };
  await redeem(next());
  if (!sent) throw new Error("redeeming sent no update");
  const input = sent;
  const raw = () => {
    const { coupon, member } = next();
    const Key = attributes(couponKey(numberOf(member), coupon.offerId, coupon.n));
    return chain.tables.client.send(new UpdateItemCommand({ ...input, Key }));
  };
  const handled = () => redeem(next());
  await pairMs(WARM_UP, handled, raw);
  const { ours, anchor } = await pairMs(PAIRS, handled, raw);
  await stop();
  return rowsOf(ours, anchor);
}

function rowsOf(ours: readonly number[], anchor: readonly number[]): Row[] {
  const p50 = { ours: median(ours), anchor: median(anchor) };
  const p95 = { ours: percentile(ours, 0.95), anchor: percentile(anchor, 0.95) };
  const what = `redeem, the table ${ROAD_MS} ms away: whole handler`;
  const raw = "the raw conditional update";
  return [
    row({
      ...{ id: "redeem.latency.p50", what: `${what}, p50`, value: p50.ours, unit: "ms" },
      ...{ anchor: raw, anchorValue: p50.anchor, goal: "≤ the anchor + 1 ms" },
      isMet: () => p50.ours <= p50.anchor + 1,
    }),
    row({
      ...{ id: "redeem.latency.p95", what: `${what}, p95`, value: p95.ours, unit: "ms" },
      ...{ anchor: raw, anchorValue: p95.anchor, goal: "≤ 1.3×" },
      isMet: ({ ratio }) => ratio <= 1.3,
    }),
  ];
}

if (process.send) process.send(await measureRedeemLatency());
