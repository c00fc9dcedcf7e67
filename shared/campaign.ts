// 营销活动: a push of content to an audience at a time. The contract of a plan and of its life:
// draft → scheduled → running ⇄ paused → done | cancelled.
import * as z from "zod/mini";
import { AudienceRule } from "./audience.ts";
import { approvalErrors, endpoint } from "./endpoint.ts";
import { CampaignId, MemberNo, OfferId, TestId } from "./id.ts";
import { Why } from "./offer.ts";
import { CampaignKind } from "./push-text.ts";

const roles = ["operator", "owner"] as const;
const readers = [...roles, "auditor"] as const;
const line = (max: number) => z.string().check(z.minLength(1), z.maxLength(max), z.regex(/^[^\r\n]*$/));

/** The subscribe messages a member is asked for, by the moment they are asked at. */
export const PushTemplate = z.enum(["expiring", "receipt", "restock"]);
export type PushTemplate = z.infer<typeof PushTemplate>;

/** A field of a template: its kind and a number. */
export const FieldKey = z.string().check(z.regex(/^[a-z_]{2,20}\d{1,3}$/));

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
  z.strictObject({
    path: z.literal("service"),
    kind: CampaignKind,
    text: z.string().check(z.minLength(1), z.maxLength(600)),
  }),
]);
export type CampaignContent = z.infer<typeof CampaignContent>;

const Weekday = z.int().check(z.gte(0), z.lte(6));

const DayMinute = z.int().check(z.gte(0), z.lt(1440));

/**
 * What happens to a member, each time it does. The first three are seen to within a minute or two. The others are asked
 * once a day at a minute of the day of Shanghai, of everybody the audience is for: last there exactly so many business
 * days ago; a coupon ends in exactly so many calendar days.
 */
