// Makes an offer: its state, the first version of its terms and its stock appear together. The same
// request again changes nothing; other contents under the same id are refused.
import { TransactWriteItemsCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { PutOffer } from "@huike/shared/offer";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem } from "../platform/read.ts";
import { attributes, type Item, type Key, refusedStatements } from "../platform/table.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { unknownStore } from "../store/read-store.ts";
import { storeKey } from "../store/store.items.ts";
import {
  ALL_STORES,
  offerKey,
  type StockItem,
  stockKey,
  type TermsItem,
  termsFields,
  termsKey,
} from "./offer.items.ts";

const FIRST = 1;
type PutRequest = RequestOf<typeof PutOffer>;

export async function putOffer(
  { memberNo, staff }: Member & { readonly staff: StaffItem },
  request: PutRequest,
  env: Env,
): Promise<Result<ResponseOf<typeof PutOffer>, ErrorOf<typeof PutOffer>>> {
  const { offerId, terms, stock, opensAtMs, closesAtMs, why } = request;
  if (closesAtMs <= opensAtMs) return refused("offer_window_empty");
  if (terms.reward === "follow" && staff.role !== "owner") return refused("follow_reward_owner_only");
  if (terms.reward === "follow" && !request.acceptsFollowRisk) return refused("follow_reward_warned");
  if (await unknownStore(env, terms.storeIds)) return refused("store_unknown");

  const storeSet = terms.storeIds.length === 0 ? ALL_STORES : offerId;
  // Before the offer stands: sets only gain shops, so a crash in between leaves nothing to undo.
  await Promise.all(terms.storeIds.map((storeId) => joinSet(env, storeId, storeSet)));
  const stockItem: StockItem = {
    cap: stock,
    rest: stock,
    nxt: 0,
    done: 0,
    retired: 0,
    state: "open",
    opens: opensAtMs,
    closes: closesAtMs,
  };
  const put = (key: Key, item: Item) => ({
    Put: {
      TableName: env.tables.app,
      Item: attributes({ ...key, ...item, by: memberNo, at: env.nowMs(), why }),
      ConditionExpression: "attribute_not_exists(pk)",
    },
  });
  try {
    await env.tables.client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          put(offerKey(offerId), { version: FIRST }),
          put(termsKey(offerId, FIRST), termsFields(terms, storeSet)),
          put(stockKey(offerId), stockItem),
        ],
      }),
    );
  } catch (cause) {
    if (!refusedStatements(cause)) throw cause;
    if (!(await isSameOffer(env, request, storeSet))) return refused("offer_exists");
  }
  return ok({ offerId, version: FIRST });
}

async function isSameOffer(env: Env, request: PutRequest, storeSet: string): Promise<boolean> {
  const [terms, stock] = await Promise.all([
    getItem<TermsItem>(env.tables, termsKey(request.offerId, FIRST), { consistent: true }),
    getItem<StockItem>(env.tables, stockKey(request.offerId), { consistent: true }),
  ]);
  return (
    terms?.terms === termsFields(request.terms, storeSet).terms &&
    stock?.cap === request.stock &&
    stock.opens === request.opensAtMs &&
    stock.closes === request.closesAtMs
  );
}

async function joinSet(env: Env, storeId: string, set: string): Promise<void> {
  await env.tables.client.send(
    new UpdateItemCommand({
      TableName: env.tables.app,
      Key: attributes(storeKey(storeId)),
      UpdateExpression: "ADD #sets :set",
      ConditionExpression: "attribute_exists(pk)",
      ExpressionAttributeNames: { "#sets": "sets" },
      ExpressionAttributeValues: attributes({ ":set": new Set([set]) }),
    }),
  );
}
