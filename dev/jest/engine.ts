// Real tables for a test file: on the worker's own engine, under names of the file's own, from the packaged template.
import { randomBytes } from "node:crypto";
import { DeleteTableCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { readTemplate } from "../build/packaged-template.ts";
import { createTables } from "../engine/create-tables.ts";
import { engineClient } from "../engine/engine-client.ts";

type WorkerEngine = { endpoint: string } | { failure: string };

export type TestTables = {
  readonly client: DynamoDBClient;
  readonly endpoint: string;
  /** Table names, for APP_TABLE and VIEWS_TABLE. */
  readonly app: string;
  readonly views: string;
};

/**
 * Call it at the top of a test file or `describe`: the tables are there before its first test and gone after its last. They
 * keep streams only where a test reads them: see createTables.
 */
export function testTables({ isStreamed = false } = {}): TestTables {
  const engine = (globalThis as { huikeEngine?: WorkerEngine }).huikeEngine;
  if (engine === undefined)
    throw new Error("testTables() needs jest's project node (dev/jest/engine-environment.cjs).");
  if ("failure" in engine) throw new Error(engine.failure);
  const run = randomBytes(4).toString("hex");
  const names = { AppTable: `app-${run}`, ViewsTable: `views-${run}` };
  const client = engineClient(engine.endpoint);
  beforeAll(() => createTables(client, readTemplate(), { names, isStreamed }));
  afterAll(async () => {
    await Promise.all(Object.values(names).map((name) => client.send(new DeleteTableCommand({ TableName: name }))));
    client.destroy();
  });
  return { client, endpoint: engine.endpoint, app: names.AppTable, views: names.ViewsTable };
}
