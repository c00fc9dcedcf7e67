// A campaign as it is being written: what is not said yet may be missing, percents as people type them. Pure, so that what
// the form says and what is sent are held together by a test.
import type { AudienceRule } from "@huike/shared/audience";
import {
  type CampaignContent,
  CampaignPlan,
  type CampaignTime,
  type CampaignTrigger,
  HOLD_OUT_PERMILLE,
  isDaily,
  isImmediate,
  type PushTemplate,
} from "@huike/shared/campaign-plan";
import { DAY_MS } from "@huike/shared/day";
import type { PushRules } from "@huike/shared/push-rules";
import { type CampaignKind, type TextFault, textFault } from "@huike/shared/push-text";
import { fieldFault } from "@huike/shared/subscribe-field";

export type Way = CampaignContent["path"];
export type When = CampaignTime["when"];

export type Draft = {
  /** Made once, with the draft: the same campaign however often it is sent. */
  readonly campaignId: string;
  readonly name: string;
  readonly kind: CampaignKind;
  readonly path: Way;
  readonly offerId: string;
  readonly title: string;
  readonly text: string;
  /** Of a customer-service or a mass message: several lines, where the home screen's is one. */
  readonly letter: string;
  readonly template: PushTemplate;
  /** By the template's keys; of other templates' keys too, while somebody looks at each. */
  readonly fields: Readonly<Record<string, string>>;
  readonly audience: AudienceRule;
  readonly when: When;
  readonly atMs: number;
  readonly weekdays: readonly number[];
  /** Of the day in Shanghai. */
  readonly minute: number;
  readonly untilMs: number;
  readonly on: CampaignTrigger["on"];
  /** Without a visit, before a coupon ends, before a birthday. */
  readonly unseenDays: number;
  readonly expiringDays: number;
  readonly birthdayDays: number;
  readonly holdOutPercent: number;
  readonly why: string;
};

const EVERYBODY: AudienceRule = { is: "all", of: [] };
const TEN_OCLOCK = 600;

export function newDraft(campaignId: string, nowMs: number): Draft {
  return {
    ...{ campaignId, name: "", kind: "promotion", path: "wallet", offerId: "", title: "", text: "", letter: "" },
    ...{ template: "expiring", fields: {}, audience: EVERYBODY },
    ...{ on: "joined", unseenDays: 30, expiringDays: 3, birthdayDays: 0 },
    ...{ when: "now", atMs: nowMs + DAY_MS, weekdays: [5], minute: TEN_OCLOCK, untilMs: nowMs + 60 * DAY_MS },
    ...{ holdOutPercent: HOLD_OUT_PERMILLE / 10, why: "" },
  };
}

export type Templates = PushRules["templates"];

/** The keys of the chosen template; none where nobody has set it up. */
export const keysOf = ({ template }: Pick<Draft, "template">, templates: Templates): readonly string[] =>
  templates[template]?.fields ?? [];

function contentOf(draft: Draft, templates: Templates): CampaignContent {
  const { path, kind, offerId, template, fields } = draft;
  if (path === "wallet") return { path, kind, offerId };
  if (path === "notice") return { path, kind, title: draft.title.trim(), text: draft.text.trim() };
  if (path === "service" || path === "mass") return { path, kind, text: draft.letter.trim() };
  const values = keysOf(draft, templates).map((key) => ({ key, value: (fields[key] ?? "").trim() }));
  return { path, kind, template, fields: values };
}

function triggerOf({ on, unseenDays, expiringDays, birthdayDays, minute }: Draft): CampaignTrigger {
  if (on === "unseen") return { on, days: unseenDays, minute };
  if (on === "birthday") return { on, days: birthdayDays, minute };
  return on === "expiring" ? { on, days: expiringDays, minute } : { on };
}

function timeOf(draft: Draft): CampaignTime {
  const { when, atMs, weekdays, minute, untilMs } = draft;
  if (when === "now") return { when };
  if (when === "trigger") return { when, trigger: triggerOf(draft), untilMs };
  return when === "at" ? { when, atMs } : { when, weekdays: [...weekdays], minute, untilMs };
}

/** The plan as it would be sent; whether it may be is `faultsOf`'s to say. */
export const planOf = (draft: Draft, templates: Templates): CampaignPlan => ({
  name: draft.name.trim(),
  audience: draft.audience,
  content: contentOf(draft, templates),
  time: timeOf(draft),
  holdOutPermille: Math.round(draft.holdOutPercent * 10),
});

