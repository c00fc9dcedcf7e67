// 审计: who of the staff did what, when and why, what stood before and what after; and the seals by which a changed,
// missing or added row of a closed day is found.
import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { MemberNo } from "./id.ts";

/** What was changed, by the kind of its item. */
export const AuditSubject = z.enum([
  "offer",
  "terms",
  "stock",
  "voiding",
  "store",
  "staff",
  "invite",
  "channel",
  "program",
  "brand",
  "grant",
  "correction",
  "campaign",
  "push_rules",
  "segment",
  "list",
  "tag",
  "tags",
  "profile",
  "export",
  "replies",
  "menu",
  "attribution",
  "wechat",
  "target",
  "other",
]);
export type AuditSubject = z.infer<typeof AuditSubject>;

export const AuditDay = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));

export const AuditRow = z.strictObject({
  /** The event of the stream it was derived from. */
  eventId: z.string(),
  subject: AuditSubject,
  /** The key of the changed item. */
  of: z.string(),
  atMs: z.int(),
  by: MemberNo,
  why: z.string(),
  /** What differs, by the attribute's name in the table, as JSON; a side without it had none. */
  changes: z.array(z.strictObject({ name: z.string(), before: z.optional(z.string()), after: z.optional(z.string()) })),
  /** Arrived when the day of the change had been sealed; it stands under the day it arrived on. */
  isLate: z.optional(z.boolean()),
});
export type AuditRow = z.infer<typeof AuditRow>;

export const ListAudit = endpoint({
  audience: "operator",
  method: "GET",
  path: "/audit/:day",
  summary: "What staff changed on a business day, newest first, with what stood before and after",
  roles: ["operator", "auditor", "owner"],
  request: z.strictObject({
    day: AuditDay,
    by: z.optional(MemberNo),
    /** The `next` of the page before. */
    after: z.optional(z.string().check(z.maxLength(100))),
  }),
  response: z.strictObject({
    rows: z.array(AuditRow),
    next: z.optional(z.string()),
    seal: z.optional(z.strictObject({ rows: z.int(), hash: z.string(), atMs: z.int() })),
  }),
  errors: {},
});

/** What is wrong with a sealed day. */
export const auditFaults = {
  row_changed: { zh: "这一行被改动过", en: "This row was changed" },
  rows_differ: { zh: "行数或内容与封存时不符", en: "The day's rows are not those that were sealed" },
  link_broken: { zh: "与前一天的封存接不上", en: "This seal does not follow from the day before" },
  seal_missing: { zh: "这一天没有封存", en: "This day has no seal" },
} as const;
export type AuditFaultKind = keyof typeof auditFaults;

export const AuditFault = z.strictObject({
  day: AuditDay,
  what: z.enum(Object.keys(auditFaults) as [AuditFaultKind, ...AuditFaultKind[]]),
  eventId: z.optional(z.string()),
});
export type AuditFault = z.infer<typeof AuditFault>;

/** Days of one call. */
export const VERIFY_DAYS_MAX = 31;

export const VerifyAudit = endpoint({
  audience: "operator",
  method: "GET",
  path: "/audit-seals",
  summary: "Recompute the seals from a day on and say what does not fit; goes on at `next`",
  roles: ["operator", "auditor", "owner"],
  request: z.strictObject({ from: z.optional(AuditDay) }),
  response: z.strictObject({
    days: z.int(),
    rows: z.int(),
    faults: z.array(AuditFault),
    /** The newest seal seen: what was written down of it elsewhere proves all before it. */
    last: z.optional(z.strictObject({ day: AuditDay, hash: z.string() })),
    next: z.optional(AuditDay),
  }),
  errors: {},
});
