// 效果: what a campaign brought, against those held out of it.
import * as z from "zod/mini";
import { RunNo } from "./campaign-live.ts";
import { endpoint } from "./endpoint.ts";
import { CampaignId } from "./id.ts";
import { Arm, Lift } from "./lift.ts";

/** How long after a run's beginning a visit counts, in days. */
export const WINDOW_DAYS = 14;

const Sentence = z.strictObject({ zh: z.string(), en: z.string() });
const Verdict = z.enum(["more", "less", "unclear"]);

export const CampaignResult = z.strictObject({
  /** Visits and sales in this stretch count; until now, while it lasts. */
  fromMs: z.int(),
  untilMs: z.int(),
  /** Everybody it was for, reached or not; everybody held out. */
  sent: Arm,
  held: Arm,
  visits: z.strictObject({ lift: z.optional(Lift), verdict: Verdict, sentence: Sentence }),
  spending: z.strictObject({ lift: z.optional(Lift), verdict: Verdict, sentence: Sentence }),
  /** Its own coupons: used ones, and what they took off, in fen. */
  redeemed: z.int(),
  costFen: z.int(),
  /** What all it was for spent more, in fen, and for each yuan of cost; absent where it cannot be told. */
  extraFen: z.optional(Lift),
  roi: z.optional(Lift),
});
export type CampaignResult = z.infer<typeof CampaignResult>;

export const MeasureCampaign = endpoint({
  audience: "operator",
  method: "POST",
  path: "/campaigns/:campaignId/runs/:run/measure",
  summary: "Count visits and sales of everybody a run was for; each call does a piece, call until there is a result",
  roles: ["operator", "owner"],
  request: z.strictObject({ campaignId: CampaignId, run: RunNo }),
  response: z.strictObject({ measured: z.int(), chunks: z.int(), result: z.optional(CampaignResult) }),
  errors: { campaign_unknown: 404, campaign_not_running: 409 },
});
