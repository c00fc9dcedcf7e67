// The points programme: rates, tiers, how long points last. One item, changed as a whole, its version counted.
import * as z from "zod/mini";
import { StorePercents } from "./earning.ts";
import { endpoint } from "./endpoint.ts";

export const Tier = z.strictObject({
  level: z.int().check(z.gte(1), z.lte(9)),
  name: z.string().check(z.minLength(1), z.maxLength(8)),
  /** Yuan paid within a year that reach it; nothing for the first. */
  fromGrowth: z.int().check(z.gte(0), z.lte(10_000_000)),
  /** Points in percent of the plain rate. */
  earnPercent: z.int().check(z.gte(0), z.lte(1_000)),
  /** What is paid of a hundred: the member's own discount. */
  payPercent: z.int().check(z.gte(1), z.lte(100)),
});
export type Tier = z.infer<typeof Tier>;

/** months: until the end of the month so many later; next_year_end: until the end of the calendar year after. */
export const Expiry = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("never") }),
  z.strictObject({ kind: z.literal("months"), months: z.int().check(z.gte(1), z.lte(60)) }),
  z.strictObject({ kind: z.literal("next_year_end") }),
]);
export type Expiry = z.infer<typeof Expiry>;

export const Program = z.strictObject({
  tiers: z.array(Tier).check(z.minLength(1), z.maxLength(9)),
  /** Hundredths of a point for a yuan paid: 100 is a point a yuan. */
  centipointsPerYuan: z.int().check(z.gte(0), z.lte(1_000)),
  storePercents: StorePercents,
  expiry: Expiry,
  /** A correction of more points than this takes a second person. */
  adjustLimit: z.int().check(z.gte(0), z.lte(1_000_000)),
});
export type Program = z.infer<typeof Program>;

/** Until an operator puts another. */
export const FIRST_PROGRAM: Program = {
  tiers: [
    { level: 1, name: "会员", fromGrowth: 0, earnPercent: 100, payPercent: 100 },
    { level: 2, name: "银卡会员", fromGrowth: 2_000, earnPercent: 110, payPercent: 100 },
    { level: 3, name: "金卡会员", fromGrowth: 8_000, earnPercent: 125, payPercent: 100 },
  ],
  centipointsPerYuan: 100,
  storePercents: [],
  expiry: { kind: "next_year_end" },
  adjustLimit: 1_000,
};

/** The first tier asks for nothing, and each one after is higher in level and in growth. */
export const areTiersInOrder = (tiers: readonly Tier[]): boolean =>
  tiers.every((tier, i) => {
    const below = tiers[i - 1];
    return below ? tier.level > below.level && tier.fromGrowth > below.fromGrowth : tier.fromGrowth === 0;
  });

const VersionedProgram = z.strictObject({ version: z.int(), program: Program });

export const GetProgram = endpoint({
  audience: "operator",
  method: "GET",
  path: "/program",
  summary: "The points programme and its version; version 0 is the one built in",
  roles: ["operator", "auditor", "owner"],
  request: z.strictObject({}),
  response: VersionedProgram,
  errors: {},
});

export const PutProgram = endpoint({
  audience: "operator",
  method: "PUT",
  path: "/program",
  summary: "Change the points programme, for postings from now on; what was posted stays as it is",
  roles: ["operator", "owner"],
  request: z.strictObject({
    /** The version this change was made from. */
    version: z.int().check(z.gte(0)),
    program: Program,
    why: z.string().check(z.minLength(1), z.maxLength(200)),
  }),
  response: VersionedProgram,
  errors: { program_changed: 409, tiers_out_of_order: 400, store_unknown: 404 },
});
