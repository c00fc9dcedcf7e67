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
export type Passed = {
  calls: number;
  readUnits: number;
  writeUnits: number;
  operations: string[];
  /** Write units by the key written to; of a transaction, an equal share each. */
  writtenTo: Map<string, number>;
};

const nothing = (): Passed => ({ calls: 0, readUnits: 0, writeUnits: 0, operations: [], writtenTo: new Map() });

const WRITES = new Set(["PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems", "BatchWriteItem"]);
/** Items of the counter are below 1 KB, so a refused write costs one unit (DynamoDB guide, "Capacity unit consumption"). */
const REFUSED_WRITE_UNITS = 1;

export async function startMeter(engineUrl: string): Promise<Meter> {
  let passed = nothing();
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
            count(passed, operation, JSON.parse(body), text.toString());
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
      passed = nothing();
      return taken;
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

type Consumed = { CapacityUnits?: number };

type KeyText = { readonly pk?: { readonly S?: string }; readonly sk?: { readonly S?: string } };
type Statement = { readonly Key?: KeyText; readonly Item?: KeyText };
type Sent = Statement & { readonly TransactItems?: readonly Readonly<Record<string, Statement>>[] };

function keysOf(sent: Sent): string[] {
  const statements = sent.TransactItems?.flatMap((one) => Object.values(one)) ?? [sent];
  return statements.map(({ Key, Item }) => `${(Key ?? Item)?.pk?.S} ${(Key ?? Item)?.sk?.S}`);
}

function count(passed: Passed, operation: string, sent: Sent, text: string): void {
  const answer = JSON.parse(text) as { __type?: string; ConsumedCapacity?: Consumed | Consumed[] };
  const consumed = [answer.ConsumedCapacity ?? []].flat();
  const isRefused = answer.__type?.includes("ConditionalCheckFailed") ?? false;
  const units = isRefused ? REFUSED_WRITE_UNITS : consumed.reduce((sum, one) => sum + (one.CapacityUnits ?? 0), 0);
  passed.calls += 1;
  passed.operations.push(operation);
  if (!WRITES.has(operation)) {
    passed.readUnits += units;
    return;
  }
  passed.writeUnits += units;
  const keys = keysOf(sent);
  for (const key of keys) passed.writtenTo.set(key, (passed.writtenTo.get(key) ?? 0) + units / keys.length);
}
