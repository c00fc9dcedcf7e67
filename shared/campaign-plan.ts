// What a campaign is to do: what goes out by which way, to whom, when.
import * as z from "zod/mini";
import { AudienceRule } from "./audience.ts";
import { OfferId } from "./id.ts";
import { CampaignKind } from "./push-text.ts";

const line = (max: number) => z.string().check(z.minLength(1), z.maxLength(max), z.regex(/^[^\r\n]*$/));

/** The subscribe messages a member is asked for, by the moment they are asked at. */
export const PushTemplate = z.enum(["expiring", "receipt", "restock"]);
export type PushTemplate = z.infer<typeof PushTemplate>;

/** A field of a template: its kind and a number. */
export const FieldKey = z.string().check(z.regex(/^[a-z_]{2,20}\d{1,3}$/));

/** Characters of a text in the chat with the service account: about what its 2,048 bytes hold. */
export const LETTER_MAX = 600;
const letter = z.string().check(z.minLength(1), z.maxLength(LETTER_MAX));

/** Mass messages of a service account that reach one follower in a calendar month (WeChat: batch sends). */
export const MASS_PER_MONTH = 4;

/** What is sent, by the way it goes. */
export const CampaignContent = z.discriminatedUnion("path", [
  /** One coupon of an offer into each wallet, with a red dot: needs no consent and no quota. */
  z.strictObject({ path: z.literal("wallet"), kind: CampaignKind, offerId: OfferId }),
  /** A line on the home screen until it is read or the campaign is over. */
  z.strictObject({ path: z.literal("notice"), kind: CampaignKind, title: line(20), text: line(100) }),
  /** A subscribe message, for one consent each. */
  z.strictObject({
    path: z.literal("subscribe"),
    kind: CampaignKind,
    template: PushTemplate,
    /** Values of the template's fields by their keys: thing1, time2. */
    fields: z.array(z.strictObject({ key: FieldKey, value: line(41) })).check(z.minLength(1), z.maxLength(8)),
  }),
  /** A customer-service text of the service account, to followers who wrote to it within the last 48 hours. */
  z.strictObject({ path: z.literal("service"), kind: CampaignKind, text: letter }),
  /** A mass message of the service account, to followers: the one that rings the phone and may sell. */
  z.strictObject({ path: z.literal("mass"), kind: CampaignKind, text: letter }),
]);
export type CampaignContent = z.infer<typeof CampaignContent>;

const Weekday = z.int().check(z.gte(0), z.lte(6));

const DayMinute = z.int().check(z.gte(0), z.lt(1440));

/**
 * What happens to a member, each time it does. The first three are seen to within a minute or two. The others are asked
 * once a day at a minute of the day of Shanghai, of everybody the audience is for: last there exactly so many business
 * days ago; a coupon ends, or the birthday comes, in exactly so many calendar days.
 */
export const CampaignTrigger = z.discriminatedUnion("on", [
  z.strictObject({ on: z.literal("joined") }),
  /** At most once a business day. */
  z.strictObject({ on: z.literal("redeemed") }),
  z.strictObject({ on: z.literal("level_up") }),
  z.strictObject({ on: z.literal("unseen"), days: z.int().check(z.gte(7), z.lte(365)), minute: DayMinute }),
  z.strictObject({ on: z.literal("expiring"), days: z.int().check(z.gte(1), z.lte(14)), minute: DayMinute }),
  z.strictObject({ on: z.literal("birthday"), days: z.int().check(z.gte(0), z.lte(14)), minute: DayMinute }),
]);
export type CampaignTrigger = z.infer<typeof CampaignTrigger>;

/**
 * now: when it is approved. every: at a minute of the day of Shanghai, on these weekdays from Sunday 0. trigger: a run a
 * day, of those it happened to.
 */
export const CampaignTime = z.discriminatedUnion("when", [
  z.strictObject({ when: z.literal("now") }),
  z.strictObject({ when: z.literal("at"), atMs: z.int() }),
  z.strictObject({
    when: z.literal("every"),
    weekdays: z.array(Weekday).check(z.minLength(1), z.maxLength(7)),
    minute: DayMinute,
    untilMs: z.int(),
  }),
  z.strictObject({ when: z.literal("trigger"), trigger: CampaignTrigger, untilMs: z.int() }),
]);
export type CampaignTime = z.infer<typeof CampaignTime>;

type Daily = Extract<CampaignTrigger, { minute: number }>;
/** Asked once a day of everybody it is for. */
export const isDaily = (trigger: CampaignTrigger): trigger is Daily => "minute" in trigger;

/** Does the plan wait for what happens to one person at a time? */
export const isImmediate = (time: CampaignTime): boolean => time.when === "trigger" && !isDaily(time.trigger);

/** Held out by default, in a thousand. */
export const HOLD_OUT_PERMILLE = 100;

export const CampaignPlan = z.strictObject({
  name: line(30),
  audience: AudienceRule,
  content: CampaignContent,
  time: CampaignTime,
  holdOutPermille: z.int().check(z.gte(0), z.lte(500)),
});
export type CampaignPlan = z.infer<typeof CampaignPlan>;
