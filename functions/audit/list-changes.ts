// A business day's changes by staff, newest first, a page at a time.
import { QueryCommand } from "@aws-sdk/client-dynamodb";
import type { AuditRow, ListAudit } from "@huike/shared/audit";
import { ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { attributes, fields, type Key } from "../platform/table.ts";
import { auditRange, type ChangeItem, type SealItem, sealKey } from "./audit.items.ts";

const PAGE = 50;

export async function listChanges(
  _: unknown,
  { day, by, after }: RequestOf<typeof ListAudit>,
  env: Env,
): Promise<Result<ResponseOf<typeof ListAudit>, never>> {
  const { pk, from, to } = auditRange(day);
  const page = env.tables.client.send(
    new QueryCommand({
      TableName: env.tables.views,
      KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
      ExpressionAttributeValues: attributes({ ":pk": pk, ":from": from, ":to": to, ":by": by }),
      ...(by === undefined ? {} : { FilterExpression: "#by = :by", ExpressionAttributeNames: { "#by": "by" } }),
      ...(after === undefined ? {} : { ExclusiveStartKey: attributes({ pk, sk: after }) }),
      ScanIndexForward: false,
      Limit: PAGE,
    }),
  );
  const [{ Items = [], LastEvaluatedKey }, seal] = await Promise.all([
    page,
    getItem<SealItem>(env.tables, sealKey(day), { table: "views" }),
  ]);
  return ok({
    rows: Items.map((item) => rowOf(fields<ChangeItem & Key>(item))),
    ...(LastEvaluatedKey?.sk?.S === undefined ? {} : { next: LastEvaluatedKey.sk.S }),
    ...(seal ? { seal: { rows: seal.n, hash: seal.hash, atMs: seal.at } } : {}),
  });
}

const rowOf = ({ sk, what, of, at, by, why, was, now, late }: ChangeItem & Key): AuditRow => ({
  ...{ eventId: sk.slice(sk.indexOf("#") + 1), subject: what, of, atMs: at, by, why },
  changes: changesOf(JSON.parse(was) as Side, JSON.parse(now) as Side),
  ...(late ? { isLate: true } : {}),
});

type Side = Readonly<Record<string, unknown>>;

const changesOf = (was: Side, now: Side): AuditRow["changes"] =>
  [...new Set([...Object.keys(was), ...Object.keys(now)])].sort().map((name) => ({
    name,
    ...(name in was ? { before: JSON.stringify(was[name]) } : {}),
    ...(name in now ? { after: JSON.stringify(now[name]) } : {}),
  }));
