// Any report as a table with a head, in either language: what is exported. Members are named by their last four digits.
import { ok, type Result } from "@huike/shared/endpoint";
import { yuan } from "@huike/shared/money";
import {
  type FunnelAxis,
  type FunnelLine,
  type HeatMeasure,
  type Measure,
  NO_CODE,
  RETURN_DAYS,
  type ReportAsked,
} from "@huike/shared/report";
import type { Sentence } from "@huike/shared/sentences";
import type { Env } from "../platform/env.ts";
import type { Cell } from "./csv.ts";
import type { Staff } from "./scope.ts";
import { showCohorts } from "./show-cohorts.ts";
import { wholeFunnel } from "./show-funnel.ts";
import { wholeOfferResults } from "./show-offer-results.ts";
import { wholeShopDays } from "./show-shop-days.ts";

type Language = "zh" | "en";
export type Table = { readonly head: readonly string[]; readonly rows: readonly (readonly Cell[])[] };
type Refusals = "report_period" | "not_your_store" | "store_unknown";

const axes: Record<FunnelAxis, Sentence> = {
  day: { zh: "营业日", en: "Business day" },
  channel: { zh: "渠道", en: "Channel" },
  shop: { zh: "门店", en: "Shop" },
  clerk: { zh: "店员", en: "Clerk" },
};
const measures: Record<Measure, Sentence> = {
  scans: { zh: "扫码", en: "Scans" },
  newFans: { zh: "新粉丝", en: "New fans" },
  netFans: { zh: "净增粉丝", en: "Net fans" },
  members: { zh: "新会员", en: "New members" },
  claims: { zh: "领券", en: "Claims" },
  grants: { zh: "发券", en: "Granted" },
  redemptions: { zh: "核销", en: "Redemptions" },
  undone: { zh: "撤销", en: "Undone" },
  returns: { zh: "回店", en: "Returns" },
  sales: { zh: "消费笔数", en: "Sales" },
  salesFen: { zh: "消费金额（元）", en: "Sales (CNY)" },
  savedFen: { zh: "优惠金额（元）", en: "Saved (CNY)" },
  heldMembers: { zh: "其中待确认会员", en: "Of members, held" },
  heldFans: { zh: "其中待确认粉丝", en: "Of net fans, held" },
  heldRedemptions: { zh: "其中待确认核销", en: "Of redemptions, held" },
};
const words = {
  id: { zh: "编号", en: "Id" },
  offer: { zh: "券活动", en: "Offer" },
  medianDays: { zh: "领取到使用的中位天数", en: "Median days to use" },
  noCode: { zh: "没有扫码", en: "By no code" },
  funnel: { zh: "漏斗", en: "Funnel" },
  offers: { zh: "券效果", en: "Offers" },
  cohorts: { zh: "回店率", en: "Return" },
  shop_days: { zh: "门店日历", en: "Shops by day" },
  month: { zh: "入会月份", en: "Joined in month" },
  week: { zh: "入会那周", en: "Joined in week of" },
  of: { zh: (days: number) => `满 ${days} 天的会员`, en: (days: number) => `Members ${days} days on` },
  came: { zh: (days: number) => `${days} 天内回店`, en: (days: number) => `Came back within ${days} days` },
} as const;

/** What is counted of each, in the order of the head. A channel's saving is not known: coupons say it at the shop. */
const FUNNEL: readonly Measure[] = [
  ...(["scans", "newFans", "netFans", "members", "claims", "grants", "redemptions"] as const),
  ...(["undone", "returns", "sales", "salesFen", "savedFen"] as const),
];
/** Of clerks only: what of theirs looks made up. */
const HELD: readonly Measure[] = ["heldMembers", "heldFans", "heldRedemptions"];
export function funnelMeasures(by: FunnelAxis): readonly Measure[] {
  if (by === "clerk") return [...FUNNEL, ...HELD];
  return by === "channel" ? FUNNEL.filter((name) => name !== "savedFen") : FUNNEL;
}

