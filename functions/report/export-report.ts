// Takes a table away: its text is made and put by under its digest, where nobody can fetch it; then one conditional write
// signs for it, names that digest, and from then on whoever signed may fetch it. So what the audit says left the house,
// row for row, is what did, and nothing leaves that it does not say.
import { createHash } from "node:crypto";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import {
  type ApprovalError,
  type ErrorOf,
  ok,
  type RequestOf,
  type ResponseOf,
  type Result,
  refused,
} from "@huike/shared/endpoint";
import { EXPORT_KEPT_MS, type ExportReport, type GetExportPage, type ReportAsked } from "@huike/shared/report";
import type { Sentence } from "@huike/shared/sentences";
import { eachOf } from "../platform/each-of.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem } from "../platform/read.ts";
import { attributes, fields, type Item, refusedBy } from "../platform/table.ts";
import { storeOf } from "../store/read-store.ts";
import { BOM, csvOf } from "./csv.ts";
import { type ExportItem, exportKey, type PageItem, pageKey } from "./export.items.ts";
import { reportName, type Table, tableOf } from "./report-table.ts";
import type { Staff } from "./scope.ts";

/** Far below an item's 400 KB. */
const PAGE_ROWS = 500;
/** Long after nobody can fetch it any more; the audit's own row has no end. */
const SIGNED_DAYS = 30;
const DAY_S = 86_400;

type Request = RequestOf<typeof ExportReport>;
type Answer = ResponseOf<typeof ExportReport>;
type Refusals = Exclude<ErrorOf<typeof ExportReport>, ApprovalError>;

/** For the phone: which table, of when and where. */
export async function describeExport({ report }: Request, env: Env): Promise<Sentence> {
  const name = reportName(report);
  const store = report.storeId === undefined ? undefined : await storeOf(env, report.storeId);
  const where = report.storeId === undefined ? "" : `，${store?.name ?? report.storeId}`;
  const when = report.is === "cohorts" ? "" : `，${report.from} – ${report.to}`;
  return {
    zh: `导出报表「${name.zh}」${when}${where}`,
    en: `Export the report “${name.en}”${when.replace("，", ", ")}${where.replace("，", ", ")}`,
  };
}

export async function exportReport(
  { memberNo, staff }: Member & Staff,
  { exportId, report, language, why }: Request,
  env: Env,
): Promise<Result<Answer, Refusals>> {
  const table = await tableOf({ staff }, report, language, env);
  if (!table.ok) return table;
  const at = env.nowMs();
  const texts = pagesOf(table.value);
  const dg = createHash("sha256").update(texts.join("")).digest("hex").slice(0, 16);
  await eachOf(
    texts.map((text, page) => ({ text, page })),
    ({ text, page }) => put(env, "views", { ...pageKey(exportId, dg, page), text, ttl: endsAtS(at + EXPORT_KEPT_MS) }),
  );
  const signed: ExportItem = {
    ...{ by: memberNo, at, why, report: JSON.stringify(report), lang: language, dg },
    ...{ rows: table.value.rows.length, pages: texts.length, file: fileOf(report, language) },
  };
  try {
    await put(env, "app", { ...exportKey(exportId), ...signed, ttl: endsAtS(at) + SIGNED_DAYS * DAY_S });
    return ok(answerOf(exportId, signed));
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined || old === "absent") throw cause;
    // Asked again: what was signed first stands, whatever the table says by now.
    const first = fields<ExportItem>(old);
    const isSame = first.by === memberNo && first.report === signed.report && first.lang === language;
    return isSame ? ok(answerOf(exportId, first)) : refused("export_id_reused");
  }
}

const endsAtS = (ms: number): number => Math.floor(ms / 1000);

const put = (env: Env, table: "app" | "views", item: Item) =>
  env.tables.client.send(
    new PutItemCommand({
      TableName: env.tables[table],
      Item: attributes(item),
      // A page's key says all that is in it; an export is signed for once.
      ...(table === "app"
        ? { ConditionExpression: "attribute_not_exists(pk)", ReturnValuesOnConditionCheckFailure: "ALL_OLD" }
        : {}),
    }),
  );

/** The file in parts; the head stands on the first. */
function pagesOf({ head, rows }: Table): string[] {
  const pages: string[] = [];
  for (let i = 0; i === 0 || i < rows.length; i += PAGE_ROWS) pages.push(csvOf(rows.slice(i, i + PAGE_ROWS)));
  return pages.map((text, i) => (i === 0 ? BOM + csvOf([head]) + text : text));
}

const fileOf = (report: ReportAsked, language: "zh" | "en"): string => {
  const name = reportName(report)[language].replaceAll(" · ", "-");
  return report.is === "cohorts" ? `${name}.csv` : `${name}-${report.from}-${report.to}.csv`;
};

const answerOf = (exportId: string, { rows, pages, file }: ExportItem): Answer => ({ exportId, rows, pages, file });

export async function showExportPage(
  { memberNo }: Member,
  { exportId, page }: RequestOf<typeof GetExportPage>,
  env: Env,
): Promise<Result<ResponseOf<typeof GetExportPage>, ErrorOf<typeof GetExportPage>>> {
  const signed = await getItem<ExportItem>(env.tables, exportKey(exportId), { consistent: true });
  if (signed?.by !== memberNo || signed.at + EXPORT_KEPT_MS <= env.nowMs()) return refused("export_unknown");
  const key = pageKey(exportId, signed.dg, Number(page));
  const found = await getItem<PageItem>(env.tables, key, { consistent: true, table: "views" });
  return found ? ok({ text: found.text }) : refused("export_unknown");
}
