// The home screen of a member with twenty coupons: units, requests and bytes.
import { gzipSync } from "node:zlib";
import { PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { GetHome } from "@huike/shared/member";
import { type CouponItem, couponFields, couponKey } from "../functions/coupon/coupon.items.ts";
import { cardKey } from "../functions/member/card.items.ts";
import { attributes } from "../functions/platform/table.ts";
import { numberOf } from "../functions/testing/chain.ts";
import { openBench } from "./bench-chain.ts";
import { type Row, row } from "./row.ts";

const COUPONS = 20;
/** One eventually consistent read of 4 KB. */
const FLOOR_RCU = 0.5;

export async function measureHome(): Promise<Row[]> {
  const { chain, meter, stop } = await openBench();
  const shop = await chain.shop();
  const member = await chain.member(await chain.channel({ storeId: shop, offerId: await chain.offer() }));
  for (let i = 0; i < COUPONS; i++) {
    const offerId = await chain.offer({ title: `第 ${i} 张券` });
    const coupon = await chain.coupon(member, offerId);
    // As the longest are: issued by a channel of a shop, limited to a set of shops, a six-digit ticket.
    const item: CouponItem = {
      ...couponKey(numberOf(member), offerId, 1),
      ...{ st: "i", rnd: 0, v: 1, mf: 10_000, nbf: coupon.validFromMs, exp: coupon.expiresAtMs },
      ...{ ss: offerId, k: 123_456, at: coupon.claimedAtMs, ch: "c0123456789", ist: shop },
    };
    const put = new PutItemCommand({ TableName: chain.tables.app, Item: attributes(couponFields(item)) });
    await chain.tables.client.send(put);
  }
  const { client, app } = chain.tables;
  // A card of many years' sales.
  await client.send(
    new UpdateItemCommand({
      TableName: app,
      Key: attributes(cardKey(numberOf(member))),
      UpdateExpression: "SET pts = :pts, gro = :gro, n = :n",
      ExpressionAttributeValues: attributes({ ":pts": 123_456, ":gro": 234_567, ":n": 1_234 }),
    }),
  );
  const headers = { authorization: `Bearer ${member.session.token}` };
  const home = async (tag = "") => (await chain.raw("member", `/api/member/home${tag}`, { headers })).text();
  await home();
  meter.take();
  const full = await home();
  const { readUnits, calls } = meter.take();
  const { tag } = await chain.must(GetHome, {}, member);
  const unchanged = await home(`?tag=${tag}`);
  await stop();

  const anchor = "one 4 KB eventually consistent read";
  return [
    row({
      ...{ id: "home.rcu", what: `home, card + ${COUPONS} coupons: read units`, value: readUnits, unit: "RCU" },
      ...{ anchor, anchorValue: FLOOR_RCU, goal: "≤ 0.5" },
      isMet: ({ value }) => value <= FLOOR_RCU,
    }),
    row({
      ...{
        id: "home.calls",
        what: "home: table calls",
        value: calls,
        unit: "calls",
        anchor,
        anchorValue: 1,
        goal: "1",
      },
      isMet: ({ value }) => value <= 1,
    }),
    row({
      ...{ id: "home.gzip", what: "home: bytes of the answer, gzip", value: gzipSync(full).length, unit: "B" },
      ...{ anchor: "the same answer, plain", anchorValue: full.length, goal: "≤ 3072" },
      isMet: ({ value }) => value <= 3_072,
    }),
    row({
      ...{ id: "home.unchanged", what: "home unchanged: bytes", value: unchanged.length, unit: "B" },
      ...{ anchor: "home in full, plain", anchorValue: full.length, goal: "≤ 200" },
      isMet: ({ value }) => value <= 200,
    }),
  ];
}
