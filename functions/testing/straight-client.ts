// The engine without the SDK's layers, for trials of a million commands: commands, items, conditions and refusals are the
// same, on the wire too, and the engine is the real one. What is left out is what the SDK does around a call: signing,
// its endpoint rules, its schemas and its own retries, nine tenths of such a trial's time (decision 091).
import { connect, type Socket } from "node:net";
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  DynamoDBServiceException,
  TransactionCanceledException,
} from "@aws-sdk/client-dynamodb";
import { repeatUndone } from "../platform/repeat-undone.ts";
import type { Tables } from "../platform/table.ts";

type Asked = { readonly input: object };
type Answered = { readonly output: object; readonly response: unknown };
type Next = (args: Asked) => Promise<Answered>;
type Layer = (next: Next, context: { readonly commandName: string }) => Next;

/** As `openTables` opens them. */
export function openStraightTables(app: string, views: string, endpoint: string | undefined): Tables {
  if (endpoint === undefined) throw new Error("Only a local engine answers calls that are not signed.");
  const wires = new Wires(endpoint);
  const client = new StraightClient(endpoint, wires);
  const once = new StraightClient(endpoint, wires);
  repeatUndone(client, { throttled: false });
  repeatUndone(once, { throttled: true });
  return { client, once, app, views };
}

class StraightClient extends DynamoDBClient {
  constructor(endpoint: string, wires: Wires) {
    super({ endpoint, region: "local", credentials: { accessKeyId: "local", secretAccessKey: "local" } });
    const layers: Layer[] = [];
    Object.assign(this.middlewareStack, { add: (layer: Layer) => layers.push(layer) });
    this.destroy = () => wires.close();
    this.send = async (command: Asked & { constructor: { name: string } }) => {
      const commandName = command.constructor.name;
      const operation = commandName.replace(/Command$/, "");
      const ask: Next = async ({ input }) => ({ output: await call(wires, operation, input), response: {} });
      const layered = layers.reduceRight((next, layer) => layer(next, { commandName }), ask);
      return (await layered({ input: command.input })).output;
    };
  }
}

/** One call of DynamoDB's JSON protocol (AWS JSON 1.0). */
async function call(wires: Wires, operation: string, input: object): Promise<object> {
  const { status, text } = await wires.post(operation, written(input));
  const answer = JSON.parse(text, text.includes('"B":"') ? textAsBytes : undefined);
  if (status === 200) return { ...answer, $metadata: {} };
  throw failure(answer);
}

type Refusal = {
  readonly __type: string;
  readonly message?: string;
  readonly Message?: string;
  readonly Item?: never;
  readonly CancellationReasons?: never;
};

function failure({ __type, message, Message, Item, CancellationReasons }: Refusal): Error {
  const name = __type.slice(__type.indexOf("#") + 1);
  const said = { message: message ?? Message ?? name, $metadata: {} };
  if (name === "ConditionalCheckFailedException") return new ConditionalCheckFailedException({ ...said, Item });
  if (name === "TransactionCanceledException")
    return new TransactionCanceledException({ ...said, CancellationReasons });
  return new DynamoDBServiceException({ ...said, name, $fault: "client" });
}

type Reply = { readonly status: number; readonly text: string };

/** One connection, one call at a time: node:http costs as much as all that is done with what it brings. */
class Wire {
  private readonly socket: Socket;
  private readonly head: string;
  private parts: Buffer[] = [];
  private reply: ((reply: Reply) => void) | undefined;
  private fail: ((cause: Error) => void) | undefined;

  constructor({ hostname, port, host }: URL) {
    // The engine looks whether a signature is there, not whose it is.
    this.head = [
      "POST / HTTP/1.1",
      `host: ${host}`,
      "content-type: application/x-amz-json-1.0",
      "x-amz-date: 20260101T000000Z",
      "authorization: AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
      "",
    ].join("\r\n");
    this.socket = connect({ host: hostname, port: Number(port), noDelay: true });
    this.socket.on("data", (part) => this.hear(part));
    this.socket.on("error", (cause) => this.fail?.(cause));
    this.socket.on("close", () => this.fail?.(new Error("the engine hung up")));
  }

  post(operation: string, body: string): Promise<Reply> {
    return new Promise((resolve, reject) => {
      [this.reply, this.fail] = [resolve, reject];
      this.socket.ref();
      const length = Buffer.byteLength(body);
      const own = `x-amz-target: DynamoDB_20120810.${operation}\r\ncontent-length: ${length}\r\n\r\n`;
      this.socket.write(this.head + own + body);
    });
  }

  private hear(part: Buffer): void {
    this.parts.push(part);
    const all = this.parts.length > 1 ? Buffer.concat(this.parts) : part;
    const end = all.indexOf("\r\n\r\n");
    const head = end < 0 ? "" : all.toString("latin1", 0, end);
    const length = /content-length: (\d+)/i.exec(head);
    if (!length || all.length < end + 4 + Number(length[1])) return;
    this.parts = [];
    // One that waits for its next call keeps no process alive.
    this.socket.unref();
    this.reply?.({ status: Number(head.slice(9, 12)), text: all.toString("utf8", end + 4) });
  }

  close(): void {
    this.socket.destroy();
  }
}

class Wires {
  private readonly free: Wire[] = [];
  private readonly url: URL;

  constructor(endpoint: string) {
    this.url = new URL(endpoint);
  }

  async post(operation: string, body: string): Promise<Reply> {
    const wire = this.free.pop() ?? new Wire(this.url);
    const reply = await wire.post(operation, body);
    this.free.push(wire);
    return reply;
  }

  close(): void {
    for (const wire of this.free.splice(0)) wire.close();
  }
}

/** Hardly any command holds bytes, and to look at every value for them costs as much as all the rest of a call. */
function written(input: object): string {
  const text = JSON.stringify(input);
  return text.includes('"B":{') ? JSON.stringify(input, bytesAsText) : text;
}

/** Bytes travel as base64. A Buffer has turned itself into an object before a replacer sees it: hence `this`. */
function bytesAsText(this: Record<string, unknown>, name: string, value: unknown): unknown {
  const bytes = this[name];
  return bytes instanceof Uint8Array ? Buffer.from(bytes).toString("base64") : value;
}

/** Under `B` an answer has bytes, or an attribute of that name, which is an object. */
const textAsBytes = (name: string, value: unknown): unknown =>
  name === "B" && typeof value === "string" ? Uint8Array.from(Buffer.from(value, "base64")) : value;
