// What the last night that is over found, for those who settle it.
import { QueryCommand } from "@aws-sdk/client-dynamodb";
import { ok, type ResponseOf, type Result } from "@huike/shared/endpoint";
import { findingSentences, type GetNight } from "@huike/shared/reconciliation";
import type { Env } from "../platform/env.ts";
import { attributes, fields } from "../platform/table.ts";
import { REPORTS, type ReportItem } from "./walk.items.ts";

export async function showNight(
  _: unknown,
  __: unknown,
  env: Env,
): Promise<Result<ResponseOf<typeof GetNight>, never>> {
  const { Items } = await env.tables.client.send(
    new QueryCommand({
      TableName: env.tables.views,
      KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
      ExpressionAttributeValues: attributes({ ":pk": REPORTS.pk, ":from": REPORTS.from, ":to": REPORTS.to }),
      ScanIndexForward: false,
      Limit: 1,
    }),
  );
  const report = Items?.[0] && fields<ReportItem>(Items[0]);
  if (!report) return ok({});
  const { sk, began, members, rows, offers, findings, more } = report;
  return ok({
    night: {
      ...{ day: sk.slice(REPORTS.from.length), beganAtMs: began, members, rows, offers, more },
      findings: findings.map((finding) => ({ ...finding, sentence: findingSentences[finding.what] })),
    },
  });
}