export const CampaignTrigger = z.discriminatedUnion("on", [
  z.strictObject({ on: z.literal("joined") }),
  /** At most once a business day. */
  z.strictObject({ on: z.literal("redeemed") }),
  z.strictObject({ on: z.literal("level_up") }),
  z.strictObject({ on: z.literal("unseen"), days: z.int().check(z.gte(7), z.lte(365)), minute: DayMinute }),
  z.strictObject({ on: z.literal("expiring"), days: z.int().check(z.gte(1), z.lte(14)), minute: DayMinute }),
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

export const CampaignState = z.enum(["draft", "scheduled", "running", "paused", "done", "cancelled"]);
export type CampaignState = z.infer<typeof CampaignState>;

const one = z.strictObject({ campaignId: CampaignId, why: Why });
const state = z.strictObject({ campaignId: CampaignId, state: CampaignState, version: z.int() });

/** What a plan may be refused for. */
export const planErrors = {
  offer_unknown: 404,
  offer_voided: 409,
  subscribe_rule: 409,
  service_rule: 409,
  template_unknown: 409,
  template_field_wrong: 409,
  campaign_time_past: 409,
} as const;

export const PutCampaign = endpoint({
  audience: "operator",
  method: "PUT",
  path: "/campaigns/:campaignId",
  summary: "A draft; the same request again changes nothing",
  roles,
  request: z.strictObject({ campaignId: CampaignId, plan: CampaignPlan, why: Why }),
  response: state,
  errors: { campaign_exists: 409, ...planErrors },
});

export const ReviseCampaign = endpoint({
  audience: "operator",
  method: "POST",
  path: "/campaigns/:campaignId/versions",
  summary: "Another plan for a draft; whatever was rehearsed is to be rehearsed anew",
  roles,
  request: z.strictObject({ campaignId: CampaignId, ifVersion: z.int().check(z.gte(1)), plan: CampaignPlan, why: Why }),
  response: state,
  errors: { campaign_unknown: 404, campaign_changed: 409, campaign_not_draft: 409, ...planErrors },
});

export const ApproveCampaign = endpoint({
  audience: "operator",
  method: "POST",
  path: "/campaigns/:campaignId/approve",
  summary: "Let a rehearsed draft go at its time; a large one by another person than who planned it",
  roles,
  stepUp: true,
  request: z.strictObject({ campaignId: CampaignId, ifVersion: z.int().check(z.gte(1)), why: Why }),
  response: state,
  errors: {
    ...{ campaign_unknown: 404, campaign_changed: 409, campaign_not_draft: 409, campaign_not_rehearsed: 409 },
    ...{ campaign_needs_second: 409, campaign_time_past: 409, ...approvalErrors },
  },
});

export const TestCampaign = endpoint({
  audience: "operator",
  method: "POST",
  path: "/campaigns/:campaignId/test",
  summary: "Send its content to the caller's own phone, marked as a test; it counts nowhere",
  roles,
  request: z.strictObject({ campaignId: CampaignId, ifVersion: z.int().check(z.gte(1)), testId: TestId }),
  /** home: a line on the home screen, for a coupon too, which stays in the stock. message: by WeChat, for an own consent. */
  response: z.strictObject({ campaignId: CampaignId, shownOn: z.enum(["home", "message"]) }),
  errors: {
    campaign_unknown: 404,
    campaign_changed: 409,
    test_needs_consent: 409,
    test_needs_window: 409,
    test_refused: 502,
    ...planErrors,
  },
});

export const PauseCampaign = endpoint({
  audience: "operator",
  method: "POST",
  path: "/campaigns/:campaignId/pause",
  summary: "Nobody else is sent anything, within ten seconds",
  roles,
  request: one,
  response: state,
  errors: { campaign_unknown: 404, campaign_not_running: 409 },
});

export const ResumeCampaign = endpoint({
  audience: "operator",
  method: "POST",
  path: "/campaigns/:campaignId/resume",
  summary: "Goes on where it was paused",
  roles,
  request: one,
  response: state,
  errors: { campaign_unknown: 404, campaign_not_running: 409 },
});

export const CancelCampaign = endpoint({
  audience: "operator",
  method: "POST",
  path: "/campaigns/:campaignId/cancel",
  summary: "For good: nobody else is sent anything, within ten seconds",
  roles,
  request: one,
  response: state,
  errors: { campaign_unknown: 404, campaign_over: 409 },
});

/** What a rehearsal found. People are members; each is in one of the numbers below `people` at most. */
export const Rehearsal = z.strictObject({
  atMs: z.int(),
  people: z.int(),
  heldOut: z.int(),
  /** Excluded, by reason. */
  capped: z.int(),
  noConsent: z.int(),
  /** Have not written to the service account lately. */
  noWindow: z.int(),
  /** Of those not held out, who could be reached by each way at that moment. */
  reachable: z.strictObject({ wallet: z.int(), notice: z.int(), subscribe: z.int(), service: z.int() }),
  /** Will be sent to. */
  sends: z.int(),
  /** Should every coupon be used for all it can save; absent where an offer sets no bound. */
  worstFen: z.optional(z.int()),
  /** Coupons the stock lacks. */
  stockLacks: z.int(),
  /** Of other campaigns that are to run or running, who would meet the same people. */
  overlaps: z.array(z.strictObject({ campaignId: CampaignId, name: z.string() })),
  /** When it starts and ends at the allowed rate, quiet hours left out. */
  startsAtMs: z.int(),
  endsAtMs: z.int(),
  waitsForQuiet: z.boolean(),
  needsSecond: z.boolean(),
});
export type Rehearsal = z.infer<typeof Rehearsal>;

export const RehearseCampaign = endpoint({
  audience: "operator",
  method: "POST",
  path: "/campaigns/:campaignId/rehearse",
  summary: "Go through the audience without sending; each call does a piece, call until there is a rehearsal",
  roles,
  request: z.strictObject({ campaignId: CampaignId, ifVersion: z.int().check(z.gte(1)) }),
  response: z.strictObject({ campaignId: CampaignId, seen: z.int(), rehearsal: z.optional(Rehearsal) }),
  errors: { campaign_unknown: 404, campaign_changed: 409 },
});

/** Of the people of a run, each is in exactly one of these but `planned`. */
export const CampaignCounts = z.strictObject({
  planned: z.int(),
  /** Still to come; `quiet`: how many of them wait for the end of quiet hours. */
  waiting: z.int(),
  quiet: z.int(),
  heldOut: z.int(),
  noConsent: z.int(),
  noWindow: z.int(),
  capped: z.int(),
  /** No member any more, or none to be reached by this way. */
  unreachable: z.int(),
  sent: z.int(),
  failed: z.int(),
  /** Taken in hand by a worker that was cut off: nobody knows, and nobody is sent it twice. */
  inDoubt: z.int(),
});
export type CampaignCounts = z.infer<typeof CampaignCounts>;

/**
 * What came of a run so far. Sales and coupons are those of members a message, line or coupon of it went to (not of those
 * held out), within WINDOW_DAYS from its beginning; what would have come anyhow is among them: {@link MeasureCampaign}
 * tells that apart.
 */
export const CampaignBrought = z.strictObject({
  /** Counted then; half a minute old at most. */
  asOfMs: z.int(),
  /** Members who opened it: read the line, the coupon with its red dot, or came by the message. Once each. */
  opened: z.int(),
  /** Its coupons in wallets; of a line or a message: coupons these members took themselves. */
  claimed: z.int(),
  /** Of those coupons, uses that stand. A coupon given on to a friend is not among them. */
  redeemed: z.int(),
  /** Purchases that stand, with or without a coupon, and what was to be paid for them where it is known. */
  sales: z.int(),
  salesFen: z.int(),
});
export type CampaignBrought = z.infer<typeof CampaignBrought>;

/** The number of a run, in an address. */
export const RunNo = z.string().check(z.regex(/^[1-9]\d{0,4}$/));

export const CampaignLive = z.strictObject({
  campaignId: CampaignId,
  state: CampaignState,
  version: z.int(),
  plan: CampaignPlan,
  rehearsal: z.optional(z.strictObject({ atMs: z.int(), people: z.int(), worstFen: z.optional(z.int()) })),
  /** The run that is under way, or comes next, and when it is due. */
  run: z.optional(z.int()),
  dueAtMs: z.optional(z.int()),
  /** Whom it is for is still being frozen. */
  isPlanning: z.boolean(),
  /** What paused it, where no person did: an offer's stop, "failing", "wechat_47003". */
  stoppedBy: z.optional(z.string()),
  counts: CampaignCounts,
  brought: CampaignBrought,
  /** Sends a second over the last minute or so, and when those waiting are through at that; absent while nothing moves. */
  perSecond: z.number(),
  endsAtMs: z.optional(z.int()),
});
export type CampaignLive = z.infer<typeof CampaignLive>;

export const GetCampaign = endpoint({
  audience: "operator",
  method: "GET",
  path: "/campaigns/:campaignId",
  summary: "A campaign as it stands, with the live counts of a run: the last one, or the one that is named",
  roles: readers,
  request: z.strictObject({ campaignId: CampaignId, run: z.optional(RunNo) }),
  response: CampaignLive,
  errors: { campaign_unknown: 404 },
});

/** Campaigns a page of the list holds at most. */
export const CAMPAIGNS_PAGE_MAX = 40;

export const ListCampaigns = endpoint({
  audience: "operator",
  method: "GET",
  path: "/campaigns",
  summary: "All campaigns, a page at a time, in the order of their ids",
  roles: readers,
  request: z.strictObject({ after: z.optional(CampaignId) }),
  response: z.strictObject({
    campaigns: z.array(
      z.strictObject({
        campaignId: CampaignId,
        state: CampaignState,
        version: z.int(),
        name: z.string(),
        path: z.string(),
        kind: CampaignKind,
        dueAtMs: z.optional(z.int()),
      }),
    ),
    next: z.optional(CampaignId),
  }),
  errors: {},
});

export const ListDeadLetters = endpoint({
  audience: "operator",
  method: "GET",
  path: "/campaigns/:campaignId/failures",
  summary: "Who could not be sent to in the last run, and why: a hundred at most",
  roles: readers,
  request: z.strictObject({ campaignId: CampaignId }),
  response: z.strictObject({
    failures: z.array(z.strictObject({ memberNo: MemberNo, why: z.string(), atMs: z.int() })),
  }),
  errors: { campaign_unknown: 404 },
});
