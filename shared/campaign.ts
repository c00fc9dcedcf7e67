// 营销活动: a push of content to an audience at a time. The calls of its life:
// draft → scheduled → running ⇄ paused → done | cancelled.
import * as z from "zod/mini";
import { CampaignLive, CampaignState, Rehearsal, RunNo } from "./campaign-live.ts";
import { CampaignPlan } from "./campaign-plan.ts";
import { approvalErrors, endpoint } from "./endpoint.ts";
import { CampaignId, MemberNo, StoreId, TestId } from "./id.ts";
import { Why } from "./offer.ts";
import { CampaignKind } from "./push-text.ts";

const roles = ["operator", "owner"] as const;
const readers = [...roles, "auditor"] as const;

const one = z.strictObject({ campaignId: CampaignId, why: Why });
const state = z.strictObject({ campaignId: CampaignId, state: CampaignState, version: z.int() });

/** What a plan may be refused for. */
export const planErrors = {
  offer_unknown: 404,
  offer_voided: 409,
  subscribe_rule: 409,
  service_rule: 409,
  mass_needs_many: 409,
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
  /** home: a line on the home screen, for a coupon too, which stays in the stock. message: by WeChat, for an own consent. chat: with the service account. */
  response: z.strictObject({ campaignId: CampaignId, shownOn: z.enum(["home", "message", "chat"]) }),
  errors: {
    campaign_unknown: 404,
    campaign_changed: 409,
    test_needs_consent: 409,
    test_needs_window: 409,
    test_needs_follow: 409,
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
        /** The shops its audience keeps to; absent where it is for members of any shop. */
        storeIds: z.optional(z.array(StoreId)),
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
