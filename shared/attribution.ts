// 归属规则: whose member somebody becomes, decided once, at joining, from the touches on record then. A rule is a pure question
// about a set of touches: whatever order they came to light in, the answer is the same. Versions apply from a moment that
// everybody knew of before it came; who was won stays won.
import * as z from "zod/mini";
import { ChannelKind } from "./channel.ts";
import { approvalErrors, endpoint } from "./endpoint.ts";
import { MemberNo } from "./id.ts";
import { Why } from "./offer.ts";
import type { Sentence } from "./sentences.ts";

/** Touches of a visitor end after as many days: no rule can look further back. */
export const WITHIN_DAYS_MAX = 180;
export const VERSIONS_MAX = 100;
/** A version must be known to every instance before it applies, in ms. */
export const LEAD_MS = 60_000;
const AHEAD_MS_MAX = 366 * 86_400_000;

export const AttributionRule = z.strictObject({
  /** Of the touches that count, the oldest or the newest. */
  pick: z.enum(["first", "last"]),
  /** Only touches of so many days before joining count; all, when it is left out. */
  withinDays: z.optional(z.int().check(z.gte(1), z.lte(WITHIN_DAYS_MAX))),
  /** Kinds that go before others, the strongest first: of several touches those of the strongest kind count. */
  prefer: z.array(ChannelKind).check(z.maxLength(ChannelKind.options.length)),
});
export type AttributionRule = z.infer<typeof AttributionRule>;

/** What holds where nobody has written a rule, as version 0. */
export const FIRST_TOUCH: AttributionRule = { pick: "first", prefer: [] };

/** The oldest of all touches: it is kept on the person and needs no look at the others. */
export const isFirstTouch = ({ pick, withinDays, prefer }: AttributionRule): boolean =>
  pick === "first" && withinDays === undefined && prefer.length === 0;

export type Touch = { readonly scene: string; readonly atMs: number };

/** Of the touches before joining, the one that wins the member; nothing where none counts. Of two in one moment the scene that sorts first. */
export function decidingTouch<T extends Touch>(
  touches: readonly T[],
  { pick, withinDays, prefer }: AttributionRule,
  joinedAtMs: number,
  kindOf: (scene: string) => ChannelKind | undefined,
): T | undefined {
  const sinceMs = withinDays === undefined ? Number.NEGATIVE_INFINITY : joinedAtMs - withinDays * 86_400_000;
  const rankOf = ({ scene }: T): number => {
    const kind = kindOf(scene);
    const rank = kind === undefined ? -1 : prefer.indexOf(kind);
    return rank < 0 ? prefer.length : rank;
  };
  const inTime = (a: T, b: T) => (pick === "first" ? a.atMs - b.atMs : b.atMs - a.atMs);
  return touches
    .filter(({ atMs }) => atMs >= sinceMs)
    .sort((a, b) => rankOf(a) - rankOf(b) || inTime(a, b) || (a.scene < b.scene ? -1 : 1))[0];
}

export const AttributionVersion = z.strictObject({
  version: z.int(),
  rule: AttributionRule,
  fromMs: z.int(),
  by: MemberNo,
  atMs: z.int(),
  why: z.string(),
});
export type AttributionVersion = z.infer<typeof AttributionVersion>;

export type RuleInForce = { readonly version: number; readonly rule: AttributionRule };

/** The newest version that has begun by then. One that is put earlier than one before it takes that one's place for good. */
export function ruleInForce(versions: readonly AttributionVersion[], atMs: number): RuleInForce {
  const begun = versions.filter(({ fromMs }) => fromMs <= atMs).sort((a, b) => b.version - a.version);
  return begun[0] ?? { version: 0, rule: FIRST_TOUCH };
}

export const kindNames: Record<ChannelKind, Sentence> = {
  clerk: { zh: "店员码", en: "clerks' codes" },
  store: { zh: "门店码", en: "shops' codes" },
  poster: { zh: "海报", en: "posters" },
  product_tag: { zh: "吊牌", en: "product tags" },
  packaging: { zh: "包装", en: "packaging" },
  wifi: { zh: "Wi-Fi", en: "Wi-Fi" },
  campaign: { zh: "活动", en: "campaigns" },
};

/** 「入会前 30 天内最后一次触点，店员码优先」 */
export function ruleSentence({ pick, withinDays, prefer }: AttributionRule): Sentence {
  const zh = [withinDays === undefined ? "" : `入会前 ${withinDays} 天内`, pick === "first" ? "首次触点" : "最后触点"];
  const en = [`the ${pick} touch`, withinDays === undefined ? "" : ` of ${withinDays} days before joining`];
  if (prefer.length === 0) return { zh: zh.join(""), en: en.join("") };
  return {
    zh: `${zh.join("")}，${prefer.map((kind) => kindNames[kind].zh).join("、")}优先`,
    en: `${en.join("")}, ${prefer.map((kind) => kindNames[kind].en).join(", then ")} before others`,
  };
}

export const isTimely = (fromMs: number, nowMs: number): boolean =>
  fromMs >= nowMs + LEAD_MS && fromMs <= nowMs + AHEAD_MS_MAX;

const roles = ["operator", "owner"] as const;

export const GetAttribution = endpoint({
  audience: "operator",
  method: "GET",
  path: "/attribution",
  summary: "The rule that decides whose member somebody becomes: all its versions, newest first, and the one in force",
  roles: [...roles, "auditor"],
  request: z.strictObject({}),
  response: z.strictObject({
    version: z.int(),
    versions: z.array(AttributionVersion),
    inForce: z.strictObject({ version: z.int(), rule: AttributionRule }),
    serverNowMs: z.int(),
  }),
  errors: {},
});

export const PutAttribution = endpoint({
  audience: "operator",
  method: "PUT",
  path: "/attribution",
  summary: "A further version, for those who join from a moment on; who was won stays won",
  roles,
  stepUp: true,
  /** `ifVersion`: the newest there is, in force or not. `fromMs`: a minute ahead at least, a year at most. */
  request: z.strictObject({ ifVersion: z.int().check(z.gte(0)), rule: AttributionRule, fromMs: z.int(), why: Why }),
  response: z.strictObject({ version: z.int() }),
  errors: {
    ...approvalErrors,
    setting_changed: 409,
    attribution_untimely: 400,
    attribution_kind_twice: 400,
    attribution_versions_full: 409,
  },
});

/** Of those who joined lately, as they were decided and as this rule would have. */
export const PreviewAttribution = endpoint({
  audience: "operator",
  method: "POST",
  path: "/attribution/preview",
  summary:
    "With this rule, of the last thirty days' members, so many would belong to others; of a fair sample where there are many",
  roles,
  request: z.strictObject({ rule: AttributionRule }),
  response: z.strictObject({
    members: z.int(),
    /** Who would belong to another shop or clerk; of these, who would belong to nobody. */
    others: z.int(),
    nobodys: z.int(),
    /** Not all of them were looked at. */
    isSample: z.boolean(),
  }),
  errors: {},
});
