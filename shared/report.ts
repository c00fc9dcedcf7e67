// 报表: what a period brought, by channel, shop, clerk or day; what offers came to; who came back; and tables to take away.
//
// Everything is counted by business day (04:00–04:00). Days that are over are read from totals the night makes anew for a
// month; today is counted as it stands.
import * as z from "zod/mini";
import { approvalErrors, endpoint } from "./endpoint.ts";
import { ExportId, OfferId, StoreId } from "./id.ts";

const Count = z.int().check(z.nonnegative());
export const BusinessDay = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/));

/** What is counted of a shop, a channel, a clerk or an offer on a day. */
export const Tally = z.strictObject({
  /** People who opened the mini-program or scanned a follow code by a channel, each once a channel and day. */
  scans: Count,
  newFans: Count,
  /** Of those, who still followed when the day was counted last. */
  netFans: Count,
  members: Count,
  /** Coupons claimed; and those the shop itself gave. */
  claims: Count,
  grants: Count,
  /** That stand; and those taken back since, under the day they were made. */
  redemptions: Count,
  undone: Count,
  /** Members with a purchase who had one on an earlier day. */
  returns: Count,
  sales: Count,
  /** What those sales came to, as far as amounts were entered. */
  salesFen: Count,
  /** What coupons took off, as far as it is known. */
  savedFen: Count,
  /** Of a clerk's members, net fans and redemptions: held (held.ts). Of clerks only. */
  heldMembers: Count,
  heldFans: Count,
  heldRedemptions: Count,
});
export type Tally = z.infer<typeof Tally>;
export type Measure = keyof Tally;

export const MEASURES = Object.keys(Tally.shape) as readonly Measure[];
export const emptyTally = (): Tally => Object.fromEntries(MEASURES.map((name) => [name, 0])) as Tally;

export function addTally(sum: Tally, more: Tally): void {
  for (const name of MEASURES) sum[name] += more[name];
}

/** Stands where a scene would, for what came by no code. */
export const NO_CODE = "-";

/** Totals are kept for ever, rows for 400 days: no report looks back further. */
export const PERIOD_DAYS_MAX = 400;
/** A heat table wider than this is no picture. */
export const HEAT_DAYS_MAX = 35;
/** Lines of one answer; an export has them all. */
export const REPORT_LINES_MAX = 500;

export const FunnelAxis = z.enum(["day", "channel", "shop", "clerk"]);
export type FunnelAxis = z.infer<typeof FunnelAxis>;

const period = { from: BusinessDay, to: BusinessDay };
/** One shop's part; left out: all the caller may see. */
const store = { storeId: z.optional(StoreId) };
const atConsole = ["manager", "operator", "auditor", "owner"] as const;
const periodErrors = { report_period: 400, not_your_store: 403, store_unknown: 404 } as const;

const Standing = {
  /** Days of the period that have no totals yet: asked again, more of them have; the next night makes the rest. */
  missing: Count,
  /** When the newest of its days was counted. */
  asOfMs: z.int(),
};

export const FunnelLine = z.strictObject({
  /** A day, a scene, a shop, a clerk's member number; "-" for what came by no code. */
  id: z.string(),
  /** As it is called now; a clerk's number and name. Left out where nobody knows (any more). */
  name: z.optional(z.string()),
  storeId: z.optional(StoreId),
  tally: Tally,
});
export type FunnelLine = z.infer<typeof FunnelLine>;

export const GetFunnel = endpoint({
  audience: "operator",
  method: "GET",
  path: "/reports/funnel/:by",
  summary: "Scan, fan, member, claim, use, return of a period, by day, channel, shop or clerk; a manager's own shops",
  roles: atConsole,
  request: z.strictObject({ by: FunnelAxis, ...period, ...store }),
  response: z.strictObject({
    total: Tally,
    /** Days in their order; all others with the most members first. */
    lines: z.array(FunnelLine),
    /** Lines there was no room for. */
    more: Count,
    ...Standing,
  }),
  errors: periodErrors,
});

export const OfferLine = z.strictObject({
  offerId: OfferId,
  title: z.optional(z.string()),
  claims: Count,
  grants: Count,
  redemptions: Count,
  undone: Count,
  /** Half of what was used in the period was used within so many days of being claimed; none where nothing was. */
  medianDays: z.optional(Count),
  savedFen: Count,
  /** Sales one of its coupons was used in, after the saving. */
  salesFen: Count,
});
export type OfferLine = z.infer<typeof OfferLine>;

