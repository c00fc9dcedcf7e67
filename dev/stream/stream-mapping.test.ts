import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DeleteItemCommand, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import type { DynamoDBRecord } from "aws-lambda";
import { readTemplate } from "../build/packaged-template.ts";
import { localAws } from "../engine/engine-client.ts";
import { testTables } from "../jest/engine.ts";
import { readMappings } from "./mapping-properties.ts";
import { type StreamMapping, type StreamMappingOptions, startStreamMapping } from "./stream-mapping.ts";

const packagedMapping = () => {
  const mapping = readMappings(readTemplate()).find((one) => one.FunctionName === "ProjectorLambdaFunction");
  if (!mapping) throw new Error("the template has no mapping for the projector");
  return mapping;
};

async function until(isSo: () => boolean, what: string): Promise<void> {
  for (const endMs = Date.now() + 10_000; !isSo(); await sleep(10)) {
    if (Date.now() > endMs) throw new Error(`waited ten seconds in vain for ${what}`);
  }
}

describe("the packaged stream mapping", () => {
  const { client, endpoint, app } = testTables({ isStreamed: true });
  const streams = new DynamoDBStreamsClient({ ...localAws, endpoint });
  const folder = mkdtempSync(join(tmpdir(), "huike-stream-test-"));
  const deadLettersFile = join(folder, "dead-letters.ndjson");
  let running: StreamMapping | undefined;
  let seen: DynamoDBRecord[] = [];

  const start = async (invoke: StreamMappingOptions["invoke"], name = "checkpoint.json") => {
    running = await startStreamMapping({
      streams,
      tableName: app,
      mapping: packagedMapping(),
      invoke: (event) => {
        seen.push(...event.Records);
        return invoke(event);
      },
      checkpointFile: join(folder, name),
      deadLettersFile,
      pauseMs: () => 1,
    });
  };
  const stop = async () => {
    await running?.stop();
    running = undefined;
  };
  const put = (sk: string, more: Record<string, { N: string } | { S: string } | { B: Uint8Array }> = {}) =>
    client.send(new PutItemCommand({ TableName: app, Item: { pk: { S: "T" }, sk: { S: sk }, ...more } }));
  const key = (sk: string) => ({ pk: { S: "T" }, sk: { S: sk } });
  const skOf = (record: DynamoDBRecord) => record.dynamodb?.Keys?.sk?.S ?? "";

  beforeEach(() => {
    seen = [];
  });
  afterEach(stop);
  afterAll(() => streams.destroy());

  test("brings what the filter takes, as Lambda gets it, within a moment; all else stays out", async () => {
    await start(async () => ({ batchItemFailures: [] }));
    await put("plain");
    const writtenMs = Date.now();
    await put("taken", { ev: { N: "1.50" }, raw: { B: new Uint8Array([0, 255]) } });
    await until(() => seen.length > 0, "the record");
    expect(Date.now() - writtenMs).toBeLessThan(1000);
    await client.send(new DeleteItemCommand({ TableName: app, Key: key("taken") }));
    await put("after", { ev: { N: "1" } });
    await until(() => seen.length > 1, "the second record");
    expect(seen.map(skOf)).toEqual(["taken", "after"]);
    expect(seen[0]).toMatchObject({
      eventName: "INSERT",
      eventSource: "aws:dynamodb",
      awsRegion: "cn-northwest-1",
      dynamodb: {
        Keys: key("taken"),
        NewImage: { ...key("taken"), ev: { N: "1.5" }, raw: { B: "AP8=" } },
        SequenceNumber: expect.stringMatching(/^\d+$/),
        StreamViewType: "NEW_AND_OLD_IMAGES",
      },
    });
    expect(seen[0]?.dynamodb?.ApproximateCreationDateTime).toBeCloseTo(Date.now() / 1000, -1);
    expect(seen[0]?.eventSourceARN).toContain(app);
  });

  test("goes on where it was after a restart", async () => {
    await start(async () => undefined, "restart.json");
    await put("before", { ev: { N: "1" } });
    await until(() => seen.map(skOf).includes("before"), "the record before");
    await stop();
    seen = [];
    await put("meanwhile", { ev: { N: "1" } });
    await start(async () => undefined, "restart.json");
    await until(() => seen.length > 0, "the record written meanwhile");
    expect(seen.map(skOf)).toEqual(["meanwhile"]);
  });

  test("delivers again what was not finished when it stopped", async () => {
    let begun = false;
    await start(async ({ Records }) => {
      if (!Records.some((record) => skOf(record) === "unfinished")) return;
      begun = true;
      await sleep(50);
      throw new Error("stopped in the middle");
    }, "unfinished.json");
    await put("unfinished", { ev: { N: "1" } });
    await until(() => begun, "the delivery to begin");
    await stop();
    seen = [];
    await start(async () => undefined, "unfinished.json");
    await until(() => seen.map(skOf).includes("unfinished"), "the unfinished record");
  });

  test("keeps the changes of an item in order, a poisoned item apart", async () => {
    const poisoned = ({ Records }: { Records: DynamoDBRecord[] }) => {
      if (Records.some((record) => skOf(record) === "poison")) throw new Error("poison");
    };
    await start(async (event) => poisoned(event), "order.json");
    await put("poison", { ev: { N: "1" } });
    for (let n = 0; n < 20; n++) {
      const set = { UpdateExpression: "SET ev = :n", ExpressionAttributeValues: { ":n": { N: String(n) } } };
      await client.send(new UpdateItemCommand({ TableName: app, Key: key(`item-${n % 3}`), ...set }));
    }
    const letters = () => {
      try {
        return readFileSync(deadLettersFile, "utf8").trim().split("\n");
      } catch {
        return [];
      }
    };
    await until(() => letters().length > 0, "the dead letter");
    const numbers = (item: string) =>
      seen.filter((record) => skOf(record) === item).map((record) => Number(record.dynamodb?.NewImage?.ev?.N));
    await until(() => ["item-0", "item-1", "item-2"].every((item) => (numbers(item).at(-1) ?? 0) >= 17), "all changes");
    // A batch that fails is delivered again: first deliveries are what must be in order.
    for (const item of ["item-0", "item-1", "item-2"]) {
      const firsts = [...new Set(numbers(item))];
      expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
    }
    expect(letters()).toHaveLength(1);
    expect(JSON.parse(letters()[0] ?? "")).toMatchObject({
      requestContext: { condition: "RetryAttemptsExhausted", approximateInvokeCount: 11 },
      DDBStreamBatchInfo: { batchSize: 1 },
      records: [{ dynamodb: { Keys: key("poison") } }],
    });
  });

  test("a table without a stream is said so", async () => {
    const options = { streams, mapping: packagedMapping(), invoke: async () => undefined, deadLettersFile };
    await expect(
      startStreamMapping({ ...options, tableName: "no-such-table", checkpointFile: join(folder, "none.json") }),
    ).rejects.toThrow("no stream");
  });
});
