// Redeeming and undoing against one raw conditional update: calls and units at the wire, for a win, a
// refusal and a repeat, with warm staff caches, and the cold figure beside it.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { openBench } from "./bench-chain.ts";
import { type Row, row } from "./row.ts";
import type { Passed } from "./wire-meter.ts";

export async function measureRedeemUnits(): Promise<Row[]> {
  const { chain, meter, stop } = await openBench();
  const shop = await chain.shop();
  const offerId = await chain.offer();
  const clerk = await chain.clerkOnShift(shop);
  const member = await chain.member();
  const request = await chain.visit(clerk, member, await chain.coupon(member, offerId));

  const metered = async (work: () => Promise<unknown>): Promise<Passed> => {
    meter.take();
    await work();
    return meter.take();
  };
  const lookUp = await metered(() => chain.lookUp(clerk, member));
  const win = await metered(() => chain.redeem(clerk, request));
  const repeat = await metered(() => chain.redeem(clerk, request));
  const refusal = await metered(() => chain.redeem(clerk, { ...request, redemptionId: "rdm_0000000000000000" }));
  const undo = await metered(() => chain.undo(clerk, request));
  const undoRepeat = await metered(() => chain.undo(clerk, request));
  const undoRefusal = await metered(() => chain.undo(clerk, { ...request, redemptionId: "rdm_0000000000000000" }));
  const late = await metered(() => chain.redeem(clerk, request));
  chain.forget();
  const cold = await metered(() => chain.redeem(clerk, request));
  const raw = await metered(() =>
    chain.tables.client.send(
      new UpdateItemCommand({
        TableName: chain.tables.app,
        Key: { pk: { S: "RAW" }, sk: { S: "RAW" } },
        UpdateExpression: "SET st = :r",
        ConditionExpression: "attribute_not_exists(st)",
        ExpressionAttributeValues: { ":r": { S: "r" } },
      }),
    ),
  );
  await stop();

  const versus = (id: string, what: string, value: number, anchorValue: number, unit: string, goal: number) =>
    row({
      ...{ id, what, value, unit, anchor: "one raw conditional update", anchorValue, goal: `${goal}` },
      isMet: (measured) => measured.value <= goal,
    });
  const each =
    (of: "redeem" | "undo") =>
    ([name, passed]: [string, Passed]): Row[] => [
      versus(`${of}.${name}.calls`, `${of} (${name}): calls`, passed.calls, raw.calls, "calls", 1),
      versus(`${of}.${name}.wcu`, `${of} (${name}): write units`, passed.writeUnits, raw.writeUnits, "WCU", 1),
      versus(`${of}.${name}.rcu`, `${of} (${name}): read units`, passed.readUnits, raw.readUnits, "RCU", 0),
    ];
  return [
    ...Object.entries({ win, refusal, repeat, "since-undone": late }).flatMap(each("redeem")),
    ...Object.entries({ win: undo, refusal: undoRefusal, repeat: undoRepeat }).flatMap(each("undo")),
    row({
      ...{ id: "redeem.cold.calls", what: "redeem (cold instance): calls", value: cold.calls, unit: "calls" },
      ...{ anchor: "warm", anchorValue: win.calls, goal: "printed" },
      isMet: () => true,
    }),
    versus("lookup.wcu", "look-up of a member code: write units", lookUp.writeUnits, raw.writeUnits, "WCU", 1),
  ];
}
