// 目标: what a shop expects of its clerks in a calendar month. It is the shop's: what a clerk brings to another shop counts
// there. Progress is net, without what is held (held.ts), by business days.
import * as z from "zod/mini";
import { DAY_MS } from "./day.ts";
import { endpoint } from "./endpoint.ts";
import { MemberNo, StoreId } from "./id.ts";
import { Why } from "./offer.ts";

export const Month = z.string().check(z.regex(/^20\d\d-(0[1-9]|1[0-2])$/));

const Goal = z.int().check(z.gte(0), z.lte(99_999));

/** 0: nothing is expected. */
export const Target = z.strictObject({
  /** Members won. */
  members: Goal,
  /** Redemptions that stand. */
  redemptions: Goal,
});
export type Target = z.infer<typeof Target>;
export const GOALS = Object.keys(Target.shape) as readonly (keyof Target)[];
export const NO_TARGET: Target = { members: 0, redemptions: 0 };

export const ShopTargets = z.strictObject({
  /** Of each of the shop's clerks who is not named below. */
  each: Target,
  clerks: z.array(z.strictObject({ memberNo: MemberNo, ...Target.shape })).check(
    z.maxLength(100),
    z.refine((list) => new Set(list.map(({ memberNo }) => memberNo)).size === list.length),
  ),
});
export type ShopTargets = z.infer<typeof ShopTargets>;

/** What one of them is expected to bring to the shop: by name, or as one of its clerks. */
export function targetOf({ each, clerks }: ShopTargets, memberNo: string, isClerk: boolean): Target {
  const named = clerks.find((one) => one.memberNo === memberNo);
  if (named) return { members: named.members, redemptions: named.redemptions };
  return isClerk ? each : NO_TARGET;
}

export const isTarget = (target: Target): boolean => GOALS.some((goal) => target[goal] > 0);

/** "2026-11-22" → "2026-11": the month a business day counts in. */
export const monthOf = (day: string): string => day.slice(0, "2026-11".length);

/** Business days left of the month, the given day with them. */
export function daysLeftOf(day: string): number {
  const [year = 0, month = 0] = day.split("-").map(Number);
  return (Date.UTC(year, month, 1) - Date.parse(day)) / DAY_MS;
}

export type Pace = { readonly short: number; readonly perDay: number };

/** How many are wanting, and how many a day that is, in whole people: 「还差 18，每天 3」. */
export function paceOf(expected: number, done: number, daysLeft: number): Pace {
  const short = Math.max(0, expected - done);
  return { short, perDay: Math.ceil(short / Math.max(1, daysLeft)) };
}

export const GetTargets = endpoint({
  audience: "operator",
  method: "GET",
  path: "/stores/:storeId/targets/:month",
  summary: "What a shop expects of its clerks in a month, with the version to change it from; a manager's own shops",
  roles: ["manager", "operator", "auditor", "owner"],
  request: z.strictObject({ storeId: StoreId, month: Month }),
  response: z.strictObject({ version: z.int(), targets: ShopTargets }),
  errors: { store_unknown: 404, not_your_store: 403 },
});

export const PutTargets = endpoint({
  audience: "operator",
  method: "PUT",
  path: "/stores/:storeId/targets/:month",
  summary: "Change what a shop expects of its clerks, in a month that is not over; a manager's own shops",
  roles: ["manager", "operator", "owner"],
  request: z.strictObject({
    storeId: StoreId,
    month: Month,
    ifVersion: z.int().check(z.gte(0)),
    targets: ShopTargets,
    why: Why,
  }),
  response: z.strictObject({ version: z.int() }),
  errors: {
    store_unknown: 404,
    not_your_store: 403,
    target_month_over: 409,
    target_not_staff: 400,
    setting_changed: 409,
  },
});