/** Where a draft keeps the days of each. */
const daysOf = { unseen: "unseenDays", expiring: "expiringDays", birthday: "birthdayDays" } as const;

function timeParts(time: CampaignTime): Partial<Draft> {
  if (time.when !== "trigger") return time;
  const { trigger, when, untilMs } = time;
  if (!isDaily(trigger)) return { when, untilMs, on: trigger.on };
  const { on, days, minute } = trigger;
  return { when, untilMs, on, minute, [daysOf[on]]: days };
}

export function draftOf(campaignId: string, { name, audience, content, time, holdOutPermille }: CampaignPlan): Draft {
  const blank = newDraft(campaignId, Date.now());
  const { path, kind } = content;
  const fields = path === "subscribe" ? Object.fromEntries(content.fields.map(({ key, value }) => [key, value])) : {};
  return {
    ...blank,
    ...{ name, audience, path, kind, fields, holdOutPercent: holdOutPermille / 10 },
    ...(path === "wallet" ? { offerId: content.offerId } : {}),
    ...(path === "notice" ? { title: content.title, text: content.text } : {}),
    ...(path === "service" || path === "mass" ? { letter: content.text } : {}),
    ...(path === "subscribe" ? { template: content.template } : {}),
    ...timeParts(time),
  };
}

export type Fault =
  | "name"
  | "offer"
  | "title"
  | "text"
  | "kind"
  | "many"
  | "template"
  | "fields"
  | "marketing"
  | "audience"
  | "past"
  | "weekdays"
  | "until"
  | "trigger"
  | "holdOut"
  | "why"
  | "other";

/** WeChat's rule that one value breaks, and the word it breaks it by; nothing where any text may go. */
export const marketingIn = ({ path }: Pick<Draft, "path">, value: string): TextFault | undefined =>
  textFault(path, "news", [value]);

/** What is sold may not go this way at all. */
export const isKindRefused = ({ path, kind }: Draft): boolean => textFault(path, kind, []) !== undefined;

/** WeChat takes a mass message for two people and more: one person's occasion brings one. */
export const isForOne = (draft: Draft): boolean => draft.path === "mass" && isImmediate(timeOf(draft));

/** What keeps it from being sent, each said beside the sentence it belongs to. */
export function faultsOf(draft: Draft, templates: Templates, nowMs: number): Fault[] {
  const faults: Fault[] = [];
  const read = CampaignPlan.safeParse(planOf(draft, templates));
  if (!read.success) faults.push(...read.error.issues.map(({ path }) => faultAt(path)));
  if (isKindRefused(draft)) faults.push("kind");
  if (isForOne(draft)) faults.push("many");
  if (draft.path === "subscribe") faults.push(...messageFaults(draft, templates));
  if (draft.path === "service" && marketingIn(draft, draft.letter)) faults.push("marketing");
  if (draft.when === "at" && draft.atMs <= nowMs) faults.push("past");
  if ((draft.when === "every" || draft.when === "trigger") && draft.untilMs <= nowMs) faults.push("until");
  if (draft.why.trim() === "") faults.push("why");
  // A template nobody has set up has no fields to be wrong.
  return [...new Set(faults)].filter((fault) => fault !== "fields" || !faults.includes("template"));
}

function messageFaults(draft: Draft, templates: Templates): Fault[] {
  const keys = keysOf(draft, templates);
  if (keys.length === 0) return ["template"];
  const values = keys.map((key) => [key, (draft.fields[key] ?? "").trim()] as const);
  return [
    ...(values.some(([key, value]) => fieldFault(key, value)) ? (["fields"] as const) : []),
    ...(values.some(([, value]) => marketingIn(draft, value)) ? (["marketing"] as const) : []),
  ];
}

const places: Readonly<Record<string, Fault>> = {
  name: "name",
  audience: "audience",
  holdOutPermille: "holdOut",
  offerId: "offer",
  title: "title",
  text: "text",
  fields: "fields",
  weekdays: "weekdays",
  trigger: "trigger",
};

function faultAt(path: readonly PropertyKey[]): Fault {
  const place = path.find((part) => typeof part === "string" && part in places);
  return places[String(place)] ?? "other";
}
