// The engine without the SDK's layers, for trials of a million commands: commands, items, conditions and refusals are the
// same, on the wire too, and the engine is the real one. What is left out is what the SDK does around a call: signing,
// its endpoint rules, its schemas and its own retries, nine tenths of such a trial's time (decision 091).
import { Agent, request } from "node:http";
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
  const agent = new Agent({ keepAlive: true });
  const client = new StraightClient(endpoint, agent);
  const once = new StraightClient(endpoint, agent);
  repeatUndone(client, { throttled: false });
  repeatUndone(once, { throttled: true });
  return { client, once, app, views };
}

class StraightClient extends DynamoDBClient {
  constructor(endpoint: string, agent: Agent) {
    super({ endpoint, region: "local", credentials: { accessKeyId: "local", secretAccessKey: "local" } });
    const layers: Layer[] = [];
    Object.assign(this.middlewareStack, { add: (layer: Layer) => layers.push(layer) });
    this.send = async (command: Asked & { constructor: { name: string } }) => {
      const commandName = command.constructor.name;
      const operation = commandName.replace(/Command$/, "");
      const ask: Next = async ({ input }) => ({ output: await call(endpoint, agent, operation, input), response: {} });
      const layered = layers.reduceRight((next, layer) => layer(next, { commandName }), ask);
      return (await layered({ input: command.input })).output;
    };
  }
}

/** One call of DynamoDB's JSON protocol (AWS JSON 1.0). */
async function call(endpoint: string, agent: Agent, operation: string, input: object): Promise<object> {
  const { status, text } = await post(endpoint, agent, operation, JSON.stringify(input, bytesAsText));
  const answer = JSON.parse(text, textAsBytes);
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

function post(endpoint: string, agent: Agent, operation: string, body: string) {
  return new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const headers = {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `DynamoDB_20120810.${operation}`,
      // The engine looks whether a signature is there, not whose it is.
      "x-amz-date": "20260101T000000Z",
      authorization:
        "AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
      "content-length": Buffer.byteLength(body),
    };
    const sent = request(endpoint, { method: "POST", agent, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part)).on("error", reject);
      answer.on("end", () => resolve({ status: answer.statusCode, text: Buffer.concat(parts).toString("utf8") }));
    });
    sent.on("error", reject).end(body);
  });
}

/** Bytes travel as base64. A Buffer has turned itself into an object before a replacer sees it: hence `this`. */
function bytesAsText(this: Record<string, unknown>, name: string, value: unknown): unknown {
  const bytes = this[name];
  return bytes instanceof Uint8Array ? Buffer.from(bytes).toString("base64") : value;
}

/** Under `B` an answer has bytes, or an attribute of that name, which is an object. */
const textAsBytes = (name: string, value: unknown): unknown =>
  name === "B" && typeof value === "string" ? Uint8Array.from(Buffer.from(value, "base64")) : value;
