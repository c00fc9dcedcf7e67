// Between the SDK and the engine: counts the calls and the units of what passes. The units are the
// engine's own (ReturnConsumedCapacity is added on the way); the error of a failed condition
// carries none, so the documented rule stands in: a refused write costs what the write would have.
import { createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";

export type Meter = {
  readonly endpoint: string;
  /** What passed since the last time it was asked. */
  take(): Passed;
  stop(): void;
};
export type Passed = { calls: number; readUnits: number; writeUnits: number; operations: string[] };

const WRITES = new Set(["PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems", "BatchWriteItem"]);
/** Items of the counter are below 1 KB, so a refused write costs one unit (DynamoDB guide, "Capacity unit consumption"). */
const REFUSED_WRITE_UNITS = 1;

export async function startMeter(engineUrl: string): Promise<Meter> {
  let passed: Passed = { calls: 0, readUnits: 0, writeUnits: 0, operations: [] };
  const engine = new URL(engineUrl);
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const operation = String(incoming.headers["x-amz-target"]).split(".")[1] ?? "";
      const body = JSON.stringify({ ...JSON.parse(Buffer.concat(chunks).toString()), ReturnConsumedCapacity: "TOTAL" });
      const headers = { ...incoming.headers, "content-length": Buffer.byteLength(body) };
      const onward = httpRequest(
        { host: engine.hostname, port: engine.port, method: "POST", path: "/", headers },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on("data", (part: Buffer) => parts.push(part));
          answer.on("end", () => {
            const text = Buffer.concat(parts);
            count(passed, operation, text.toString());
            outgoing.writeHead(answer.statusCode ?? 500, answer.headers).end(text);
          });
        },
      );
      onward.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take() {
      const taken = passed;
      passed = { calls: 0, readUnits: 0, writeUnits: 0, operations: [] };
      return taken;
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

type Consumed = { CapacityUnits?: number };

function count(passed: Passed, operation: string, text: string): void {
  const answer = JSON.parse(text) as { __type?: string; ConsumedCapacity?: Consumed | Consumed[] };
  const consumed = [answer.ConsumedCapacity ?? []].flat();
  const isRefused = answer.__type?.includes("ConditionalCheckFailed") ?? false;
  const units = isRefused ? REFUSED_WRITE_UNITS : consumed.reduce((sum, one) => sum + (one.CapacityUnits ?? 0), 0);
  passed.calls += 1;
  passed.operations.push(operation);
  if (WRITES.has(operation)) passed.writeUnits += units;
  else passed.readUnits += units;
}
