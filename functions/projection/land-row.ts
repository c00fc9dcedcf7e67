// Puts a derived row where it belongs: only where it is not there yet or stands at a lower level.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { attributes, tookEffect } from "../platform/table.ts";
import { underMark } from "./mark-places.ts";
import type { Row } from "./rows.ts";

/**
 * `stands`: the image before implied it already, so that as a rule it is there. Then it is looked at first: half a read
 * unit, where a write that is refused costs a whole one, and nothing to mark. An old answer of that look does no harm:
 * levels only rise, and the write has its condition.
 */
export async function landRow(row: Row, env: Env, { stands }: { readonly stands: boolean }): Promise<void> {
  if (stands && (await standsAt(row, env))) return;
  await underMark(env, row.key.pk, () => put(row, env));
}

async function standsAt({ key, level }: Row, env: Env): Promise<boolean> {
  const found = await getItem<{ lvl?: number }>(env.tables, key, { table: "views" });
  return (found?.lvl ?? 0) >= level;
}

const put = ({ key, level, fields }: Row, env: Env): Promise<boolean> =>
  tookEffect(
    env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.views,
        Item: attributes({ ...key, ...fields, lvl: level }),
        ConditionExpression: "attribute_not_exists(pk) OR lvl < :lvl",
        ExpressionAttributeValues: attributes({ ":lvl": level }),
      }),
    ),
  );
