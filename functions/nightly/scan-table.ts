// Some pages of a table, from where the last run stopped, as far as there is time.
import { type AttributeValue, ScanCommand } from "@aws-sdk/client-dynamodb";
import type { Env } from "../platform/env.ts";
import { attributes, fields, type Key } from "../platform/table.ts";

const PAGES_PER_SAVE = 40;

export type Bounds = {
  /** Asked before every page. */
  readonly hasTime: () => boolean;
  /** Items a page; a megabyte when not given. */
  readonly pageItems?: number;
};

export type Scanning = Bounds & {
  readonly table: "app" | "views";
  readonly filter: { readonly expression: string; readonly values?: { readonly [name: string]: string } };
  /** Attributes to answer with; all when not given. */
  readonly only?: string;
  /** What stands for reserved words in `only`. */
  readonly names?: { readonly [alias: string]: string };
  readonly isConsistent: boolean;
  readonly from: Key | undefined;
};

/** Hands the items of each page to `take`; answers where to go on, undefined at the end of the table. */
export async function scanTable(
  env: Env,
  { table, filter, only, names, isConsistent, from, hasTime, pageItems }: Scanning,
  take: (items: Record<string, AttributeValue>[]) => Promise<void> | void,
): Promise<Key | undefined> {
  let next = from;
  for (let pages = 0; pages < PAGES_PER_SAVE && (pages === 0 || hasTime()); pages++) {
    const page = await env.tables.client.send(
      new ScanCommand({
        TableName: env.tables[table],
        ConsistentRead: isConsistent,
        FilterExpression: filter.expression,
        ProjectionExpression: only,
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: filter.values && attributes(filter.values),
        Limit: pageItems,
        ExclusiveStartKey: next && attributes(next),
      }),
    );
    await take(page.Items ?? []);
    if (!page.LastEvaluatedKey) return undefined;
    next = fields<Key>(page.LastEvaluatedKey);
  }
  return next;
}
