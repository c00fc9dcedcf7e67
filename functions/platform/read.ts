// The reads use cases need: one item, several at once, and a range of one partition.
import { BatchGetItemCommand, GetItemCommand, type KeysAndAttributes, QueryCommand } from "@aws-sdk/client-dynamodb";
import { Outage } from "./outage.ts";
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

/** A busy table answers in part and is asked for the rest, so many times in all. */
const ROUNDS_MAX = 3;

/** What one call of BatchGetItem takes (API reference). */
const BATCH_MAX = 100;

/** Those of a table's items that are there, in any order. A key may be asked for once only. */
export async function getItems<T>(
  tables: Tables,
  keys: readonly Key[],
  { consistent = false, table = "app" as Table } = {},
): Promise<(T & Key)[]> {
  const items: (T & Key)[] = [];
  for (let i = 0; i < keys.length; i += BATCH_MAX) {
    const Keys = keys.slice(i, i + BATCH_MAX).map(attributes);
    items.push(...(await getBatch<T>(tables, tables[table], { Keys, ConsistentRead: consistent })));
  }
  return items;
}

async function getBatch<T>({ client }: Tables, name: string, asked: KeysAndAttributes): Promise<(T & Key)[]> {
  const items: (T & Key)[] = [];
  let left: Record<string, KeysAndAttributes> = { [name]: asked };
  for (let rounds = 0; rounds < ROUNDS_MAX; rounds++) {
    const { Responses, UnprocessedKeys = {} } = await client.send(new BatchGetItemCommand({ RequestItems: left }));
    for (const item of Responses?.[name] ?? []) items.push(fields<T & Key>(item));
    left = UnprocessedKeys;
    if (Object.keys(left).length === 0) return items;
  }
  throw new Outage("the table answered in part");
}

/** Any name, also one that DynamoDB reserves. */
const projection = (names: readonly string[]) => ({
  ProjectionExpression: names.map((_, i) => `#${i}`).join(),
  ExpressionAttributeNames: Object.fromEntries(names.map((name, i) => [`#${i}`, name])),
});

/** Every item of `pk` with from <= sk <= to, in order, or only these fields of each; follows pages. */
export async function queryRange<T>(
  tables: Tables,
  range: { pk: string; from: string; to: string },
  {
    consistent = false,
    table = "app" as Table,
    limit = Number.POSITIVE_INFINITY,
    only = undefined as readonly (keyof T & string)[] | undefined,
  } = {},
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
        ...(only ? projection(only) : {}),
        ...(limit < Number.POSITIVE_INFINITY ? { Limit: limit } : {}),
        ...(next ? { ExclusiveStartKey: next } : {}),
      }),
    );
    for (const item of page.Items ?? []) items.push(fields<T>(item));
    next = page.LastEvaluatedKey as Record<string, never> | undefined;
  } while (next && items.length < limit);
  return items;
}
