// Makes a source's rows anew where they are missing or other than the source stands for.
//
// The projector only ever raises a row's level; a row that is wrong at its own level, or above it, would stay so. Here it
// is put over what was found wrong, and only over that: a row the projector has written since is left to the next night.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { attributes, type Key, tookEffect } from "../platform/table.ts";
import { underMark } from "./mark-places.ts";
import { type RowFault, rowFaults } from "./row-faults.ts";
import type { Row } from "./rows.ts";
import { rowsOf, type Source } from "./rows-of.ts";

export async function mendRows(env: Env, key: Key): Promise<void> {
  const source = await getItem<Source>(env.tables, key, { consistent: true });
  if (!source) return;
  const rows = new Map(rowsOf(source).map((row) => [`${row.key.pk} ${row.key.sk}`, row]));
  for (const fault of await rowFaults(env, [source], { consistent: true })) {
    const row = rows.get(`${fault.row.pk} ${fault.row.sk}`);
    if (row) await putOver(env, row, fault);
  }
}

async function putOver(env: Env, { key, fields, level }: Row, { what, found }: RowFault): Promise<void> {
  const isThere = found === undefined ? "attribute_exists(pk) AND attribute_not_exists(lvl)" : "lvl = :found";
  const put = new PutItemCommand({
    TableName: env.tables.views,
    Item: attributes({ ...key, ...fields, lvl: level }),
    ConditionExpression: what === "row_missing" ? "attribute_not_exists(pk)" : isThere,
    ...(found === undefined ? {} : { ExpressionAttributeValues: attributes({ ":found": found }) }),
  });
  await underMark(env, key.pk, () => tookEffect(env.tables.client.send(put)));
}
