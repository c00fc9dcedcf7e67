// A grant to a thousand members: what a coupon costs, beside the one put it cannot do without.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { PutGrantChunk, RunGrant } from "@huike/shared/grant";
import { cardFields, cardKey } from "../functions/member/card.items.ts";
import { attributes } from "../functions/platform/table.ts";
import { makeId } from "../functions/testing/made-up.ts";
import { openBench } from "./bench-chain.ts";
import { type Row, row } from "./row.ts";

const MEMBERS = 1_000;

export async function measureGrant(): Promise<Row[]> {
  const { chain, meter, stop } = await openBench();
  const owner = await chain.owner();
  const offerId = await chain.offer({}, { stock: MEMBERS });
  const memberNos = Array.from({ length: MEMBERS }, (_, i) => String(700_000_000 + i));
  for (const memberNo of memberNos) {
    const card = cardFields({ at: chain.nowMs, agr: "2026-11", gen: 0, lvl: 1, pts: 0 });
    const Item = attributes({ ...cardKey(memberNo), ...card });
    await chain.tables.client.send(new PutItemCommand({ TableName: chain.tables.app, Item }));
  }
  const grantId = makeId("grant");
  meter.take();
  await chain.must(PutGrantChunk, { grantId, chunk: "0", chunks: 1, offerId, memberNos, why: "bench" }, owner);
  const startedMs = performance.now();
  const { given } = await chain.must(RunGrant, { grantId }, owner);
  const grantMs = performance.now() - startedMs;
  const passed = meter.take();
  const putsMs = await plainPuts(() => ({ ...cardKey(String(800_000_000 + ++puts)), at: 1 }), chain);
  await stop();

  const anchor = "one put a coupon";
  return [
    row({
      ...{ id: "grant.wcu", what: "a granted coupon, list and progress included: write units" },
      ...{ value: passed.writeUnits / given, unit: "WCU", anchor, anchorValue: 1, goal: "≤ 1.15" },
      isMet: ({ value }) => value <= 1.15,
    }),
    row({
      ...{ id: "grant.rcu", what: "a granted coupon: read units", value: passed.readUnits / given, unit: "RCU" },
      ...{ anchor: "card and places, read once", anchorValue: 1.5, goal: "≤ 1.6" },
      isMet: ({ value }) => value <= 1.6,
    }),
    row({
      ...{ id: "grant.rate", what: "coupons a second on this machine", value: (given / grantMs) * 1_000, unit: "/s" },
      ...{ anchor: "puts of 25 at once", anchorValue: (MEMBERS / putsMs) * 1_000, goal: "printed" },
      isMet: () => true,
    }),
  ];
}

let puts = 0;

async function plainPuts(
  item: () => Parameters<typeof attributes>[0],
  chain: Awaited<ReturnType<typeof openBench>>["chain"],
): Promise<number> {
  const put = () =>
    chain.tables.client.send(new PutItemCommand({ TableName: chain.tables.app, Item: attributes(item()) }));
  const startedMs = performance.now();
  for (let i = 0; i < MEMBERS; i += 25) await Promise.all(Array.from({ length: 25 }, put));
  return performance.now() - startedMs;
}
