// One posting, once: the item with both legs and the balance on CARD change together or not at all. The posting's
// key is made from its source, so the same source posts once, however often and in whatever order it is met.
import {
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { type CardItem, cardKey } from "../member/card.items.ts";
import type { Env } from "../platform/env.ts";
import { attributes, fields, type Item } from "../platform/table.ts";
import { type Posting, type PostingItem, postingFields, postingKey } from "./ledger.items.ts";

export type Posted =
  | { readonly is: "posted" }
  /** Posted before: as it stands. */
  | { readonly is: "before"; readonly posting: PostingItem }
  /** The card is missing, or does not meet the guard. */
  | { readonly is: "refused"; readonly card: CardItem | undefined }
  /** One of the statements that came along was refused: the item each met, by position. */
  | { readonly is: "other_refused"; readonly met: readonly (Record<string, unknown> | undefined)[] };

/** More that CARD must meet for the posting to be made. */
export type Guard = { readonly condition: string; readonly values: Item };

export async function post(
  env: Env,
  posting: Posting,
  guard?: Guard,
  together: readonly TransactWriteItem[] = [],
  client = env.tables.client,
): Promise<Posted> {
  const TransactItems = [...postingStatements(env, posting, guard), ...together];
  try {
    // Two lanes may post to one card at once: the client sends again what met another transaction.
    await client.send(new TransactWriteItemsCommand({ TransactItems }));
    return { is: "posted" };
  } catch (cause) {
    const refusal = cause instanceof TransactionCanceledException ? whyNotPosted(cause) : undefined;
    if (refusal) return refusal;
    throw cause;
  }
}

function postingStatements(env: Env, posting: Posting, guard: Guard | undefined): TransactWriteItem[] {
  const { memberNo, points, growth = 0 } = posting;
  return [
    {
      Put: {
        TableName: env.tables.app,
        Item: attributes({ ...postingKey(memberNo, posting), ...postingFields(posting) }),
        ConditionExpression: "attribute_not_exists(pk)",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      },
    },
    {
      Update: {
        TableName: env.tables.app,
        Key: attributes(cardKey(memberNo)),
        UpdateExpression: "ADD pts :pts, gro :gro, n :one",
        ConditionExpression: guard ? `attribute_exists(pk) AND ${guard.condition}` : "attribute_exists(pk)",
        ExpressionAttributeValues: attributes({ ":pts": points, ":gro": growth, ":one": 1, ...guard?.values }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      },
    },
  ];
}

/** The sources that came along are asked first, they tell most; then the posting, which if it is there is done; then the card. */
function whyNotPosted({ CancellationReasons = [] }: TransactionCanceledException): Posted | undefined {
  const failed = CancellationReasons.map(({ Code }) => Code === "ConditionalCheckFailed");
  const met = CancellationReasons.map(({ Item }) => (Item ? fields<Record<string, unknown>>(Item) : undefined));
  const [posting, card, ...others] = met;
  if (failed.slice(2).includes(true)) return { is: "other_refused", met: others };
  if (failed[0]) return { is: "before", posting: posting as PostingItem };
  return failed[1] ? { is: "refused", card: card as CardItem | undefined } : undefined;
}
