// A campaign as it stands: what its rehearsal found, where everybody of a run is, what came of it.
import * as z from "zod/mini";
import { CampaignPlan } from "./campaign-plan.ts";
import { CampaignId } from "./id.ts";

export const CampaignState = z.enum(["draft", "scheduled", "running", "paused", "done", "cancelled"]);
export type CampaignState = z.infer<typeof CampaignState>;

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
  /** Do not follow the service account; have had the month's mass messages. Asked where the campaign is one. */
  notFollowing: z.int(),
  quota: z.int(),
  /** Of those not held out, who could be reached by each way at that moment. */
  reachable: z.strictObject({
    ...{ wallet: z.int(), notice: z.int(), subscribe: z.int(), service: z.int() },
    /** Followers with some of the month's mass messages left. */
    mass: z.optional(z.int()),
  }),
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

/** Of the people of a run, each is in exactly one of these but `planned`. */
export const CampaignCounts = z.strictObject({
  planned: z.int(),
  /** Still to come; `quiet`: how many of them wait for the end of quiet hours. */
  waiting: z.int(),
  quiet: z.int(),
  heldOut: z.int(),
  noConsent: z.int(),
  noWindow: z.int(),
  notFollowing: z.int(),
  /** Had this calendar month's mass messages. */
  quota: z.int(),
  /** The only one of their thousand: WeChat takes mass messages for two and more. */
  alone: z.int(),
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

/** What WeChat itself says became of a run's mass messages, in its own numbers. */
export const MassReport = z.strictObject({
  /** Calls that were made, and those WeChat has reported on. */
  calls: z.int(),
  reported: z.int(),
  /** Openids of the calls; those left once WeChat had taken out whom it may not send to; arrived; failed. */
  total: z.int(),
  filtered: z.int(),
  sent: z.int(),
  failed: z.int(),
  /** Each other end than success, as WeChat names it: "send fail", "err(10001)". */
  faults: z.array(z.strictObject({ status: z.string(), calls: z.int() })),
});
export type MassReport = z.infer<typeof MassReport>;

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
  /** Of mass messages only. */
  massReport: z.optional(MassReport),
  /** Sends a second over the last minute or so, and when those waiting are through at that; absent while nothing moves. */
  perSecond: z.number(),
  endsAtMs: z.optional(z.int()),
});
export type CampaignLive = z.infer<typeof CampaignLive>;
