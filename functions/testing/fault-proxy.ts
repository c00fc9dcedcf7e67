// Between the SDK and the engine: the faults of the real DynamoDB that a local engine never shows. One fault in so many
// requests, drawn from a seed, as DynamoDB words it (its API reference: common errors, TransactWriteItems, BatchGetItem):
//
//   throughput, throttling   400, nothing done
//   conflict                 400, another transaction holds the item: nothing done
//   partial                  a batch read answers some of its keys and lists the others
//   internal                 500, done or not
//   hang                     no answer at all; done, not done, or done after the client has given up
//   lost                     done, and the connection is cut before or within the answer
import { Agent, createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { seededRandom } from "./seeded-random.ts";

export type FaultKind = "throughput" | "throttling" | "conflict" | "partial" | "internal" | "hang" | "lost";
/** `isUnknown`: what became of the request cannot be told from what the client saw of it. */
export type Fault = { readonly kind: FaultKind; readonly operation: string; readonly body: Body; isUnknown: boolean };

type Body = { readonly Key?: unknown; readonly Item?: unknown; readonly TransactItems?: unknown[] } & {
  readonly RequestItems?: Record<string, { Keys: unknown[] }>;
};
type Asked = {
  readonly incoming: IncomingMessage;
  readonly text: string;
  readonly operation: string;
  readonly body: Body;
};
type Passed = { readonly status: number; readonly headers: IncomingMessage["headers"]; readonly text: Buffer };

export type FaultProxy = {
  readonly endpoint: string;
  /** Share of requests that meet a fault; 0 to let everything pass. */
  rate: number;
  /** Requests since the start, and the faults among them. */
  readonly requests: () => number;
  readonly faults: readonly Fault[];
  /** Resolves when nothing is on its way to the engine any more, what was given up on included. */
  settle(): Promise<void>;
  stop(): void;
};

const SINGLE_WRITES = new Set(["PutItem", "UpdateItem", "DeleteItem"]);

export function kindsFor(operation: string): readonly FaultKind[] {
  const always = ["throughput", "throttling", "internal", "hang", "lost"] as const;
  if (operation === "BatchGetItem") return [...always, "partial"];
  return SINGLE_WRITES.has(operation) || operation === "TransactWriteItems" ? [...always, "conflict"] : always;
}

/** `only` makes every fault one of that kind. */
export async function startFaultProxy(
  engineUrl: string,
  { seed, only }: { readonly seed: number; readonly only?: FaultKind },
): Promise<FaultProxy> {
  const random = seededRandom(seed);
  const engine = new Agent({ keepAlive: true, maxSockets: 100 });
  const faults: Fault[] = [];
  const underWay = new Set<Promise<unknown>>();
  let requests = 0;

  const pass = (asked: Asked, text = asked.text): Promise<Passed> => {
    const passing = passOn(new URL(engineUrl), engine, asked, text);
    underWay.add(passing);
    return passing.finally(() => underWay.delete(passing));
  };
  const server = createServer(async (incoming, outgoing) => {
    const asked = await read(incoming);
    requests += 1;
    const draws = [random(), random(), random()] as const;
    const kinds = kindsFor(asked.operation);
    const kind = only ?? kinds[Math.floor(draws[1] * kinds.length)] ?? "internal";
    if (draws[0] >= proxy.rate || !(only === undefined || kinds.includes(kind)))
      return give(outgoing, await pass(asked));
    const fault: Fault = { kind, operation: asked.operation, body: asked.body, isUnknown: false };
    faults.push(fault);
    await strike(fault, asked, outgoing, draws[2], pass);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const proxy: FaultProxy = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    rate: 0,
    requests: () => requests,
    faults,
    async settle() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    stop() {
      server.closeAllConnections();
      server.close();
      engine.destroy();
    },
  };
  return proxy;
}

async function read(incoming: IncomingMessage): Promise<Asked> {
  const text = (await allOf(incoming)).toString();
  const operation = String(incoming.headers["x-amz-target"]).split(".")[1] ?? "";
  return { incoming, text, operation, body: JSON.parse(text) as Body };
}

async function allOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function passOn(url: URL, agent: Agent, { incoming }: Asked, text: string): Promise<Passed> {
  const headers = { ...incoming.headers, "content-length": Buffer.byteLength(text) };
  return new Promise((resolve, reject) => {
    const onward = httpRequest(
      { agent, host: url.hostname, port: url.port, method: incoming.method, path: incoming.url, headers },
      async (answer) => {
        resolve({ status: answer.statusCode ?? 500, headers: answer.headers, text: await allOf(answer) });
      },
    );
    onward.on("error", reject).end(text);
  });
}

const give = (outgoing: ServerResponse, { status, headers, text }: Passed): void =>
  void outgoing.writeHead(status, headers).end(text);

const CORAL = "com.amazonaws.dynamodb.v20120810#";

function refuse(outgoing: ServerResponse, status: number, type: string, message: string, more: object = {}): void {
  const body = JSON.stringify({ __type: type, message, ...more });
  outgoing.writeHead(status, { "content-type": "application/x-amz-json-1.0", "x-amzn-requestid": "FAULT" }).end(body);
}

/** `draw` decides what there still is to decide. */
async function strike(
  fault: Fault,
  asked: Asked,
  outgoing: ServerResponse,
  draw: number,
  pass: (asked: Asked, text?: string) => Promise<Passed>,
): Promise<void> {
  switch (fault.kind) {
    case "throughput":
      return refuse(
        outgoing,
        400,
        `${CORAL}ProvisionedThroughputExceededException`,
        "The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.",
      );
    case "throttling":
      return refuse(
        outgoing,
        400,
        "com.amazon.coral.availability#ThrottlingException",
        "Throughput exceeds the current capacity of your table or index.",
      );
    case "conflict":
      return conflict(asked, outgoing);
    case "partial":
      return answerInPart(asked, outgoing, pass);
    case "internal":
      fault.isUnknown = true;
      if (draw < 0.5) await pass(asked);
      return refuse(outgoing, 500, `${CORAL}InternalServerError`, "Internal server error");
    case "hang":
      fault.isUnknown = true;
      if (draw < 1 / 3) await pass(asked);
      else if (draw < 2 / 3) outgoing.once("close", () => void pass(asked).catch(() => undefined));
      return;
    case "lost":
      fault.isUnknown = true;
      return cut(outgoing, await pass(asked), draw);
  }
}

function conflict({ operation, body }: Asked, outgoing: ServerResponse): void {
  const ongoing = "Transaction is ongoing for the item";
  if (operation !== "TransactWriteItems") {
    refuse(outgoing, 400, `${CORAL}TransactionConflictException`, ongoing);
    return;
  }
  const reasons = (body.TransactItems ?? []).map((_, i) =>
    i === 0 ? { Code: "TransactionConflict", Message: ongoing } : { Code: "None" },
  );
  const codes = reasons.map(({ Code }) => Code).join(", ");
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  refuse(outgoing, 400, `${CORAL}TransactionCanceledException`, message, { CancellationReasons: reasons });
}

/** The first key of the (one) table is left for another time; an only key is answered. */
async function answerInPart(
  asked: Asked,
  outgoing: ServerResponse,
  pass: (asked: Asked, text?: string) => Promise<Passed>,
): Promise<void> {
  const [table = "", { Keys, ...how } = { Keys: [] }] = Object.entries(asked.body.RequestItems ?? {})[0] ?? [];
  if (Keys.length < 2) return give(outgoing, await pass(asked));
  const some = { ...asked.body, RequestItems: { [table]: { ...how, Keys: Keys.slice(1) } } };
  const answer = await pass(asked, JSON.stringify(some));
  const UnprocessedKeys = { [table]: { ...how, Keys: Keys.slice(0, 1) } };
  const text = Buffer.from(JSON.stringify({ ...JSON.parse(answer.text.toString()), UnprocessedKeys }));
  const { "x-amz-crc32": _, ...headers } = answer.headers;
  give(outgoing, { ...answer, headers: { ...headers, "content-length": String(text.length) }, text });
}

/** Before the first byte, or in the middle of the body. */
function cut(outgoing: ServerResponse, { status, headers, text }: Passed, draw: number): void {
  if (draw < 0.5) return void outgoing.destroy();
  outgoing.writeHead(status, headers);
  outgoing.write(text.subarray(0, text.length >> 1), () => outgoing.destroy());
}
