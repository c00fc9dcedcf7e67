// Some refusals of DynamoDB say that nothing was done: too much at once, or another transaction holds the item. Such a
// request may be sent again by anybody, also where an unknown outcome must never be (claim numbers), and the SDK does not
// see to all of them: it never repeats a conflict, and nothing at all for a client of one attempt.
import { type DynamoDBClient, TransactionCanceledException } from "@aws-sdk/client-dynamodb";

const THROTTLED = ["ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded"];
const CONFLICTED = ["TransactionConflictException"];
/** What cancels a transaction without being a refusal of its conditions. */
const CANCELLED = ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"];

const TRIES_MAX = 4;
const WAIT_MS = 25;

type Repeating = {
  /** The SDK repeats throttled requests by itself unless the client has one attempt only. */
  readonly throttled: boolean;
};

export function repeatUndone(client: DynamoDBClient, { throttled }: Repeating): void {
  const names = new Set(throttled ? [...CONFLICTED, ...THROTTLED] : CONFLICTED);
  client.middlewareStack.add(
    (next) => async (args) => {
      for (let tries = 1; ; tries++) {
        try {
          return await next(args);
        } catch (cause) {
          if (tries === TRIES_MAX || !isUndone(cause, names)) throw cause;
          await pause(WAIT_MS * 2 ** tries * (0.5 + Math.random()));
        }
      }
    },
    { step: "initialize", name: "repeatUndone" },
  );
}

function isUndone(cause: unknown, names: ReadonlySet<string>): boolean {
  if (!(cause instanceof TransactionCanceledException)) return cause instanceof Error && names.has(cause.name);
  const codes = (cause.CancellationReasons ?? []).flatMap(({ Code }) => (Code && Code !== "None" ? [Code] : []));
  return codes.length > 0 && codes.every((code) => CANCELLED.includes(code));
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
