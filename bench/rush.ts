// A rush on one offer. DynamoDB takes 1,000 write units a second on one key, so what a claim costs on the hottest key
// says how many claims a second there can be; the units are the engine's, the clock is turned by hand. Beside it, the
// plain way: counter and coupon in one transaction.
import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { couponFields, couponKey } from "../functions/coupon/coupon.items.ts";
import { issueCoupon, newCoupon } from "../functions/coupon/issue.ts";
import { takeTicket } from "../functions/coupon/ticket-numbers.ts";
import { stockKey } from "../functions/offer/offer.items.ts";
import { currentOffer } from "../functions/offer/read-offer.ts";
import type { Env } from "../functions/platform/env.ts";
import { attributes } from "../functions/platform/table.ts";
import type { Chain } from "../functions/testing/chain.ts";
import { openBench } from "./bench-chain.ts";
import { type Row, row } from "./row.ts";
import type { Passed } from "./wire-meter.ts";

const STOCK = 100_000;
const CLAIMS = 3_000;
const INSTANCES = 20;
const KEY_UNITS_PER_SECOND = 1_000;

export async function measureRush(): Promise<Row[]> {
  const { chain, meter, stop } = await openBench();
  const metered = async (work: () => Promise<unknown>): Promise<Passed> => {
    meter.take();
    await work();
    return meter.take();
  };
  const offerId = await chain.offer({}, { stock: STOCK });
  const envs = Array.from({ length: INSTANCES }, () => chain.coldEnv());
  await Promise.all(envs.map((env) => currentOffer(env, offerId)));
  const rush = await metered(() => claims(chain, envs, offerId, { count: CLAIMS, gapMs: 0.1 }));
  const quiet = await metered(() => claims(chain, envs, offerId, { count: 100, gapMs: 60_000 }));
  const plain = await metered(() => transactions(chain, offerId, 100));
  await stop();

  const rate = (passed: Passed, count: number) =>
    (KEY_UNITS_PER_SECOND * count) / Math.max(...passed.writtenTo.values());
  const anchor = "counter and coupon in one transaction";
  const [plainRate, plainUnits] = [rate(plain, 100), plain.writeUnits / 100];
  return [
    row({
      ...{ id: "rush.claims_per_second", what: "claims a second one offer's hottest key lets through" },
      ...{ value: rate(rush, CLAIMS), unit: "claims/s", anchor, anchorValue: plainRate, goal: "≥ 20×" },
      isMet: ({ ratio }) => ratio >= 20,
    }),
    row({
      ...{ id: "rush.wcu", what: "a claim in the rush: write units", value: rush.writeUnits / CLAIMS, unit: "WCU" },
      ...{ anchor, anchorValue: plainUnits, goal: "≤ 1.1" },
      isMet: ({ value }) => value <= 1.1,
    }),
    row({
      ...{ id: "rush.quiet.wcu", what: "a claim when it is quiet: write units", value: quiet.writeUnits / 100 },
      ...{ unit: "WCU", anchor, anchorValue: plainUnits, goal: "≤ 2" },
      isMet: ({ value }) => value <= 2,
    }),
  ];
}

let members = 100_000_000;

/** Claims at the instances in turn, `gapMs` apart. */
async function claims(chain: Chain, envs: readonly Env[], offerId: string, { count = 0, gapMs = 0 }): Promise<void> {
  for (let i = 0; i < count; i++) {
    const env = envs[i % envs.length] ?? chain.env;
    chain.nowMs += gapMs;
    const offer = await currentOffer(env, offerId);
    const ticket = await takeTicket(env, offerId);
    if (!offer || typeof ticket === "string") throw new Error(`no ticket: ${String(ticket)}`);
    const key = couponKey(String(++members), offerId, 1);
    if (await issueCoupon(env, newCoupon(key, offer, ticket.k, env.nowMs()), ticket)) throw new Error("issued twice");
  }
}

async function transactions(chain: Chain, offerId: string, count: number): Promise<void> {
  const offer = await currentOffer(chain.env, offerId);
  if (!offer) throw new Error("no offer");
  const TableName = chain.tables.app;
  for (let i = 0; i < count; i++) {
    const coupon = newCoupon(couponKey(String(++members), offerId, 1), offer, i, Math.floor(chain.nowMs));
    const update = {
      Key: attributes({ ...stockKey(offerId), sk: "PLAIN" }),
      UpdateExpression: "ADD taken :one",
      ExpressionAttributeValues: attributes({ ":one": 1 }),
    };
    const put = { Item: attributes(couponFields(coupon)), ConditionExpression: "attribute_not_exists(pk)" };
    const TransactItems = [{ Update: { TableName, ...update } }, { Put: { TableName, ...put } }];
    await chain.tables.client.send(new TransactWriteItemsCommand({ TransactItems }));
  }
}
