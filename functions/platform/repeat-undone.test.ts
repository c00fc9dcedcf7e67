import { PutItemCommand, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { testTables } from "../../dev/jest/engine.ts";
import { type FaultKind, type FaultProxy, startFaultProxy } from "../testing/fault-proxy.ts";
import { getItems } from "./read.ts";
import { attributes, openTables, refusedStatements, type Tables } from "./table.ts";

describe("a request the table refused", () => {
  const made = testTables();
  const opened: { proxy: FaultProxy; tables: Tables }[] = [];
  afterAll(() => {
    for (const { proxy, tables } of opened) {
      proxy.stop();
      tables.client.destroy();
    }
  });
  const failing = async (only: FaultKind) => {
    const proxy = await startFaultProxy(made.endpoint, { seed: 1, only });
    proxy.rate = 1;
    const tables = openTables(made.app, made.views, proxy.endpoint, 150);
    opened.push({ proxy, tables });
    return { proxy, tables };
  };
  const Item = attributes({ pk: "P", sk: "S" });
  const put = () => new PutItemCommand({ TableName: made.app, Item });
  const requestsOf = async (proxy: FaultProxy, work: Promise<unknown>): Promise<number> => {
    await expect(work).rejects.toThrow();
    return proxy.requests();
  };

  test.each<FaultKind>(["throughput", "throttling", "conflict"])(
    "with nothing done (%s) is sent again, also where one attempt is all there is",
    async (kind) => {
      const { proxy, tables } = await failing(kind);
      expect(await requestsOf(proxy, tables.once.send(put()))).toBe(4);
    },
  );

  test.each<FaultKind>(["internal", "hang", "lost"])(
    "with an unknown outcome (%s) is never sent again where one attempt is all there is",
    async (kind) => {
      const { proxy, tables } = await failing(kind);
      expect(await requestsOf(proxy, tables.once.send(put()))).toBe(1);
    },
  );

  test("for a conflict, which the SDK itself does not repeat, is sent again by the other client too", async () => {
    const single = await failing("conflict");
    expect(await requestsOf(single.proxy, single.tables.client.send(put()))).toBe(4);
    const both = await failing("conflict");
    const transaction = new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName: made.app, Item } }] });
    expect(await requestsOf(both.proxy, both.tables.client.send(transaction))).toBe(4);
  });

  test("for its condition is not sent again", async () => {
    const { proxy, tables } = await failing("conflict");
    proxy.rate = 0;
    const ConditionExpression = "attribute_exists(pk)";
    const absent = attributes({ pk: "NOBODY", sk: "S" });
    const transaction = new TransactWriteItemsCommand({
      TransactItems: [{ Put: { TableName: made.app, Item: absent, ConditionExpression } }],
    });
    const cause = await tables.client.send(transaction).catch((thrown: unknown) => thrown);
    expect(refusedStatements(cause)).toEqual([true]);
    expect(proxy.requests()).toBe(1);
  });

  test("in part is asked for the rest", async () => {
    const { proxy, tables } = await failing("partial");
    const keys = ["1", "2", "3"].map((sk) => ({ pk: "PART", sk }));
    for (const key of keys) await made.client.send(new PutItemCommand({ TableName: made.app, Item: attributes(key) }));
    const items = await getItems(tables, keys, { consistent: true });
    expect(items.map(({ sk }) => sk).sort()).toEqual(["1", "2", "3"]);
    expect(proxy.requests()).toBe(2);
  });
});
