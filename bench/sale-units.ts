// A sale with two coupons against one raw transaction of three items: calls and units at the wire, for a win, a
// repeat and its undo, with warm staff caches.
import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { RecordSale, UndoSale } from "@huike/shared/sale";
import { numberOf } from "../functions/testing/chain.ts";
import { makeId } from "../functions/testing/made-up.ts";
import { openBench } from "./bench-chain.ts";
import { type Row, row } from "./row.ts";
import type { Passed } from "./wire-meter.ts";

export async function measureSaleUnits(): Promise<Row[]> {
  const { chain, meter, stop } = await openBench();
  const cash = { kind: "cash", valueFen: 1_500 } as const;
  const offers = [
    await chain.offer({ combines: ["cash"] }),
    await chain.offer({ benefit: cash, combines: ["threshold"] }),
  ];
  const clerk = await chain.clerkOnShift(await chain.shop());
  const member = await chain.member();
  for (const offerId of offers) await chain.coupon(member, offerId);
  const { visitToken, coupons: found } = (await chain.lookUp(clerk, member)).value;
  const coupons = found.map(({ coupon: { offerId, n, version, round } }) => ({
    ...{ offerId, n, version, round, redemptionId: makeId("redemption") },
  }));
  const [orderId, memberNo] = [makeId("order"), numberOf(member)];
  const request = { orderId, visitToken, memberNo, amountFen: 12_000, coupons };

  const metered = async (work: () => Promise<unknown>): Promise<Passed> => {
    meter.take();
    await work();
    return meter.take();
  };
  const win = await metered(() => chain.must(RecordSale, request, clerk));
  const repeat = await metered(() => chain.must(RecordSale, request, clerk));
  const undo = await metered(() => chain.must(UndoSale, { orderId, memberNo, reason: "mistake" }, clerk));
  const TransactItems = ["A", "B", "C"].map((name) => ({
    Put: { TableName: chain.tables.app, Item: { pk: { S: `RAW${name}` }, sk: { S: "RAW" } } },
  }));
  const raw = await metered(() => chain.tables.client.send(new TransactWriteItemsCommand({ TransactItems })));
  await stop();

  const versus = (id: string, what: string, value: number, anchorValue: number, unit: string, goal: number) =>
    row({
      ...{ id, what, value, unit, anchor: "one raw transaction of three items", anchorValue, goal: `${goal}` },
      isMet: (measured) => measured.value <= goal,
    });
  return [
    versus("sale.win.calls", "sale with two coupons: calls", win.calls, raw.calls, "calls", 1),
    versus("sale.win.wcu", "sale with two coupons: write units", win.writeUnits, raw.writeUnits, "WCU", 6),
    versus("sale.win.rcu", "sale with two coupons: read units", win.readUnits, raw.readUnits, "RCU", 0),
    versus("sale.repeat.calls", "sale asked again: calls", repeat.calls, raw.calls, "calls", 1),
    versus("sale.undo.calls", "its undo: calls", undo.calls, raw.calls, "calls", 2),
    versus("sale.undo.wcu", "its undo: write units", undo.writeUnits, raw.writeUnits, "WCU", 6),
    versus("sale.undo.rcu", "its undo: read units", undo.readUnits, raw.readUnits, "RCU", 1),
  ];
}
