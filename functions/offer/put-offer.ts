// Makes an offer: its state, the first version of its terms and its stock appear together. The same
// request again changes nothing; other contents under the same id are refused.
import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { PutOffer } from "@huike/shared/offer";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem } from "../platform/read.ts";
import { attributes, type Item, type Key, refusedStatements } from "../platform/table.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { openStoreSet, whyNotTerms } from "./check-terms.ts";
import {
  freshNumbers,
  listedKey,
  type OfferItem,
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
  const { offerId, terms, stock, stockPerDay, opensAtMs, closesAtMs, why } = request;
  if (closesAtMs <= opensAtMs) return refused("offer_window_empty");
  const whyNot = await whyNotTerms(env, staff, request);
  if (whyNot) return whyNot;
  const storeSet = await openStoreSet(env, terms);
  const window = { opens: opensAtMs, closes: closesAtMs };
  const stockItem: StockItem = { ...freshNumbers(stock), first: stock, state: "open", ...window };
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
          put(offerKey(offerId), { version: FIRST, stockPerDay }),
          put(termsKey(offerId, FIRST), termsFields(terms, storeSet)),
          put(stockKey(offerId), stockItem),
          put(listedKey(offerId), {}),
        ],
      }),
    );
  } catch (cause) {
    if (!refusedStatements(cause)) throw cause;
    if (!(await isSameOffer(env, request))) return refused("offer_exists");
  }
  return ok({ offerId, version: FIRST });
}

/** By what it was made with: terms, stock and state may have changed since. */
async function isSameOffer(env: Env, request: PutRequest): Promise<boolean> {
  const { offerId } = request;
  const [offer, terms, stock] = await Promise.all([
    getItem<OfferItem>(env.tables, offerKey(offerId), { consistent: true }),
    getItem<TermsItem>(env.tables, termsKey(offerId, FIRST), { consistent: true }),
    getItem<StockItem>(env.tables, stockKey(offerId), { consistent: true }),
  ]);
  return (
    terms?.terms === JSON.stringify(request.terms) &&
    (offer?.firstPerDay ?? offer?.stockPerDay) === request.stockPerDay &&
    stock?.first === request.stock &&
    stock.opens === request.opensAtMs &&
    stock.closes === request.closesAtMs
  );
}
