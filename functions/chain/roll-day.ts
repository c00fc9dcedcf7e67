// Counts a day that is over and puts its totals down. Absolute, so it may be done as often as anybody likes; of two
// countings the later stands.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { businessDay, DAY_MS } from "@huike/shared/day";
import { PERIOD_DAYS_MAX } from "@huike/shared/report";
import type { Env } from "../platform/env.ts";
import { attributes, type Item, type Key, tookEffect } from "../platform/table.ts";
import { type Counted, countDay } from "./count-day.ts";
import { AXES, packLines, packMinutes, packTally, totalsKey } from "./day-totals.items.ts";
import type { Asks } from "./list-asks.ts";

/** Of older days the rows have begun to end: what is counted of them is less than there was. */
const ROWS_KNOWN_DAYS = PERIOD_DAYS_MAX - 5;
/** DynamoDB's own, less keys: some 30,000 lines. */
const BODY_BYTES_MAX = 400_000;

/** The business day so many before. */
export const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, "2026-11-22".length);

/** From this day on totals can be made. */
export const firstKnownDay = (nowMs: number): string => daysBefore(businessDay(nowMs), ROWS_KNOWN_DAYS);

export async function rollDay(env: Env, asks: Asks): Promise<Counted> {
  const { day } = asks;
  const counted = await countDay(env, asks);
  if (day < firstKnownDay(counted.atMs)) return counted;
  const { books, atMs } = counted;
  const put = (key: Key, item: Item) => putLater(env, key, { ...item, lvl: atMs });
  await Promise.all([
    ...AXES.map((axis) => put(totalsKey(axis, day), { b: fitting(packLines(books.lines(axis)), axis, day) })),
    put(totalsKey("minute", day), { b: packMinutes(books.minutes) }),
  ]);
  // Last: where it stands, all of the day does.
  await put(totalsKey("chain", day), { t: packTally(books.chain) });
  return counted;
}

function fitting(body: Uint8Array, axis: string, day: string): Uint8Array {
  if (body.length > BODY_BYTES_MAX)
    throw new Error(`totals of ${day} by ${axis} are ${body.length} bytes: too many lines`);
  return body;
}

const putLater = (env: Env, key: Key, item: Item & { readonly lvl: number }): Promise<boolean> =>
  tookEffect(
    env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.views,
        Item: attributes({ ...key, ...item }),
        ConditionExpression: "attribute_not_exists(pk) OR lvl < :lvl",
        ExpressionAttributeValues: attributes({ ":lvl": item.lvl }),
      }),
    ),
  );
