// The two reads use cases need: one item, and a range of one partition.
import { GetItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { attributes, fields, type Key, type Tables } from "./table.ts";

type Table = "app" | "views";

export async function getItem<T>(
  tables: Tables,
  key: Key,
  { consistent = false, table = "app" as Table } = {},
): Promise<T | undefined> {
  const { Item } = await tables.client.send(
    new GetItemCommand({ TableName: tables[table], Key: attributes(key), ConsistentRead: consistent }),
  );
  return Item && fields<T>(Item);
}

/** Every item of `pk` with from <= sk <= to, in order, or the first `limit` of them; follows pages. */
export async function queryRange<T>(
  tables: Tables,
  range: { pk: string; from: string; to: string },
  { consistent = false, table = "app" as Table, limit = Number.POSITIVE_INFINITY } = {},
): Promise<T[]> {
  const items: T[] = [];
  let next: Record<string, never> | undefined;
  do {
    const page = await tables.client.send(
      new QueryCommand({
        TableName: tables[table],
        KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
        ExpressionAttributeValues: attributes({ ":pk": range.pk, ":from": range.from, ":to": range.to }),
        ConsistentRead: consistent,
        ...(limit < Number.POSITIVE_INFINITY ? { Limit: limit } : {}),
        ...(next ? { ExclusiveStartKey: next } : {}),
      }),
    );
    for (const item of page.Items ?? []) items.push(fields<T>(item));
    next = page.LastEvaluatedKey as Record<string, never> | undefined;
  } while (next && items.length < limit);
  return items;
}
