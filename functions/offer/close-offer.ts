// 停领 and taking it back. The flag stands on the stock, where every claim takes its number: the next one meets it.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { CloseOffer, ReopenOffer } from "@huike/shared/offer-life";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { attributes, fields, type Item, refusedBy } from "../platform/table.ts";
import { type StockItem, stockKey } from "./offer.items.ts";

export async function closeOffer(
  { memberNo }: Member,
  { offerId, why }: RequestOf<typeof CloseOffer>,
  env: Env,
): Promise<Result<ResponseOf<typeof CloseOffer>, ErrorOf<typeof CloseOffer>>> {
  const old = await setState(env, offerId, "closed", { by: memberNo, why }, { clause: "#state = :open" });
  // What is closed or void takes no claims already.
  return old === "absent" ? refused("offer_unknown") : ok({ offerId });
}

export async function reopenOffer(
  { memberNo }: Member,
  { offerId, why }: RequestOf<typeof ReopenOffer>,
  env: Env,
): Promise<Result<ResponseOf<typeof ReopenOffer>, ErrorOf<typeof ReopenOffer>>> {
  const condition = { clause: "#state = :closed AND closes > :now", values: { ":closed": "closed" } };
  const old = await setState(env, offerId, "open", { by: memberNo, why }, condition);
  if (old === "absent") return refused("offer_unknown");
  if (!old || old.state === "open") return ok({ offerId });
  return refused(old.state === "voided" ? "offer_voided" : "offer_window_over");
}

type Condition = { readonly clause: string; readonly values?: Item };

/** Nothing when it was set, else the stock that refused. */
async function setState(
  env: Env,
  offerId: string,
  state: "open" | "closed",
  { by, why }: { readonly by: string; readonly why: string },
  { clause, values }: Condition,
): Promise<StockItem | "absent" | undefined> {
  try {
    await env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(stockKey(offerId)),
        UpdateExpression: "SET #state = :state, #by = :by, #at = :now, why = :why",
        ConditionExpression: clause,
        ExpressionAttributeNames: { "#state": "state", "#by": "by", "#at": "at" },
        ExpressionAttributeValues: attributes({
          ":state": state,
          ":by": by,
          ":now": env.nowMs(),
          ":why": why,
          ...(state === "closed" ? { ":open": "open" } : {}),
          ...values,
        }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return undefined;
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined) throw cause;
    return old === "absent" ? old : fields<StockItem>(old);
  }
}