export const GetOfferResults = endpoint({
  audience: "operator",
  method: "GET",
  path: "/reports/offers",
  summary: "What each offer came to in a period: claimed, given, used, undone, days to use, saved, sold",
  roles: atConsole,
  request: z.strictObject({ ...period, ...store }),
  response: z.strictObject({ lines: z.array(OfferLine), more: Count, ...Standing }),
  errors: periodErrors,
});

/** Within so many days of joining. */
export const RETURN_DAYS = [7, 30, 90] as const;

export const CohortLine = z.strictObject({
  /** The first day of the month or week they joined in. */
  from: BusinessDay,
  members: Count,
  /** For 7, 30 and 90 days: of those who joined so long ago, who came on a later day within them. */
  back: z.array(z.strictObject({ days: z.int(), of: Count, came: Count })),
});
export type CohortLine = z.infer<typeof CohortLine>;

export const CohortUnit = z.enum(["month", "week"]);
export type CohortUnit = z.infer<typeof CohortUnit>;
/** Twelve months, or as many weeks. */
export const COHORTS = 12;

export const GetCohorts = endpoint({
  audience: "operator",
  method: "GET",
  path: "/reports/cohorts/:by",
  summary: "Members by the month or week they joined in: how many came back within 7, 30 and 90 days",
  roles: atConsole,
  request: z.strictObject({ by: CohortUnit, ...store }),
  response: z.strictObject({ lines: z.array(CohortLine), asOfMs: z.int() }),
  errors: { not_your_store: 403, store_unknown: 404 },
});

export const HeatMeasure = z.enum(["sales", "redemptions", "members", "scans", "returns"]);
export type HeatMeasure = z.infer<typeof HeatMeasure>;

export const HeatLine = z.strictObject({
  storeId: StoreId,
  name: z.optional(z.string()),
  /** One a day of the period, in order. */
  counts: z.array(Count),
});
export type HeatLine = z.infer<typeof HeatLine>;

export const GetShopDays = endpoint({
  audience: "operator",
  method: "GET",
  path: "/reports/shop-days/:measure",
  summary: "What every shop did on each day of a period, by one measure",
  roles: atConsole,
  request: z.strictObject({ measure: HeatMeasure, ...period, ...store }),
  response: z.strictObject({ days: z.array(BusinessDay), lines: z.array(HeatLine), more: Count, ...Standing }),
  errors: periodErrors,
});

/** Which table, as its own call is asked for it. */
export const ReportAsked = z.discriminatedUnion("is", [
  z.strictObject({ is: z.literal("funnel"), by: FunnelAxis, ...period, ...store }),
  z.strictObject({ is: z.literal("offers"), ...period, ...store }),
  z.strictObject({ is: z.literal("cohorts"), by: CohortUnit, ...store }),
  z.strictObject({ is: z.literal("shop_days"), measure: HeatMeasure, ...period, ...store }),
]);
export type ReportAsked = z.infer<typeof ReportAsked>;

/** For how long what was exported can be fetched (again), in ms. */
export const EXPORT_KEPT_MS = 86_400_000;

export const ExportReport = endpoint({
  audience: "operator",
  method: "POST",
  path: "/reports/exports",
  summary: "Take a table away: signed for first, then its pages can be fetched for a day by whoever signed",
  roles: ["manager", "operator", "owner"],
  stepUp: true,
  request: z.strictObject({
    exportId: ExportId,
    report: ReportAsked,
    language: z.enum(["zh", "en"]),
    why: z.string().check(z.minLength(1), z.maxLength(200)),
  }),
  response: z.strictObject({
    exportId: ExportId,
    /** Without the head. */
    rows: Count,
    pages: Count,
    /** What the file is called. */
    file: z.string(),
  }),
  errors: { ...approvalErrors, ...periodErrors, export_id_reused: 409 },
});

export const GetExportPage = endpoint({
  audience: "operator",
  method: "GET",
  path: "/reports/exports/:exportId/:page",
  summary: "One page of what the caller exported: CSV in UTF-8; all pages in order are the file",
  roles: atConsole,
  request: z.strictObject({ exportId: ExportId, page: z.string().check(z.regex(/^\d{1,4}$/)) }),
  response: z.strictObject({ text: z.string() }),
  errors: { export_unknown: 404 },
});
