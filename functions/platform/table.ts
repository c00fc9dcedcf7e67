// The two tables through the raw SDK client, with the little typing that keeps expressions readable.
// No mapper in between: every unit an expression costs stays visible where it is spent.
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
} from "@aws-sdk/client-dynamodb";
import { repeatUndone } from "./repeat-undone.ts";

export type Scalar = string | number | boolean | Uint8Array | ReadonlySet<string>;
/** Whatever an attribute can hold: lists and maps nest. */
export type Value = Scalar | readonly Value[] | { readonly [name: string]: Value | undefined };
/** An item as the domain sees it; undefined fields are left out of what is written. */
export type Item = Readonly<Record<string, Value | undefined>>;
export type Key = { pk: string; sk: string };

export type Tables = {
  /** Retries as the SDK does by default: for reads and for writes that may safely run twice. */
  readonly client: DynamoDBClient;
  /** Never repeats what may have been done: for writes whose second run would spend something (claim numbers). */
  readonly once: DynamoDBClient;
  readonly app: string;
  readonly views: string;
};

/**
 * How long one attempt may take. DynamoDB answers within 10 ms or so; the SDK by itself would wait five minutes, and a
 * Lambda cut off in its wait answers nobody. The SDK's four attempts fit into the shortest of ours (5 s).
 */
export const ATTEMPT_MS = 1_000;
/** A laptop's engine shares the machine with builds, browsers and tests: late is not gone. */
const LAPTOP_ATTEMPT_MS = 5_000;

export function openTables(
  app: string,
  views: string,
  endpoint: string | undefined,
  attemptMs = endpoint ? LAPTOP_ATTEMPT_MS : ATTEMPT_MS,
): Tables {
  const local = endpoint
    ? { endpoint, region: "local", credentials: { accessKeyId: "local", secretAccessKey: "local" } }
    : {};
  const client = new DynamoDBClient({
    ...local,
    requestHandler: {
      connectionTimeout: attemptMs,
      requestTimeout: attemptMs,
      throwOnRequestTimeout: true,
      // The request's time ends with the answer's first byte; this is for an answer that stops halfway.
      socketTimeout: attemptMs,
    },
  });
  const once = new DynamoDBClient({ ...local, maxAttempts: 1, requestHandler: client.config.requestHandler });
  repeatUndone(client, { throttled: false });
  repeatUndone(once, { throttled: true });
  return { client, once, app, views };
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
const isSet = (value: Value): value is ReadonlySet<string> => value instanceof Set;

function attribute(value: Value): AttributeValue {
  if (typeof value === "string") return { S: value };
  if (typeof value === "number") return { N: String(value) };
  if (typeof value === "boolean") return { BOOL: value };
  if (value instanceof Uint8Array) return { B: value };
  if (isSet(value)) return { SS: [...value] };
  return isList(value) ? { L: value.map(attribute) } : { M: attributes(value) };
}

/** Fields as DynamoDB takes them, for items and for `:values` alike. */
export function attributes(fields: Item): Record<string, AttributeValue> {
  const out: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) out[name] = attribute(value);
  return out;
}

function plain(value: AttributeValue): Value | undefined {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return Number(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.B !== undefined) return value.B;
  if (value.SS !== undefined) return new Set(value.SS);
  if (value.M !== undefined) return fields<{ readonly [name: string]: Value | undefined }>(value.M);
  return value.L?.map(plain).filter((one) => one !== undefined);
}

/** An item as the domain reads it. Shapes are the domain's own: its `*.items.ts` says what it wrote. */
export function fields<T>(item: Record<string, AttributeValue>): T {
  const out: Record<string, Value | undefined> = {};
  for (const [name, value] of Object.entries(item)) out[name] = plain(value);
  return out as T;
}

/** The item that made a condition fail; `absent` when there was none; undefined when `cause` is another error. */
export function refusedBy(cause: unknown): Record<string, AttributeValue> | "absent" | undefined {
  if (!(cause instanceof ConditionalCheckFailedException)) return undefined;
  return cause.Item ?? "absent";
}

/** Whether a conditional write took effect: false where its condition refused it, whatever it met. Any other failure is thrown. */
export async function tookEffect(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (cause) {
    if (refusedBy(cause) === undefined) throw cause;
    return false;
  }
}

/**
 * Which statements of a transaction failed their condition, by position; undefined when the
 * transaction did not end for that reason (conflict, throttling: the caller may try again).
 */
export function refusedStatements(cause: unknown): boolean[] | undefined {
  if (!(cause instanceof TransactionCanceledException)) return undefined;
  const failed = (cause.CancellationReasons ?? []).map((reason) => reason.Code === "ConditionalCheckFailed");
  return failed.includes(true) ? failed : undefined;
}

/**
 * The item each refused statement of a transaction met, by position: `absent` where there was none, undefined
 * where the statement was not refused. As `refusedStatements` where only which matters.
 */
export function refusedItems(cause: unknown): (Record<string, AttributeValue> | "absent" | undefined)[] | undefined {
  if (!(cause instanceof TransactionCanceledException) || !refusedStatements(cause)) return undefined;
  return (cause.CancellationReasons ?? []).map(({ Code, Item }) =>
    Code === "ConditionalCheckFailed" ? (Item ?? "absent") : undefined,
  );
}

/** Another transaction was at one of the items at that moment: nothing was written, and trying again is the cure. */
export const isConflict = (cause: unknown): boolean =>
  cause instanceof TransactionCanceledException &&
  (cause.CancellationReasons ?? []).some(({ Code }) => Code === "TransactionConflict");
