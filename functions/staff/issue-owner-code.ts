// The first owner's code: printed once by the command line of whoever holds the cloud's keys, kept
// as a hash for 24 hours, and only while there is no owner. Deployment logs are widely read.
import { createHash } from "node:crypto";
import { TransactionCanceledException, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { DAY_MS } from "@huike/shared/day";
import { attributes, type Tables } from "../platform/table.ts";
import { ownerCodeKey, ownersKey } from "./staff.items.ts";

const CODE_BYTES = 10;

export const hashOwnerCode = (code: string): string =>
  createHash("sha256").update(code.trim().toUpperCase()).digest("hex");

/** The code, or undefined when there is an owner already. A newer code replaces an older one. */
export async function issueOwnerCode(
  tables: Tables,
  nowMs: number,
  random: (bytes: number) => Uint8Array,
): Promise<string | undefined> {
  const code = Buffer.from(random(CODE_BYTES)).toString("hex").toUpperCase();
  try {
    await tables.client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          {
            ConditionCheck: {
              TableName: tables.app,
              Key: attributes(ownersKey),
              ConditionExpression: "attribute_not_exists(pk)",
            },
          },
          {
            Put: {
              TableName: tables.app,
              Item: attributes({ ...ownerCodeKey, hash: hashOwnerCode(code), expiresAt: nowMs + DAY_MS }),
            },
          },
        ],
      }),
    );
    return code;
  } catch (cause) {
    if (
      cause instanceof TransactionCanceledException &&
      cause.CancellationReasons?.[0]?.Code === "ConditionalCheckFailed"
    )
      return undefined;
    throw cause;
  }
}
