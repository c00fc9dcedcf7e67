import { BatchGetItemCommand, PutItemCommand, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { testTables } from "../../dev/jest/engine.ts";
import { isOutage } from "../platform/outage.ts";
import { getItem } from "../platform/read.ts";
import { attributes, openTables, refusedStatements, type Tables } from "../platform/table.ts";
import { type FaultKind, type FaultProxy, startFaultProxy } from "./fault-proxy.ts";

describe("a fault on the way to the table", () => {
  const made = testTables();
  const opened: { proxy: FaultProxy; tables: Tables }[] = [];
  let puts = 0;
  afterAll(() => {
    for (const { proxy, tables } of opened) {
      proxy.stop();
      tables.client.destroy();
    }
  });

  const always = async (only: FaultKind, seed = 1) => {
    const proxy = await startFaultProxy(made.endpoint, { seed, only });
    proxy.rate = 1;
    const tables = openTables(made.app, made.views, proxy.endpoint, 150);
    opened.push({ proxy, tables });
    return { proxy, tables };
  };
  const item = () => attributes({ pk: `P#${++puts}`, sk: "S" });
  const caught = (work: Promise<unknown>): Promise<Error> =>
    work.then(
      () => Promise.reject(new Error("it was answered")),
      (cause: Error) => cause,
    );

  test.each<[FaultKind, string]>([
    ["throughput", "ProvisionedThroughputExceededException"],
    ["throttling", "ThrottlingException"],
    ["conflict", "TransactionConflictException"],
    ["internal", "InternalServerError"],
    ["hang", "TimeoutError"],
  ])("%s is what the SDK calls %s, and an outage", async (kind, name) => {
    const { tables } = await always(kind);
    const cause = await caught(tables.once.send(new PutItemCommand({ TableName: made.app, Item: item() })));
    expect(cause.name).toBe(name);
    expect(isOutage(cause)).toBe(true);
  });

  test("cancels a transaction for a conflict, which is no refusal", async () => {
    const { tables } = await always("conflict");
    const put = () => ({ Put: { TableName: made.app, Item: item() } });
    const cause = await caught(tables.client.send(new TransactWriteItemsCommand({ TransactItems: [put(), put()] })));
    expect(cause).toMatchObject({
      name: "TransactionCanceledException",
      CancellationReasons: [{ Code: "TransactionConflict" }, { Code: "None" }],
    });
    expect(refusedStatements(cause)).toBeUndefined();
    expect(isOutage(cause)).toBe(true);
  });

  test("is an outage too where the table's name is not found", async () => {
    const tables = openTables(made.app, made.views, "http://table.invalid", 150);
    const cause = await caught(tables.once.send(new PutItemCommand({ TableName: made.app, Item: item() })));
    expect(isOutage(cause)).toBe(true);
  });

  test("leaves a part of a batch read for later", async () => {
    const { tables } = await always("partial");
    const items = [item(), item()];
    for (const one of items) await made.client.send(new PutItemCommand({ TableName: made.app, Item: one }));
    const read = new BatchGetItemCommand({ RequestItems: { [made.app]: { Keys: items } } });
    const { Responses, UnprocessedKeys } = await tables.client.send(read);
    expect(Responses?.[made.app]).toEqual([items[1]]);
    expect(UnprocessedKeys?.[made.app]?.Keys).toEqual([items[0]]);
  });

  test("of a lost answer leaves what was written, cut before the answer or within it", async () => {
    for (const seed of [1, 2, 3, 4]) {
      const { tables, proxy } = await always("lost", seed);
      const lost = item();
      const cause = await caught(tables.once.send(new PutItemCommand({ TableName: made.app, Item: lost })));
      expect(isOutage(cause)).toBe(true);
      proxy.rate = 0;
      expect(await getItem(tables, { pk: lost.pk?.S ?? "", sk: "S" })).toBeDefined();
    }
  });

  test("hangs with the write done, not done, or done after the client has gone", async () => {
    const found = new Set<string>();
    for (let seed = 1; found.size < 3 && seed < 30; seed++) {
      const { tables, proxy } = await always("hang", seed);
      const held = item();
      const key = { pk: held.pk?.S ?? "", sk: "S" };
      const sending = caught(tables.once.send(new PutItemCommand({ TableName: made.app, Item: held })));
      const direct = { ...tables, client: made.client };
      await new Promise((resolve) => setTimeout(resolve, 50));
      const isEarly = (await getItem(direct, key)) !== undefined;
      await sending;
      await new Promise((resolve) => setTimeout(resolve, 50));
      await proxy.settle();
      found.add(isEarly ? "done" : (await getItem(direct, key)) === undefined ? "not done" : "done late");
    }
    expect([...found].sort()).toEqual(["done", "done late", "not done"]);
  });
});
