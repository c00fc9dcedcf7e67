// 人群: which members a campaign is for. A rule is data, and whether a member is in it a pure question of what is known
// of them and of the day: console, planner and night ask the same lines.
import * as z from "zod/mini";
import { ChannelKind } from "./channel.ts";
import { businessDayNo, calendarDayNo } from "./day.ts";
import { ListId, MemberNo, OfferId, Scene, StoreId } from "./id.ts";
import { daysToBirthday } from "./profile.ts";

/** For so many business days it is known what a member did on each. */
export const KNOWN_DAYS = 400;
const FEN_MAX = 1_000_000_000;
const NAMES_MAX = 50;
/** Rules inside rules, and rules in all. */
export const DEPTH_MAX = 5;
export const RULES_MAX = 40;

/** What operators and auto-tags write onto members: 「老客」. */
export const MemberTag = z.string().check(z.regex(/^[\p{L}\p{N}]{1,12}$/u));
/** The key consents to one subscription message are counted by. */
export const TemplateKey = z.string().check(z.regex(/^[\w-]{1,64}$/));

const Days = z.int().check(z.gte(1), z.lte(KNOWN_DAYS));
const list = <T extends z.ZodMiniType>(one: T) => z.array(one).check(z.minLength(1), z.maxLength(NAMES_MAX));

type Range = { readonly min?: number | undefined; readonly max?: number | undefined };
const isRange = z.refine<Range>(
  ({ min, max }) => (min ?? max) !== undefined && (min === undefined || max === undefined || min <= max),
);
const range = (least: number, most: number) => {
  const bound = z.optional(z.int().check(z.gte(least), z.lte(most)));
  return { min: bound, max: bound };
};

/** One question of a member. Days are business days, 04:00–04:00, and today is one of them. */
const leaves = [
  /** Has any of these tags. */
  z.strictObject({ is: z.literal("tag"), tags: list(MemberTag) }),
  z.strictObject({ is: z.literal("level"), ...range(1, 9) }).check(isRange),
  /** Below nothing: a debt. */
  z.strictObject({ is: z.literal("points"), ...range(-1_000_000_000, 1_000_000_000) }).check(isRange),
  /** Calendar days since joining; 0: today. */
  z.strictObject({ is: z.literal("joined"), ...range(0, 100_000) }).check(isRange),
  /** Calendar days till the next birthday, 0 on the day; who gave none is in no range. */
  z.strictObject({ is: z.literal("birthday"), ...range(0, 366) }).check(isRange),
  /** Days with a purchase, among the last so many. */
  z.strictObject({ is: z.literal("visits"), days: Days, ...range(0, KNOWN_DAYS) }).check(isRange),
  /** Purchases in them. */
  z.strictObject({ is: z.literal("sales"), days: Days, ...range(0, 100_000) }).check(isRange),
  /** What was paid in them, in fen. */
  z.strictObject({ is: z.literal("spent"), days: Days, ...range(0, FEN_MAX) }).check(isRange),
  /** Has a coupon of any of these that can still be used. */
  z.strictObject({ is: z.literal("holds"), offerIds: list(OfferId) }),
  /** Used one of any of these in the last so many days. */
  z.strictObject({ is: z.literal("used"), offerIds: list(OfferId), days: Days }),
  /** Was won by any of these. */
  z.strictObject({ is: z.literal("channel"), scenes: list(Scene) }),
  z.strictObject({ is: z.literal("channel_kind"), kinds: list(ChannelKind) }),
  /** Belongs to any of these shops; to any of these clerks. */
  z.strictObject({ is: z.literal("store"), storeIds: list(StoreId) }),
  z.strictObject({ is: z.literal("clerk"), memberNos: list(MemberNo) }),
  /** Bought last in any of these cities; who never did: belongs to a shop there. */
  z.strictObject({ is: z.literal("city"), cities: list(z.string().check(z.minLength(1), z.maxLength(20))) }),
  /** Has agreed to so many more messages of this kind, at least. */
  z.strictObject({ is: z.literal("consent"), template: TemplateKey, min: z.int().check(z.gte(1), z.lte(100)) }),
  /** Is on a list that was sent in. */
  z.strictObject({ is: z.literal("in_list"), listId: ListId }),
] as const;

type Leaf = z.infer<(typeof leaves)[number]>;
export type AudienceRule =
  | Leaf
  | { is: "all"; of: AudienceRule[] }
  | { is: "any"; of: AudienceRule[] }
  | { is: "not"; of: AudienceRule };

/** Any depth: see {@link AudienceRule} for what is taken. `all` of nothing is everybody. */
export const NestedRule: z.ZodMiniType<AudienceRule> = z.discriminatedUnion("is", [
  ...leaves,
  z.strictObject({ is: z.literal("all"), of: z.array(z.lazy(() => NestedRule)).check(z.maxLength(RULES_MAX)) }),
  z.strictObject({
    is: z.literal("any"),
    of: z.array(z.lazy(() => NestedRule)).check(z.minLength(1), z.maxLength(RULES_MAX)),
  }),
  z.strictObject({ is: z.literal("not"), of: z.lazy(() => NestedRule) }),
]) as never;