/** "漏斗 · 渠道". */
export const reportName = (report: ReportAsked): Sentence => {
  const [what, by] = [words[report.is], byOf(report)];
  return by ? { zh: `${what.zh} · ${by.zh}`, en: `${what.en} · ${by.en}` } : what;
};

const byOf = (report: ReportAsked): Sentence | undefined => {
  if (report.is === "funnel") return axes[report.by];
  if (report.is === "cohorts") return words[report.by];
  return report.is === "shop_days" ? measures[report.measure satisfies HeatMeasure] : undefined;
};

export async function tableOf(
  staff: Staff,
  report: ReportAsked,
  language: Language,
  env: Env,
): Promise<Result<Table, Refusals>> {
  if (report.is === "funnel") return funnelTable(staff, report, language, env);
  if (report.is === "offers") return offerTable(staff, report, language, env);
  if (report.is === "cohorts") return cohortTable(staff, report, language, env);
  return shopDayTable(staff, report, language, env);
}

type Of<Is extends ReportAsked["is"]> = Omit<Extract<ReportAsked, { is: Is }>, never>;

const cellOf = (name: Measure, value: number): Cell => (name.endsWith("Fen") ? yuan(value) : value);

async function funnelTable(staff: Staff, { is: _, ...asked }: Of<"funnel">, language: Language, env: Env) {
  const funnel = await wholeFunnel(staff, asked, env);
  if (!funnel.ok) return funnel;
  const names = funnelMeasures(asked.by);
  const idHead = asked.by === "day" ? [] : [words.id[language]];
  return ok({
    head: [axes[asked.by][language], ...idHead, ...names.map((name) => measures[name][language])],
    rows: funnel.value.lines.map((line) => [
      ...lineCells(line, asked.by, language),
      ...names.map((name) => cellOf(name, line.tally[name])),
    ]),
  });
}

function lineCells({ id, name = "" }: FunnelLine, by: FunnelAxis, language: Language): Cell[] {
  if (by === "day") return [id];
  if (by === "clerk") return [name, `…${id.slice(-4)}`];
  return id === NO_CODE ? [words.noCode[language], ""] : [name, id];
}

async function offerTable(staff: Staff, { is: _, ...asked }: Of<"offers">, language: Language, env: Env) {
  const results = await wholeOfferResults(staff, asked, env);
  if (!results.ok) return results;
  const counts = ["claims", "grants", "redemptions", "undone"] as const;
  const money = ["savedFen", "salesFen"] as const;
  const said = (names: readonly Measure[]) => names.map((name) => measures[name][language]);
  return ok({
    head: [words.offer[language], words.id[language], ...said(counts), words.medianDays[language], ...said(money)],
    rows: results.value.lines.map((line) => [
      ...[line.title ?? "", line.offerId, ...counts.map((name) => line[name])],
      ...[line.medianDays ?? "", ...money.map((name) => yuan(line[name]))],
    ]),
  });
}

async function cohortTable(staff: Staff, { is: _, ...asked }: Of<"cohorts">, language: Language, env: Env) {
  const cohorts = await showCohorts(staff, asked, env);
  if (!cohorts.ok) return cohorts;
  const head = RETURN_DAYS.flatMap((days) => [words.of[language](days), words.came[language](days)]);
  return ok({
    head: [words[asked.by][language], measures.members[language], ...head],
    rows: cohorts.value.lines.map(({ from, members, back }) => [
      ...[from, members],
      ...back.flatMap(({ of, came }) => [of, came]),
    ]),
  });
}

async function shopDayTable(staff: Staff, { is: _, ...asked }: Of<"shop_days">, language: Language, env: Env) {
  const shopDays = await wholeShopDays(staff, asked, env);
  if (!shopDays.ok) return shopDays;
  const { days, lines } = shopDays.value;
  return ok({
    head: [axes.shop[language], words.id[language], ...days],
    rows: lines.map(({ storeId, name = "", counts }) => [name, storeId, ...counts]),
  });
}
