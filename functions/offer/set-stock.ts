// More stock, or less down to what is taken: one conditional update of what nobody has taken yet. It names the stock it
// was decided on, so that two operators cannot add twice and the same request again changes nothing.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { SetStock } from "@huike/shared/offer-life";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { attributes, fields, refusedBy } from "../platform/table.ts";
import { type StockItem, stockKey } from "./offer.items.ts";
import { readNumbers } from "./read-report.ts";

export async function setStock(
  { memberNo }: Member,
  { offerId, ifStock, stock, why }: RequestOf<typeof SetStock>,
  env: Env,
): Promise<Result<ResponseOf<typeof SetStock>, ErrorOf<typeof SetStock>>> {
  try {
    const { Attributes } = await env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(stockKey(offerId)),
        UpdateExpression: "SET cap = :stock, #rest = #rest + :more, #by = :by, #at = :at, why = :why",
        ConditionExpression: "cap = :read AND #rest >= :less",
        ExpressionAttributeNames: { "#rest": "rest", "#by": "by", "#at": "at" },
        ExpressionAttributeValues: attributes({
          ":stock": stock,
          ":read": ifStock,
          ":more": stock - ifStock,
          ":less": ifStock - stock,
          ":by": memberNo,
          ":at": env.nowMs(),
          ":why": why,
        }),
        ReturnValues: "ALL_NEW",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return ok({ offerId, stock: readNumbers(fields<StockItem>(Attributes ?? {})) });
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined) throw cause;
    if (old === "absent") return refused("offer_unknown");
    const item = fields<StockItem>(old);
    if (item.cap === stock) return ok({ offerId, stock: readNumbers(item) });
    if (item.cap !== ifStock) return refused("offer_changed");
    return refused("stock_below_taken", { limit: readNumbers(item).taken });
  }
}