const inside = (rule: AudienceRule): readonly AudienceRule[] => {
  if (rule.is === "not") return [rule.of];
  return rule.is === "all" || rule.is === "any" ? rule.of : [];
};
export const rulesIn = (rule: AudienceRule): AudienceRule[] => [rule, ...inside(rule).flatMap(rulesIn)];
export const depthOf = (rule: AudienceRule): number => 1 + Math.max(0, ...inside(rule).map(depthOf));

/** Asked before anything walks the rule: two thousand nots in each other overflow whoever goes to the bottom of them. */
const isShallow = (value: unknown): boolean => {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEPTH_MAX) return false;
    level = level.flatMap((one) => (one as { of?: unknown } | null)?.of ?? []);
  }
  return true;
};

export const AudienceRule = z.pipe(
  z.unknown().check(z.refine(isShallow)),
  NestedRule.check(z.refine((rule) => depthOf(rule) <= DEPTH_MAX && rulesIn(rule).length <= RULES_MAX)),
);

/** The lists a rule asks for. */
export const listsOf = (rule: AudienceRule): string[] => [
  ...new Set(rulesIn(rule).flatMap((one) => (one.is === "in_list" ? [one.listId] : []))),
];

/** A business day with at least one purchase that stands: how many, and what was paid, in fen. */
export type VisitDay = { readonly day: number; readonly sales: number; readonly fen: number };

/** What is known of a member. Days are numbers, as day.ts counts them. */
export type MemberFacts = {
  readonly memberNo: string;
  readonly level: number;
  readonly points: number;
  /** Calendar day. */
  readonly joinedDay: number;
  /** Month and day: 512 is 12 May. */
  readonly birthday?: number;
  /** Of the first touch: the channel's scene and kind. */
  readonly scene?: string;
  readonly channelKind?: ChannelKind;
  /** Whose member it is: shop, and clerk by member number. */
  readonly storeId?: string;
  readonly clerk?: string;
  readonly city?: string;
  readonly tags: readonly string[];
  /** Newest first, of the last {@link KNOWN_DAYS}. */
  readonly visits: readonly VisitDay[];
  /** Offers of which a coupon can be used, until when. */
  readonly holds: readonly { readonly offerId: string; readonly untilMs: number }[];
  /** Offers of which a coupon was used, and on which business day last. */
  readonly used: readonly { readonly offerId: string; readonly day: number }[];
  /** Messages agreed to and not yet sent, by template. */
  readonly consents: Readonly<Record<string, number>>;
  /** Until when the service account may answer them, in ms. */
  readonly replyUntilMs?: number;
};

/** The moment it is asked for, in ms, and who is on which list. */
export type AskedAt = {
  readonly nowMs: number;
  readonly isListed: (listId: string, memberNo: string) => boolean;
};

export function isInAudience(rule: AudienceRule, facts: MemberFacts, at: AskedAt): boolean {
  if (rule.is === "all") return rule.of.every((one) => isInAudience(one, facts, at));
  if (rule.is === "any") return rule.of.some((one) => isInAudience(one, facts, at));
  if (rule.is === "not") return !isInAudience(rule.of, facts, at);
  return answers(rule, facts, at);
}

function answers(rule: Leaf, facts: MemberFacts, { nowMs, isListed }: AskedAt): boolean {
  switch (rule.is) {
    case "tag":
      return rule.tags.some((tag) => facts.tags.includes(tag));
    case "level":
      return isWithin(facts.level, rule);
    case "points":
      return isWithin(facts.points, rule);
    case "joined":
      return isWithin(calendarDayNo(nowMs) - facts.joinedDay, rule);
    case "birthday":
      return facts.birthday !== undefined && isWithin(daysToBirthday(facts.birthday, nowMs), rule);
    case "visits":
      return isWithin(visitsWithin(facts, rule.days, nowMs).length, rule);
    case "sales":
      return isWithin(sum(visitsWithin(facts, rule.days, nowMs).map(({ sales }) => sales)), rule);
    case "spent":
      return isWithin(sum(visitsWithin(facts, rule.days, nowMs).map(({ fen }) => fen)), rule);
    case "holds":
      return facts.holds.some(({ offerId, untilMs }) => untilMs > nowMs && rule.offerIds.includes(offerId));
    case "used":
      return facts.used.some(({ offerId, day }) => rule.offerIds.includes(offerId) && isRecent(day, rule.days, nowMs));
    case "channel":
      return facts.scene !== undefined && rule.scenes.includes(facts.scene);
    case "channel_kind":
      return facts.channelKind !== undefined && rule.kinds.includes(facts.channelKind);
    case "store":
      return facts.storeId !== undefined && rule.storeIds.includes(facts.storeId);
    case "clerk":
      return facts.clerk !== undefined && rule.memberNos.includes(facts.clerk);
    case "city":
      return facts.city !== undefined && rule.cities.includes(facts.city);
    case "consent":
      return (facts.consents[rule.template] ?? 0) >= rule.min;
    case "in_list":
      return isListed(rule.listId, facts.memberNo);
  }
}

const isWithin = (value: number, { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: Range): boolean =>
  value >= min && value <= max;

/** The last one of so many days is today. A day that has yet to come is none: the counter's clock ran ahead. */
const isRecent = (day: number, days: number, nowMs: number): boolean => day > businessDayNo(nowMs) - days;

/** What a member did on the last so many business days. */
export const visitsWithin = ({ visits }: MemberFacts, days: number, nowMs: number): readonly VisitDay[] =>
  visits.filter(({ day }) => isRecent(day, days, nowMs));

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
