// What WeChat reports of mass messages, by its number of each. The report may come before the worker has kept that number
// (or after it was cut off and called again): so it lies by itself, and the two meet when somebody looks.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { MassReport } from "@huike/shared/campaign-live";
import type { Env } from "../platform/env.ts";
import { getItems, queryRange } from "../platform/read.ts";
import { attributes, type Item, tookEffect } from "../platform/table.ts";
import type { MassResult } from "../platform/wechat/callback/read-push.ts";
import { type MassReportItem, massReportKey, rowEndsAtS, runPk, SENDING, type SendingItem } from "./campaign.items.ts";

/** WeChat's word of success; all others are faults. */
const SUCCESS = /^send success$/i;

/** However often it comes it is one report; of two that differ the later one stands. */
export async function keepMassReport(env: Env, { msgId, ...numbers }: MassResult, atS: number): Promise<void> {
  const item: MassReportItem = { ...numbers, at: atS };
  await tookEffect(
    env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.views,
        Item: attributes({ ...massReportKey(msgId), ...(item as Item), ttl: rowEndsAtS(env.nowMs()) }),
        ConditionExpression: "attribute_not_exists(pk) OR #at < :at",
        ExpressionAttributeNames: { "#at": "at" },
        ExpressionAttributeValues: attributes({ ":at": atS }),
      }),
    ),
  );
}

/** WeChat's numbers of a run: of every call it has reported on. */
export async function massReportOf(env: Env, campaignId: string, run: number): Promise<MassReport> {
  const range = { pk: runPk(campaignId, run), from: SENDING, to: `${SENDING}~` };
  const sendings = await queryRange<SendingItem>(env.tables, range, { table: "views" });
  const numbers = [...new Set(sendings.flatMap(({ msg }) => msg ?? []))];
  const reports = await getItems<MassReportItem>(env.tables, numbers.map(massReportKey), { table: "views" });
  const sum = (of: "total" | "filtered" | "sent" | "failed") => reports.reduce((all, one) => all + one[of], 0);
  const faults = new Map<string, number>();
  for (const { status } of reports) if (!SUCCESS.test(status)) faults.set(status, (faults.get(status) ?? 0) + 1);
  return {
    ...{ calls: numbers.length, reported: reports.length },
    ...{ total: sum("total"), filtered: sum("filtered"), sent: sum("sent"), failed: sum("failed") },
    faults: [...faults].map(([status, calls]) => ({ status, calls })),
  };
}
